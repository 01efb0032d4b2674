"""Sheets for tests of report formats: an ordinary one, and one whose every word is hostile."""

from ferrule.facts.finding import Edit, Finding, Level, Phase, Suggestion
from ferrule.facts.fix import EditedFile
from ferrule.facts.packet import Option, Proof, Question
from ferrule.facts.reading import CaseResult, CaseStatus
from ferrule.facts.sheet import Excerpt, Problem, Row, Sheet, Tone
from ferrule.facts.status import Status

NASTY = {
    "control": "a\x00b\x07c\x08d\x0be\x0cf\x7fg\x9bh",
    "ansi": "\x1b[31mred\x1b[0m \x1b]8;;http://evil.example\x07link\x1b]8;;\x07 \x1b[2J",
    "bidi": "evil\u202etxt.exe\u2066x\u2069 \u2028line\u2029",
    "commands": "::error file=x::boom\n::add-mask::a\n  ::stop-commands::tok\n##[error]old",
    "percent": "100%25 %0A %0D %3A, : ,",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)></td></table></details>&amp;<!--",
    "cdata": "]]></failure><![CDATA[ & <",
    "markdown": "# head\n[x](http://evil.example) ![i](http://evil.example) **b** @octocat #1 `tick` |\n```\n/close",
    "fence": "````\n```diff\n`````\n# out\n- item",
    "bar": "a\\|b\\\\|c|d",
    "xml": "\ufffe\uffff\ud800\udfff\U0001f980 \x85",
    "blank": "   \n\t ",
    "empty": "",
    "address": "https://evil.example/@octocat?x=1#frag www.evil.example owner/repo#1",
    "long": "x" * 1_000_000,
    "lines": "line\n" * 50_000,
    "ticks": "`" * 5_000,
}
"""Texts that tools may print."""
PATHS = {
    "absolute": "/etc/passwd",
    "up": "../../outside.rs",
    "blank": "src/a b.rs",
    "percent": "src/100%.rs",
    "colon": "c:/src/lib.rs",
    "unicode": "src/größe.rs",
    "surrogate": "src/\udcff.rs",
    "line": "src/a\nb.rs",
    "nul": "src/a\0b.rs",
    "anon": "<anon>",
    "query": "src/a?b#c.rs",
    "scheme": "javascript:alert(1)",
    "empty": "",
}


def finding(message: str = "mismatched types", path: str | None = "src/lib.rs", **more: object) -> Finding:
    """Make one error."""
    given: dict[str, object] = {"rule": "E0308", "level": Level.ERROR, "line": 3, "column": 5, **more}
    tool = str(given.pop("tool", "rustc"))
    return Finding(tool, message=message, path=path, **given)  # type: ignore[arg-type] # the caller names real fields


def suggestion(path: str = "src/lib.rs", text: str = "7") -> Suggestion:
    """Make one suggestion with one edit."""
    return Suggestion("try this", "MachineApplicable", (Edit(path, 10, 12, 3, 5, 3, 7, text),))


def ordinary(*problems: Problem, prefix: str = "") -> Sheet:
    """Make the sheet of a ladder with a row of each kind."""
    tests = (
        CaseResult("demo", "adds", CaseStatus.PASSED),
        CaseResult("demo", "subtracts", CaseStatus.FAILED),
        CaseResult("demo", "later", CaseStatus.IGNORED),
    )
    failed_test = finding("subtracts: left != right", "src/lib.rs", tool="libtest", rule="test-failed", line=9)
    broken = finding(phase=Phase.TYPE, end_line=3, end_column=7, suggestions=(suggestion(),), rendered="error\n 3 | x")
    unused = finding("unused import", "src/main.rs", rule="unused_imports", level=Level.WARNING, line=1)
    return Sheet(
        "check", "ferrule check, profile standard", "/ws", "failed", Tone.BAD, 1,
        rows=(
            Row("fmt", "formatted", Status.PASSED, "passed", seen="3 files", seconds=0.25, command="cargo fmt"),
            Row("clippy", "free of lints", Status.FAILED, "failed", detail="2 findings", seconds=1.5),
            Row("test", "tests pass", Status.FAILED, "failed", tests=tests, seconds=2.0),
            Row("audit", "known holes", Status.INCONCLUSIVE, "inconclusive", "no-network", "no database"),
            Row("deny", "policy", Status.SKIPPED, "skipped", "not-installed", "not there", "pip install x"),
        ),
        problems=problems or (
            Problem(broken, ("clippy", "test")), Problem(failed_test, ("test",)), Problem(unused, ("clippy",)),
        ),
        totals=(("run", "r-1"),),
        notes=("the disk is full",),
        seconds=4.0,
        run_id="r-1",
        prefix=prefix,
    )  # fmt: skip


def hostile(text: str, path: str | None = "src/lib.rs") -> Sheet:
    """Make a sheet in which this text stands wherever a tool, a test or a user may have put it."""
    bad = finding(text, path, rule=text[:5_000] or None, rendered=f"error: {text}\n{text}", line=1)
    option = Option("A", text, (text,), text, text, text, Proof.TESTED, text)
    tests = (CaseResult(text[:5_000], text, CaseStatus.FAILED), CaseResult("demo", "fine", CaseStatus.PASSED))
    return Sheet(
        "fix", f"ferrule fix {text}", "/ws", "unfixed", Tone.OPEN, 1,
        rows=(
            Row("own", text, Status.FAILED, "failed", "", text, text, text, text, 1.0, tests=tests),
            Row(text[:200] or "x", text, Status.INCONCLUSIVE, "inconclusive", "tool-error", text, text),
            Row("held", text, Status.SKIPPED, "skipped", "user", text),
        ),
        problems=(Problem(bad, ("own", text[:200]), "open"), Problem(finding(text, path, line=None), ("own",))),
        edits=(EditedFile(path or "a", f"--- a\n+++ b\n-{text}\n+{text}"),),
        questions=(Question("I-1", text, ((1, (text,)),), (option,), text, "0"),),
        totals=(("run", text),),
        notes=(text,),
        excerpts={(path or "", 1): Excerpt(1, (text[:300],))},
    )  # fmt: skip
