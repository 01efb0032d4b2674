"""A folder as a host has it, with more than fifty definitions: nothing is told of the sound ones."""

from pathlib import Path

from definitions.loading.layouts import loaded, rules
from definitions.loading.suite import FAULTS, UNREAD, sound
from ferrule.facts.definition import Definitions, Invocation


def everything(root: Path) -> Definitions:
    """Give the whole folder: what is sound, what has a fault and what is nothing."""
    others = {path: content for each in (FAULTS, UNREAD) for path, (content, _) in each.items()}
    return loaded(root, {**sound(), **others, "AGENTS.md": "Be kind.\n"})


def test_sound_definitions_stay_without_a_remark(tmp_path: Path) -> None:
    """Sixty that call for each other in every form: no false alarm."""
    found = loaded(tmp_path, sound())

    assert len(found.known) == 60
    assert [] == [f"{each.path}: {remark}" for each in found.known for remark in each.diagnostics]
    assert (found.unread, found.notes) == ((), ())


def test_each_fault_is_told_once(tmp_path: Path) -> None:
    """Of all definitions exactly those with a fault are told of, each with its own."""
    found = everything(tmp_path)
    told = {each.path: rules(each.diagnostics) for each in found.known if each.diagnostics}

    assert told == {str(tmp_path / path): expected for path, (_, expected) in FAULTS.items() if expected}
    assert len(found.known) == 60 + len(FAULTS)


def test_what_defines_nothing_is_told(tmp_path: Path) -> None:
    """Each file that a host passes over is there, with the reason."""
    found = everything(tmp_path)

    assert {each.path: rules(each.diagnostics) for each in found.unread} == {
        str(tmp_path / path): expected for path, (_, expected) in UNREAD.items()
    }
    assert found.notes == ()
    assert len(found.instructions) == 1


def test_only_the_doubtful_and_the_closed_are_closed(tmp_path: Path) -> None:
    """Who may be started by a model is what their authors said."""
    found = everything(tmp_path)

    assert {each.name for each in found.known if each.invocation is Invocation.EXPLICIT} == {"closed-notes", "unsure"}


def test_the_same_folder_gives_the_same_report(tmp_path: Path) -> None:
    """Nothing hangs on the order in which a file system lists."""
    assert everything(tmp_path) == everything(tmp_path)
