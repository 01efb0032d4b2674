"""The form of a commit's message, its trailers as git reads them, and messages made of a task's text."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ferrule.errors import WrongUse
from ferrule.facts.task import Ladder, Mode, Origin, Task, TaskState
from ferrule.tasks.message import LONGEST, TYPES, drafted, faults, with_evidence

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TASK = Task("T-00000001", "", Mode.DEVELOP, TaskState.LINT, NOW, NOW, Origin(), Ladder("default", ()), ())
TRAILERS = {"Ferrule-Task": "T-1", "Ferrule-Ladder": "default: fmt,\n clippy"}
SHOWN = ("Ferrule-Task: T-1", "Ferrule-Ladder: default: fmt, clippy")


def git_trailers(message: str, *words: str) -> str:
    """Give what git itself makes of a message."""
    argv = ("git", "-c", "core.commentChar=#", "interpret-trailers", "--no-divider", *words)
    return subprocess.run(argv, input=message, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("kind", TYPES)
def test_each_type_with_and_without_scope(kind: str) -> None:
    """`type: words`, `type(scope): words`, and with a mark for what breaks."""
    subjects = (f"{kind}: words", f"{kind}(scope): words", f"{kind}!: words", f"{kind}(a/b c)!: words\n\nBody.\n")

    assert [()] * 4 == [faults(subject) for subject in subjects]


@pytest.mark.parametrize(
    "subject",
    [
        *("words", "Feat: words", "feat : words", "feat:words", "feat:  words", "feature: words", "feat(): words"),
        *(
            "feat(a)(b): words",
            "fixup! feat: words",
            "Merge branch 'a'",
            "[fix] words",
            "WIP",
            ": words",
            "feat( a): x",
        ),
        "feat:",
    ],
)
def test_other_forms(subject: str) -> None:
    """Whatever is no conventional subject is told, with the types that there are."""
    assert faults(subject)[0].startswith("the subject is `type(scope): words`, with one of feat, fix, perf, ")


@pytest.mark.parametrize("message", ["", " \n\n", "\n"])
def test_no_message(message: str) -> None:
    """Nothing is no message."""
    assert ("there is no message",) == faults(message)


def test_the_length_of_a_subject() -> None:
    """Seventy characters with the type, and not one more; the body may be wider."""
    subject = "feat: " + "x" * (LONGEST - 6)

    assert () == faults(f"{subject}\n\n{'y' * 500}")
    assert ("the subject has 71 characters, of 70 at most",) == faults(subject + "x")


@pytest.mark.parametrize("end", [".", "...", "\u2026", "\u3002"])
def test_no_full_stop(end: str) -> None:
    """A subject is a heading."""
    assert ("the subject ends without a full stop",) == faults(f"feat: read settings{end}")


@pytest.mark.parametrize(
    ("words", "told"),
    [("added a test", "`add`, not `added`"), ("Fixes it", "`fix`, not `fixes`"), ("moving on", "`move`, not `moving`")],
)
def test_the_imperative(words: str, told: str) -> None:
    """Forms of the commonest verbs that are none are told."""
    assert (f"the subject says what to do: {told}",) == faults(f"feat: {words}")
    assert () == faults("feat: fixed-size arrays are read")


def test_the_second_line_is_empty() -> None:
    """A body that touches the subject would become part of it."""
    assert ("line 2: an empty line comes after the subject",) == faults("feat: x\nbody")
    assert () == faults("feat: x\n  \nbody")


@pytest.mark.parametrize(
    "character", ["\r", "\x00", "\x1b", "\x08", "\u202e", "\u2066", "\u2028", "\U000e0041", "\x85"]
)
def test_nothing_is_hidden(character: str) -> None:
    """Characters that turn, delete or cut what an editor shows are refused; tabs and Windows' line ends are not."""
    assert f"line 3: holds a character that nobody sees (U+{ord(character):04X})" in faults(f"feat: x\n\na{character}b")
    assert () == faults("feat: x\r\n\r\na\tb\r\n")


def test_all_faults_at_once() -> None:
    """Each fault is told, with its line."""
    assert [
        f"the subject is `type(scope): words`, with one of {', '.join(TYPES)}",
        "the subject ends without a full stop",
        "the subject says what to do: `add`, not `added`",
        "line 2: an empty line comes after the subject",
        "line 4: names a co-author (Co-authored-by: A <a@b>)",
        "line 5: only ferrule writes its trailers",
    ] == [*faults("Added stuff.\nbody\n\nCo-authored-by: A <a@b>\nFerrule-Task: T-1\n")]


@pytest.mark.parametrize(
    "line",
    ["Ferrule-Task: T-1", "ferrule-evidence : x", "  Ferrule-X:", "Ferrule\u2010Task: x", "F\u0435rrule-Task: x"],
)
def test_forged_trailers(line: str) -> None:
    """Only ferrule writes its trailers: in prose its name may stand."""
    assert ("line 3: only ferrule writes its trailers",) == faults(f"feat: x\n\n{line}\n")
    with pytest.raises(WrongUse, match="only ferrule writes"):
        with_evidence(f"feat: x\n\n{line}\n", TRAILERS)
    assert () == faults("docs: tell of trailers\n\nA commit has ferrule-made trailers: task, ladder.\n")


