"""Sheets with everything that a report can show, and with very many findings."""

from ferrule.facts.finding import Edit, Finding, Level, Suggestion
from ferrule.facts.fix import EditedFile
from ferrule.facts.funnel import Funnel, Share, Tally
from ferrule.facts.packet import Option, Proof, Question
from ferrule.facts.reading import CaseResult, CaseStatus
from ferrule.facts.sheet import Excerpt, Problem, Row, Sheet, Tone
from ferrule.facts.status import Status
from ferrule.report.sheets.problems import ordered

RENDERED = """\
error[E0382]: borrow of moved value: `names`
 --> src/lib.rs:12:5
   |
10 |     let names = read();
   |         ----- move occurs because `names` has type `Vec<String>`
11 |     keep(names);
   |          ^^^^^ value moved here
   |
   = note: this function takes ownership
help: consider cloning the value
   |
11 |     keep(names.clone());
   |               ++++++++
"""
DIFF = """\
--- a/src/lib.rs
+++ b/src/lib.rs
@@ -10,3 +10,3 @@ fn run() {
     let names = read();
-    keep(names);
+    keep(names.clone());
     show(&names);
"""
CLONE = Suggestion(
    "consider cloning the value", "MaybeIncorrect", (Edit("src/lib.rs", 9, 9, 11, 15, 11, 15, ".clone()"),)
)
MOVED = Finding(
    "rustc", "E0382", Level.ERROR, "borrow of moved value: `names`", "src/lib.rs", 12, 5, 12, 10, RENDERED, (CLONE,)
)
LINT = Finding("clippy", "clippy::len_zero", Level.WARNING, "length comparison to zero", "src/cli.rs", 3, 8, 3, 12)


def everything() -> Sheet:
    """Give a sheet in which no part is empty."""
    return Sheet(
        command="check",
        title="ferrule check, profile standard",
        workspace="/home/user/demo",
        verdict="failed",
        tone=Tone.BAD,
        exit_code=1,
        rows=rows(),
        problems=(
            Problem(MOVED, ("check", "clippy"), "waiting", "I-0a1b2c3d"),
            Problem(LINT, ("clippy",)),
            Problem(Finding("cargo", "metadata", Level.NOTE, "no license is named"), ("package",)),
        ),
        edits=(EditedFile("src/lib.rs", DIFF),),
        questions=(question(),),
        funnel=funnel(),
        totals=(("time", "21.5 s on 2 cores"), ("toolchain", "rustc 1.95.0"), ("run", "20261122T101500-9f3a1c")),
        notes=("the history could not be kept: `.ferrule` cannot be written",),
        seconds=21.5,
        run_id="20261122T101500-9f3a1c",
        excerpts={("src/cli.rs", 3): Excerpt(2, ("fn run(all: &[u8]) {", "    if all.len() == 0 {", "    }"))},
    )


def rows() -> tuple[Row, ...]:
    """Give a row of each status, a remembered one among them."""
    passed = CaseResult("demo", "reads_names", CaseStatus.PASSED)
    failed = CaseResult("demo::cli", "says_what_is_wrong", CaseStatus.FAILED)
    return (
        Row("fmt", "formatted", Status.PASSED, "passed", seen="12 files", age_s=7260.0),
        Row("clippy", "free of lints", Status.FAILED, "failed", detail="1 finding in 1 file", seconds=3.25),
        Row("test", "tests pass", Status.PASSED, "passed", seen="2 tests", seconds=18.0, tests=(passed, failed)),
        Row("deny", "dependencies allowed", Status.SKIPPED, "skipped", "no-config", "no deny.toml", "cargo deny init"),
        Row("audit", "no advisories", Status.INCONCLUSIVE, "inconclusive", "no-network", "no database, `git` failed"),
    )


def question() -> Question:
    """Give a question with an option of each kind of proof."""
    options = tuple(
        Option(key, f"keep `names` in {proof.value}", ("clone",), "slower", "ferrule undo", DIFF, proof, "3 tests pass")
        for key, proof in zip("ABCD", Proof, strict=True)
    )
    attempts = ((1, ("no edit makes it compile", "no edit makes it compile")), (2, ("the guard refuses it",)))
    return Question("I-0a1b2c3d", "E0382 at src/lib.rs:12", attempts, options, "it is given up", "ab" * 32)


def funnel() -> Funnel:
    """Give a funnel through all levels."""
    levels = (
        Share(1, 40, 30, 0.75, (0.6, 0.86), 0.75, 0.7),
        Share(2, 10, 6, 0.6, (0.31, 0.83), 0.15, 0.8, "missed, perhaps by chance"),
        Share(3, 4, 3, 0.75, (0.3, 0.95), 0.075, 0.9),
        Share(4, 1, 0, None, None, None, None),
    )
    codes = (Tally("E0382", 12, 9, 0.75, (0.47, 0.91)),)
    return Funnel(40, 39, 1, 0, 0, levels, 20, 1, 4.2, codes=codes, notes=("level 2 misses its target",))


def many(count: int, rendered: str = "") -> Sheet:
    """Give a sheet with so many findings in forty files, one in ten an error."""
    problems = ordered(
        Problem(
            Finding(
                "rustc",
                "E0308" if number % 10 == 0 else "unused_variables",
                Level.ERROR if number % 10 == 0 else Level.WARNING,
                f"number `n{number}`",
                f"src/part_{number % 40}.rs",
                number + 1,
                5,
                rendered=rendered,
            ),
            ("check",),
        )
        for number in range(count)
    )
    row = Row("check", "compiles", Status.FAILED, "failed", seconds=1.0)
    return Sheet("check", "ferrule check", "/home/user/demo", "failed", Tone.BAD, 1, (row,), problems)
