"""Values that have to be known while compiling."""

from repair.moves.mending import mend


def test_a_value_that_is_computed_later() -> None:
    """A static is computed when it is first used."""
    mended = mend('pub static NAMES: Vec<String> = vec!["a".to_string()];\npub fn f() -> usize { NAMES.len() }\n')
    assert mended.compiles
    assert "pub static NAMES: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| vec![" in mended.text


def test_a_function_that_is_not_constant() -> None:
    """It becomes a plain one, unless a constant needs it."""
    mended = mend("const fn f(a: Box<u8>) {}\npub fn g() { f(Box::new(1)) }\n")
    assert mended.text == "fn f(a: Box<u8>) {}\npub fn g() { f(Box::new(1)) }\n"
    mended = mend("const fn f(a: Option<Box<u8>>) -> u8 { 1 }\npub const N: u8 = f(None);\n")
    assert not mended.compiles


def test_a_sum_that_does_not_fit() -> None:
    """It is computed in the type that it is cast to."""
    mended = mend("pub const N: usize = (u8::MAX + 1) as usize;\n")
    assert mended.text == "pub const N: usize = (u8::MAX as usize) + 1;\n"


def test_a_reference_that_nobody_can_write_through() -> None:
    """A constant's reference is a shared one."""
    mended = mend("pub const N: &'static mut u8 = &mut 1;\n")
    assert mended.text == "pub const N: &'static u8 = &1;\n"


def test_what_is_called_while_compiling_is_constant() -> None:
    """A function whose body allows it; one whose body does not is left as it is."""
    wrong = "fn size() -> usize { 4 }\npub static ALL: [u8; size()] = [0; size()];\n"
    mended = mend(wrong)
    assert mended.text == f"const {wrong}"
    assert mended.moves == ("constant-context",)
    mended = mend("fn size() -> usize { std::env::args().count() }\npub static ALL: [u8; size()] = [0; size()];\n")
    assert not mended.compiles


def test_a_constant_that_refers_to_a_cell() -> None:
    """There is one cell: the constant is a static."""
    mended = mend("use std::sync::atomic::AtomicU8;\nconst N: &AtomicU8 = &AtomicU8::new(0);\n")
    assert mended.text == "use std::sync::atomic::AtomicU8;\nstatic N: AtomicU8 = AtomicU8::new(0);\n"


def test_a_shared_reference_is_enough() -> None:
    """Its type says that nobody writes."""
    mended = mend("pub const N: &[u8] = &mut [1, 2];\n")
    assert mended.text == "pub const N: &[u8] = &[1, 2];\n"
