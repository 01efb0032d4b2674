"""Which stage of rustc a diagnostic is taken to come from."""

import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from ferrule.diagnostics.phase import phase_of
from ferrule.facts.finding import Level, Phase

TYPE_ERROR = 'let _wrong: u8 = "text";'
RESOLVE_ERROR = "nowhere_at_all();"
BORROW_ERROR = "let moved = Moved; let _a = moved; let _b = moved;"

# One function or item each; FIRST stands where an earlier error goes.
FAULTS: Final = {
    "E0061": "fn e0061() { FIRST drop(); }",
    "E0369": "fn e0369() { FIRST let _ = Moved + Moved; }",
    "E0599": "fn e0599() { FIRST 1u8.nope(); }",
    "E0604": "fn e0604() { FIRST let _ = 1u32 as char; }",
    "E0608": "fn e0608() { FIRST let _ = 0u32[0]; }",
    "E0618": "fn e0618() { FIRST let _ = 1(2); }",
    "E0407": "trait Bare {} impl Bare for u8 { fn b() { FIRST } }",
    "E0415": "fn e0415() { FIRST fn f(a: u8, a: u8) {} }",
    "E0416": "fn e0416() { FIRST let (a, a) = (1, 2); }",
    "E0423": "fn e0423() { FIRST struct S { a: u8 } let _ = S(1); }",
    "E0424": "fn e0424() { FIRST self.c(); }",
    "E0426": "fn e0426() { FIRST loop { break 'a; } }",
    "E0433": "fn e0433() { FIRST Nowhere::new(); }",
    "E0434": "fn e0434() { FIRST let y = 5; fn f() -> u32 { y } }",
    "E0603": "mod hidden { fn f() {} } fn e0603() { FIRST hidden::f(); }",
    "E0080": "const E0080: usize = { FIRST 0 - 1 };",
    "E0133": "unsafe fn u() {} fn e0133() { FIRST u(); }",
    "E0310": "fn e0310<T: std::fmt::Debug>(x: T) -> Box<dyn std::fmt::Debug> { FIRST Box::new(x) }",
    "E0373": "fn e0373() -> Box<dyn Fn() -> u8> { let k = 1; FIRST Box::new(|| k) }",
    "E0381": "fn e0381() { FIRST let u: u8; drop(u); }",
    "E0384": "fn e0384() { FIRST let i = 1; i = 2; let _ = i; }",
    "E0499": "fn e0499() { FIRST let mut v = 1; let a = &mut v; let b = &mut v; *a = 1; *b = 2; }",
    "E0502": "fn e0502() { FIRST let mut v = vec![1]; let a = &v[0]; v.push(2); drop(a); }",
    "E0505": "fn e0505() { FIRST let v = Moved; let a = &v; drop(v); drop(a); }",
    "E0506": "fn e0506() { FIRST let mut v = 3; let a = &v; v = 4; drop(a); }",
    "E0507": "fn e0507() { FIRST let v = vec![Moved]; let a = &v; let _b: Moved = a[0]; }",
    "E0515": "fn e0515<'a>() -> &'a String { let v = String::new(); FIRST &v }",
    "E0521": "fn still<T: 'static>(_: T) {} fn e0521(x: &str) { FIRST still(x) }",
    "E0594": "fn e0594() { FIRST let v = 1; let c = || v = 2; drop(c); }",
    "E0596": "fn e0596() { FIRST let v = Vec::<u8>::new(); v.push(1); }",
    "E0597": "fn e0597() { FIRST let r: &u8; { let v = 1; r = &v; } drop(r); }",
    "E0621": "fn e0621<'a>(x: &'a i32, y: &i32) -> &'a i32 { FIRST if *x > 1 { x } else { y } }",
    "E0700": "fn e0700<'a>(x: &'a i32) -> impl Sized + use<> { FIRST x }",
    "E0716": "fn e0716() { FIRST let q: &str = String::new().as_str(); drop(q); }",
}


