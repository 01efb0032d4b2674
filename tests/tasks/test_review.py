"""Reviews as people and models write them: what is understood, and what keeps them from being complete."""

import json

import pytest

from ferrule.tasks.review import GROUPS, Review, ReviewFinding, faults, read_review

FILES = {"src/cache.rs": "one\ntwo\nthree\n", "tests/cache.rs": "one\ntwo"}
FULL = """
performance: src/cache.rs:2: the map is cloned for each look-up
testing: tests/cache.rs:2: nothing tests an entry that is too old
distributed practice: looked at src/cache.rs; it keeps nothing that another node could see
"""


def test_lines() -> None:
    """The plain form is understood whole, and nothing is lacking."""
    review = read_review(FULL)
    assert [str(one) for one in review.findings] == FULL.strip().split("\n")[:2]
    assert review.unread == ()
    assert faults(review, FILES.get) == ()


@pytest.mark.parametrize(
    "line",
    [
        "- **Performance**: `src/cache.rs:2`: the map is cloned for each look-up",
        "* perf: src/cache.rs:2:7: the map is cloned for each look-up",
        "1. Latency: ./src/cache.rs:2-3 - the map is cloned for each look-up",
        "[memory]: src/cache.rs:2 — the map is cloned for each look-up",
        "## Performance\n\n- src/cache.rs:2: the map is cloned for each look-up",
        "**Performance:**\nsrc/cache.rs:2: the map is cloned for each look-up",
    ],
)
def test_other_forms(line: str) -> None:
    """Lists, bold words, headings, columns, ranges and synonyms mean the same."""
    review = read_review(line)
    wanted = ReviewFinding("performance", "src/cache.rs", 2, "the map is cloned for each look-up")
    assert (review.findings, review.unread) == ((wanted,), ())


def test_json() -> None:
    """A list of objects, or an object with what was looked at, says the same."""
    row = {"category": "Test coverage", "file": "tests/cache.rs", "line": 1, "message": "only the happy path is tested"}
    assert read_review(json.dumps([row])).findings[0].group == "testing"
    told = {"findings": [row, "perf: src/cache.rs:1: it locks twice for one read"],
            "looked_at": {"distributed": "src/cache.rs, which no other process sees"}}  # fmt: skip
    review = read_review(json.dumps(told))
    assert len(review.findings) == 2
    assert faults(review, FILES.get) == ()


@pytest.mark.parametrize(
    "text",
    ["[1, {}]", '{"a": 1}', '[{"group": "testing", "path": "a", "line": true, "words": "x"}]', "3", '"x"',
     "it is all fine", "[" * 100_000],
)  # fmt: skip
def test_what_is_not_understood(text: str) -> None:
    """Foreign text is handed back, and never raises."""
    assert read_review(text).findings == ()
    assert read_review(text).unread


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("performance: src/gone.rs:2: this file does not exist", "src/gone.rs:2: there is no such file"),
        ("performance: src/cache.rs:4: it has but three lines", "src/cache.rs:4: the file has 3 lines"),
        ("performance: src/cache.rs:0: lines count from one", "src/cache.rs:0: the file has 3 lines"),
        ("testing: tests/cache.rs:3: it has but two lines", "tests/cache.rs:3: the file has 2 lines"),
        ("performance: ../etc/passwd:1: this leads out of it", "../etc/passwd:1: the path leads out of the workspace"),
        ("performance: /etc/passwd:1: this leads out of it", "/etc/passwd:1: the path leads out of the workspace"),
        ("performance: src/cache.rs:1: slow", "src/cache.rs:1: it says too little"),
        ("style: src/cache.rs:1: the name is too long", f"src/cache.rs:1: `style` is none of {', '.join(GROUPS)}"),
        ("looks good to me", "not understood: looks good to me"),
    ],
)
def test_faults(line: str, said: str) -> None:
    """Each finding needs a place that exists and words that say something."""
    assert faults(read_review(FULL + line), FILES.get) == (said,)


def test_every_group_is_answered() -> None:
    """A group without a finding has to say what was looked at."""
    assert len(faults(Review(), FILES.get)) == 3
    for words in ("n/a", "fine", "looked at: nothing", ""):
        review = read_review(FULL.split("distributed", maxsplit=1)[0] + f"distributed: {words}")
        assert [one for one in faults(review, FILES.get) if one.startswith("distributed practice: no finding")]


def test_said_twice() -> None:
    """One finding given twice is one."""
    line = FULL.strip().split("\n")[0]
    assert faults(read_review(FULL + line), FILES.get) == ("src/cache.rs:2: said twice",)
