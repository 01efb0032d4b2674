"""What one test binary printed, line by line: blocks of tests, captured sections, how its process ended."""

import re
from dataclasses import dataclass, field

from ferrule.diagnostics.cargo_words import is_status
from ferrule.facts.reading import CaseStatus

_START = re.compile(r"running ([0-9]{1,9}) (?:(?:merged |standalone )?doc)?tests?(?: \(shuffle seed: [0-9]+\))?$")
_RESULT = re.compile(
    r"test result: (?P<word>ok|FAILED)\. (?P<passed>[0-9]{1,9}) passed; (?P<failed>[0-9]{1,9}) failed;"
    r" (?P<ignored>[0-9]{1,9}) ignored(?:; (?P<measured>[0-9]{1,9}) measured)?(?:;|$)"  # crate bencher ends here
)
_TEST = re.compile(r"test (?P<name>\S.{0,1000}?) {0,500}\.\.\. ?(?P<rest>.*)$")  # bounded: the text is foreign
_VERDICT = re.compile(r"(?:(?P<word>ok|FAILED|ignored)(?: \(time limit exceeded\))?(?:, .*)?(?: <[^<>]*>)?|bench: .*)$")
_MODE = re.compile(r" - (?:should panic|compile fail|compile)$")
_SECTION = re.compile(r"---- (?P<name>.+) std(?:out|err) ----$")
_FAILURES = re.compile(r"failures(?: \(time limit exceeded\))?:$")
_SUCCESSES = "successes:"
_PROCESS_FAILED = re.compile(r"error: (?:doc)?test failed, to rerun pass .*$")
_FATE = re.compile(r" {2}process didn't exit successfully: .* \((?P<fate>[^()]*)\)$")
_KNOWN = re.compile(
    r"test .* has been running for over [0-9]+ seconds$|all doctests ran in |Caused by:$"
    r"|error: [0-9]+ targets? failed:$| {4}`-.*`$"
)
_OF_A_MANIFEST = re.compile(r"warning: .{1,1000}Cargo\.toml: ")
_CUT = re.compile(r"\[ferrule: [0-9]+ bytes cut here\]$")
_STATUS = {"ok": CaseStatus.PASSED, "FAILED": CaseStatus.FAILED, "ignored": CaseStatus.IGNORED, None: CaseStatus.PASSED}


@dataclass(slots=True)
class Block:
    """From `running N tests` to its `test result:` line."""

    expected: int
    tests: int = 0
    """Tests told of so far, without the ignored ones."""
    named: int = 0
    """Tests told of so far."""
    blurred: int = 0
    """Lines that may have told of one, had nobody written into them, or cut them out."""
    inner: int = 0
    """Blocks of other test binaries that a test has started and that write into this one."""
    pending: str | None = None
    """The test whose line has no verdict yet; None when there is none."""
    listing: CaseStatus | None = None
    """Whose sections and names are being listed; None before the lists."""
    section: str | None = None
    """The test whose captured output is being listed; None outside such output."""


@dataclass(slots=True)
class Run:
    """One `Running` or `Doc-tests` line of Cargo and what followed it."""

    binary: str
    is_doc: bool
    is_own: bool = False
    """It is no libtest binary, so that it need not name its tests."""
    tests: dict[str, CaseStatus] = field(default_factory=dict)
    sections: dict[str, list[str]] = field(default_factory=dict)
    """What each test printed, where the binary lists that after the tests."""
    printed: dict[str, list[str]] = field(default_factory=dict)
    """What stands between a test's name and its verdict, where output is not captured."""
    blocks: int = 0
    ok: int = 0
    """Blocks that ended well."""
    worked: int = 0
    """Tests that passed or failed, by the tool's own count where it gave one."""
    open: Block | None = None
    stopped_in: str | None = None
    """The test that was running when the process stopped short; None when that is not known."""
    stopped_short: bool = False
    """A block has no result line."""
    process_failed: bool = False
    last_word: str = ""
    """`ok` or `FAILED`, of the last result line outside of a block."""
    fate: str = ""
    """How the process ended, in Cargo's words."""
    unread: list[str] = field(default_factory=list)

    @property
    def broke(self) -> bool:
        """Whether the process failed otherwise than by a failed test."""
        return self.stopped_short or (self.process_failed and self.ok == self.blocks)


def take(run: Run, line: str) -> None:
    """Read one line into the run."""
    if run.open is None:
        _take_outside(run, line)
    elif run.open.inner:
        _take_inner(run, run.open, line)
    elif not (_take_frame(run, run.open, line) or _take_list(run, run.open, line)):
        _take_test(run, run.open, line)


