"""What is asked of a new dependency, and which answers end the question."""

import re
import subprocess
from pathlib import Path

import pytest

from ferrule.tasks.dependency_questions import asked, parts
from ferrule.tasks.new_dependencies import Change, NewDependency
from ferrule.tasks.std_covers import covered, covers

SERDE = NewDependency("serde", "Cargo.toml", 9, "normal", ("derive",), "1")
FULL = (
    "reason: the state has to survive a restart; alternative: nothing in the tree writes JSON; "
    "licence: MIT OR Apache-2.0; features: derive, for the two structs"
)


def test_all_is_asked() -> None:
    """Without an answer all four parts are asked for, with the place and the name of the answer."""
    [question] = asked([SERDE], {}, {})
    assert question == "Cargo.toml:9 adds `serde`: say its reason, alternative, licence, features as `dependency:serde`"


def test_facts_are_told_and_answer_the_licence() -> None:
    """What Cargo knows is not asked for."""
    [question] = asked([SERDE], {}, {"serde": {"licence": "MIT", "locked": "1.0.200"}})
    assert "say its reason, alternative, features as" in question
    assert question.endswith("(licence MIT; in the lock already: 1.0.200)")


def test_full_answers() -> None:
    """One text with its parts, or one answer for each part, leaves nothing open."""
    assert asked([SERDE], {"dependency:serde": FULL}, {}) == ()
    single = {f"dependency:serde:{part}": text for part, text in parts("serde", {"dependency:serde": FULL}).items()}
    assert len(single) == 4
    assert asked([SERDE], single, {}) == ()


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("", "reason, alternative, licence, features"),
        ("needed", "reason, alternative, licence, features"),
        ("the state has to survive a restart", "alternative, licence, features"),
        (FULL.replace("the state has to survive a restart", "tbd"), "reason"),
        (FULL.replace("nothing in the tree writes JSON", "none"), "alternative"),
        (FULL.replace("MIT OR Apache-2.0", "?"), "licence"),
        (FULL.replace("derive, for the two structs", ""), "features"),
    ],
)
def test_empty_parts(text: str, lacking: str) -> None:
    """A word to be rid of the question leaves it open."""
    [question] = asked([SERDE], {"dependency:serde": text}, {})
    assert f"say its {lacking} as" in question


def test_a_licence_that_is_not_its_own() -> None:
    """What the answer says must be what the crate says, in whatever order."""
    [question] = asked([SERDE], {"dependency:serde": FULL}, {"serde": {"licence": "GPL-3.0-only"}})
    assert question == "`serde` is under GPL-3.0-only, and the answer says MIT OR Apache-2.0"
    assert asked([SERDE], {"dependency:serde": FULL}, {"serde": {"licence": "Apache-2.0/MIT"}}) == ()


def test_less_is_asked_of_less() -> None:
    """Features are asked for where defaults come along unseen; own crates are not asked about at all."""
    bare = NewDependency("log", "Cargo.toml", 1, "normal", default_features=False)
    [question] = asked([bare], {}, {"log": {"licence": "MIT"}})
    assert "say its reason, alternative as" in question
    own = NewDependency("b", "a/Cargo.toml", 1, "normal", source="path ../b")
    assert asked([own], {}, {}) == ()
    for change, words in (
        (Change.MAJOR, "takes `serde` 2, before 1: say its reason as"),
        (Change.FEATURES, "adds to `serde` rc: say its features as"),
        (Change.SOURCE, "takes `serde` from git x, before 1: say its reason, licence as"),
        (Change.KIND, "makes `serde` part of what is shipped: say its reason, licence as"),
    ):
        source = "git x" if change is Change.SOURCE else ""
        one = NewDependency("serde", "Cargo.toml", 1, "normal", ("rc",), "2", source, change, "1")
        assert words in asked([one], {}, {})[0]


def test_the_standard_library_covers() -> None:
    """A crate that std replaces is a finding where the oldest Rust has it; one that does more is a note."""
    lazy = NewDependency("lazy_static", "Cargo.toml", 4, "normal")
    [one] = covered([lazy], {"Cargo.toml": "1.80"})
    assert (one.is_note, one.words) == (
        False, "Cargo.toml:4 adds `lazy_static`: std has std::sync::LazyLock since 1.80.0")  # fmt: skip
    assert covered([lazy], {"Cargo.toml": "1.79.0"}) == ()
    assert len(covered([lazy], {})) == 1
    [part] = covered([NewDependency("async-trait", "Cargo.toml", 4, "normal")], {"Cargo.toml": "1.95"})
    assert part.is_note
    assert part.words.endswith("since 1.75.0, but not for `dyn Trait`")
    assert covered([SERDE, NewDependency("atty", "Cargo.toml", 1, "normal", change=Change.FEATURES)], {}) == ()


def _documentation() -> Path | None:
    root = subprocess.run(("rustc", "--print", "sysroot"), capture_output=True, text=True, check=False).stdout.strip()
    pages = Path(root, "share/doc/rust/html")
    return pages if (pages / "std").is_dir() else None


@pytest.mark.cargo
@pytest.mark.parametrize("name", sorted(covers()))
def test_the_table_says_what_the_documentation_says(name: str) -> None:
    """Each `since` is what the installed documentation of Rust has for its page, or stands in its release notes."""
    pages, cover = _documentation(), covers()[name]
    if pages is None:
        pytest.skip("the documentation of Rust is not installed")
    if cover.notes:
        notes = (pages / "releases.md").read_text("utf-8")
        releases = re.split(r"^Version ", notes, flags=re.MULTILINE)
        [release] = [text for text in releases if text.startswith(f"{cover.since} ")]
        assert cover.notes in release
        return
    page, _, part = cover.doc.partition("#")
    text = (pages / page).read_text("utf-8")
    text = text[text.index(f'id="{part}"') :] if part else text
    stable = re.search(r"Stable since Rust version ([\d.]+)", text)
    assert stable is not None
    assert stable[1] == cover.since