def errors(folder: Path, first: str) -> Counter[str]:
    """Compile all faults, each after the given statement, and count the error codes."""
    source = folder / "lib.rs"
    source.write_text("pub struct Moved;\n" + "\n".join(FAULTS.values()).replace("FIRST", first))
    argv = ["rustc", "--edition=2024", "--crate-type=lib", "--emit=metadata", "--error-format=json", "-Awarnings"]
    done = subprocess.run([*argv, source, "--out-dir", folder], capture_output=True, text=True, check=False)
    told = [json.loads(line) for line in done.stderr.split("\n") if line.startswith("{")]
    return Counter(diagnostic["code"]["code"] for diagnostic in told if diagnostic["code"])


def codes(phase: Phase) -> set[str]:
    """Give the codes among the faults that are taken for this stage."""
    return {code for code in FAULTS if phase_of(code, "", Level.ERROR) is phase}


@pytest.mark.cargo
@pytest.mark.skipif(not shutil.which("rustc"), reason="rustc is not installed: there is no compiler to agree with")
def test_the_tables_agree_with_the_compiler(tmp_path: Path) -> None:
    """What counts as the borrow checker's is hidden by an earlier error in the same function, and nothing else is."""
    alone = errors(tmp_path, "")
    assert set(FAULTS) <= set(alone)

    for first in (TYPE_ERROR, RESOLVE_ERROR):
        assert codes(Phase.BORROW) == set(FAULTS) - set(errors(tmp_path, first))
    assert set(FAULTS) - {"E0080"} <= set(errors(tmp_path, BORROW_ERROR))


@pytest.mark.parametrize(
    ("code", "phase"),
    [
        ("E0765", Phase.PARSE),
        ("E0583", Phase.PARSE),
        ("ICE", Phase.PARSE),
        ("E0412", Phase.RESOLVE),
        ("E0425", Phase.RESOLVE),
        ("E0432", Phase.RESOLVE),
        ("E0463", Phase.RESOLVE),
        ("E0308", Phase.TYPE),
        ("E0004", Phase.TYPE),
        ("E0514", Phase.RESOLVE),
        ("E0601", Phase.TYPE),
        ("E9999", Phase.TYPE),
        ("E0382", Phase.BORROW),
        ("E0713", Phase.BORROW),
        ("unused_variables", Phase.LINT),
        ("clippy::needless_return", Phase.LINT),
        ("rustdoc::bare_urls", Phase.LINT),
    ],
)
def test_codes(code: str, phase: Phase) -> None:
    """A code belongs to one stage; a code that is no error's is a lint, denied or not."""
    assert phase is phase_of(code, "words", Level.ERROR)


@pytest.mark.parametrize(
    ("message", "phase"),
    [
        ("expected one of `!` or `::`, found `fn`", Phase.PARSE),
        ("this file contains an unclosed delimiter", Phase.PARSE),
        ("couldn't read `src/gone.rs`: No such file or directory (os error 2)", Phase.PARSE),
        ("cannot find macro `nothing` in this scope", Phase.RESOLVE),
        ("cannot find attribute `nothing` in this scope", Phase.RESOLVE),
        ("cannot determine resolution for the macro `m`", Phase.RESOLVE),
        ("`#[inline]` attribute cannot be used on structs", Phase.TYPE),
        ("function pointer calls are not allowed in constant functions", Phase.TYPE),
        ("lifetime may not live long enough", Phase.BORROW),
        ("implementation of `FnOnce` is not general enough", Phase.BORROW),
        ("captured variable cannot escape `FnMut` closure body", Phase.BORROW),
        ("linking with `cc` failed: exit status: 1", Phase.BORROW),
    ],
)
def test_errors_without_a_code(message: str, phase: Phase) -> None:
    """An error without a code is one of syntax unless its words belong to a later stage."""
    assert phase is phase_of(None, message, Level.ERROR)


@pytest.mark.parametrize("level", [Level.WARNING, Level.NOTE, Level.HELP])
def test_what_is_no_error_comes_last(level: Level) -> None:
    """A warning is a lint whatever its code."""
    assert Phase.LINT is phase_of("E0425", "words", level)