@pytest.mark.parametrize(
    "message",
    [
        "feat: x",
        "feat: x\n\n\n",
        "feat: x: y",
        "Reviewed-by: looks like one\n",
        "feat: x\n\nBody.\n",
        "feat: x\n\nReviewed-by: B <b@c>\n",
        "feat: x\n\nBody.\n\nReviewed-by: B <b@c>\nRefs: #1\n",
        "feat: x\n\nBody.\n\nRefs: #1\n continues\n\tand again\n",
        "feat: x\n\n continues nothing\nRefs: #1\n",
        "feat: x\n\nBody: a sentence\nthat goes on.\n",
        "feat: x\n\nNote that this is so: yes.\n",
        "feat: x\n\nSigned-off-by: A <a@b>\none line of prose\nanother one\nand a third\n",
        "feat: x\n\nSigned-off-by: A <a@b>\none\ntwo\nthree\nfour\n",
        "feat: x\n\none\n(cherry picked from commit 1234)\n",
        "feat: x\n\nBody\n---\nRefs: #1\n",
        "feat: x\n\nBody\n\n---\n\nRefs: #1\n",
        "feat: x\n\nRefs : #1\nA-B_C: no token\n",
        "feat: x\n\nRefs: #1\n\nBody.\n",
        "feat: x\n\n:colon first\n",
        "feat: x\n\nBREAKING CHANGE: all is new\n",
        "feat: x\nRefs: #1\n",
        "feat: x\n\n- a: list\n- b: list\n",
    ],
)
def test_trailers_go_where_git_puts_them(message: str) -> None:
    """An existing block of trailers is joined, else there is an empty line before; git reads both back."""
    made = with_evidence(message, TRAILERS)

    assert git_trailers(message, *(word for one in SHOWN for word in ("--trailer", one))).strip() == made.strip()
    assert list(SHOWN) == git_trailers(made, "--parse").splitlines()[-2:]
    assert made.endswith("clippy\n")


@pytest.mark.parametrize(
    ("message", "between"),
    [
        ("feat: x\n \t\nRefs: #1\n", "\n"),
        ("feat: x\n\n# a heading\nRefs: #1\n", "\n\n"),
        ("feat: x\n\nhttps://example.org/page\n", "\n\n"),
    ],
)
def test_trailers_where_gits_disagree(message: str, between: str) -> None:
    """Comments and addresses are left as they stand, and git reads the trailers whatever it takes those for."""
    made = with_evidence(message, TRAILERS)

    assert "\n".join(line.rstrip() for line in message.split("\n")).strip() + between + "\n".join(SHOWN) + "\n" == made
    assert list(SHOWN) == git_trailers(made, "--parse").splitlines()[-2:]


def test_without_evidence_the_message_stays() -> None:
    """No trailer, no empty line."""
    assert "feat: x\n" == with_evidence("feat: x\n\n", {})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Add a cache to the resolver.", "feat: add a cache to the resolver"),
        ("Added  a\ncache", "feat: add a cache"),
        ("Fix the parser for empty input", "fix: the parser for empty input"),
        ("fixed crash in parser", "fix: crash in parser"),
        ("The resolver crashes on a loop", "fix: the resolver crashes on a loop"),
        ("API: read keys from files", "feat: API: read keys from files"),
        ("docs(api): tell of keys", "docs(api): tell of keys"),
        ("feat!: Removes the old API", "feat!: remove the old API"),
        ("prefix handling", "feat: prefix handling"),
        ("", "feat: work on task T-00000001"),
        ("\U0001f916 Generated with Claude Code", "feat: work on task T-00000001"),
        ("Co-authored-by: A <a@b>", "feat: work on task T-00000001"),
    ],
)
def test_a_message_from_a_text(text: str, message: str) -> None:
    """The type comes from the text, the subject is its words."""
    assert f"{message}\n" == drafted(replace(TASK, text=text))


def test_an_optimisation() -> None:
    """What is made faster is `perf`, whatever else its text says."""
    assert "perf: fix slow lookups\n" == drafted(replace(TASK, text="Fix slow lookups", mode=Mode.OPTIMISE))


def test_a_long_text_is_cut_at_a_word_and_told_whole() -> None:
    """The subject ends with a word; the whole text is the body."""
    text = "Add a cache to the resolver so that packages that were resolved before are not resolved again, ever."
    subject, empty, *body = drafted(replace(TASK, text=text)).splitlines()

    assert ("feat: add a cache to the resolver so that packages that were resolved", "") == (subject, empty)
    assert text == " ".join(body)
    assert "feat: " + "x" * (LONGEST - 6) == drafted(replace(TASK, text="x" * 300)).splitlines()[0]


@pytest.mark.parametrize(
    "text", ["a. b.", "x\u202ey", "...", "fix", "Fixes", "feat: ", ":", "Ferrule-Task: x", "fix fixed " * 30]
)
@pytest.mark.parametrize("mode", Mode)
def test_no_text_makes_a_message_with_a_fault(text: str, mode: Mode) -> None:
    """Whatever the text is, its message may be committed."""
    assert () == faults(drafted(replace(TASK, text=text, mode=mode)))