def close(run: Run) -> None:
    """Settle a block that never got its result line: the process stopped before."""
    block = run.open
    if block is None:
        return
    if block.pending is not None:
        run.tests[block.pending] = CaseStatus.FAILED
        run.stopped_in = block.pending
        block.tests += 1
    run.worked += block.tests
    run.stopped_short = True
    run.open = None


def _take_outside(run: Run, line: str) -> None:
    if started := _START.match(line):
        run.blocks += 1
        run.open = Block(int(started[1]))
    elif _PROCESS_FAILED.match(line):
        run.process_failed = True
    elif run.process_failed and (ended := _FATE.match(line)):
        run.fate = ended["fate"]
    elif result := _RESULT.match(line):
        run.last_word = result["word"]
        run.unread.append(line)
    elif line.strip() and not (_KNOWN.match(line) or _OF_A_MANIFEST.match(line) or is_status(line)):
        run.unread.append(line)


def _take_inner(run: Run, block: Block, line: str) -> None:
    """Pass over the output of a test binary within a test, up to the result line whose sum is the outer one's."""
    result = _RESULT.match(line)
    if result and _total(result) == block.expected:
        _end(run, block, result)
        return
    block.inner += bool(_START.match(line)) - bool(result)
    _keep(run, block, line)


def _take_frame(run: Run, block: Block, line: str) -> bool:
    """Read what begins or ends a block."""
    if result := _RESULT.match(line):
        if _is_its_own(run, block, result):
            _end(run, block, result)
        else:
            run.unread.append(line)
    elif failed := _PROCESS_FAILED.search(line):
        if failed.start():  # on the line of a test that had no verdict yet
            _take_test(run, block, line[: failed.start()])
        run.process_failed = True
        close(run)
    elif _START.match(line):
        block.inner += 1
        run.unread.append(line)
    else:
        return False
    return True


def _is_its_own(run: Run, block: Block, result: re.Match[str]) -> bool:
    """Tell the result line of a block from one that a test had printed: before it, each test has been named."""
    if run.is_own or result["word"] != "ok":
        return True
    told = block.named + (block.pending is not None) + block.blurred
    return _total(result) == block.expected <= told


def _end(run: Run, block: Block, result: re.Match[str]) -> None:
    _settle(run, block)
    run.ok += result["word"] == "ok"
    run.worked += int(result["passed"]) + int(result["failed"])
    run.open = None


def _take_list(run: Run, block: Block, line: str) -> bool:
    """Read the lists after the tests: captured output first, then the names."""
    if _FAILURES.match(line) or line == _SUCCESSES:
        _settle(run, block)
        block.listing = CaseStatus.PASSED if line == _SUCCESSES else CaseStatus.FAILED
        block.section = None
    elif block.listing is None:
        return False
    elif head := _SECTION.match(line):
        block.section = head["name"]
        run.sections.setdefault(head["name"], [])
    elif block.section is not None:
        run.sections[block.section].append(line)
    elif line.startswith("    "):
        run.tests[_name(line.strip())] = block.listing
    else:
        return False
    return True


def _take_test(run: Run, block: Block, line: str) -> None:
    """Read the line of a test, or what was printed while it ran."""
    if _KNOWN.match(line) or not line.strip():
        return
    test = _TEST.match(line)
    verdict = _VERDICT.match(test["rest"] if test else line)
    if test:
        _settle(run, block)
        block.pending = _name(test["name"])
        line = test["rest"]
    if verdict and block.pending is not None:
        status = _STATUS[verdict["word"]]
        run.tests[block.pending] = status
        block.named += 1
        block.tests += status is not CaseStatus.IGNORED
        block.pending = None
    elif line.strip():
        _keep(run, block, line)
        if block.pending is not None:
            run.printed.setdefault(block.pending, []).append(line)


def _keep(run: Run, block: Block, line: str) -> None:
    """Keep a line that tells nothing; it may have been a test's before something was written into it."""
    run.unread.append(line)
    block.blurred += block.expected if _CUT.match(line) else " ... " in line


def _settle(run: Run, block: Block) -> None:
    """Take a test without a readable verdict as passed: the list of failures follows and says otherwise."""
    if block.pending is not None:
        run.tests.setdefault(block.pending, CaseStatus.PASSED)
        block.named += 1
        block.tests += 1
        block.pending = None


def _name(words: str) -> str:
    return _MODE.sub("", words)


def _total(result: re.Match[str]) -> int:
    return sum(int(result[part] or 0) for part in ("passed", "failed", "ignored", "measured"))
