"""The bound of a closure follows what the closure does."""

from repair.moves.mending import mend


def test_a_counter() -> None:
    """`FnMut`, with `mut` for the parameter that is called."""
    text = "fn twice<F: Fn()>(f: F) {\n    f();\n    f();\n}\npub fn count() -> u8 {\n    let mut n = 0;\n"
    rest = "    twice(|| n += 1);\n    n\n}\n"
    mended = mend(text + rest)
    assert mended.text == text.replace("<F: Fn()>(f", "<F: FnMut()>(mut f") + rest
    assert mended.moves == ("closure-kind",)


def test_a_closure_that_gives_away() -> None:
    """`FnOnce`, which is called once."""
    text = "fn run<F: Fn() -> String>(f: F) -> String {\n    f()\n}\n"
    call = "pub fn f(s: String) -> String {\n    let give = move || s;\n    run(give)\n}\n"
    assert mend(text + call).text == text.replace("Fn()", "FnOnce()") + call


def test_called_again() -> None:
    """`FnOnce` that is called twice was meant to be `Fn`, or `FnMut` where a caller changes something."""
    text = "pub fn sum(f: impl FnOnce() -> u8) -> u8 {\n    f() + f()\n}\n"
    assert mend(text).text == text.replace("FnOnce", "Fn")


def test_a_boxed_closure_and_the_list_of_them() -> None:
    """Where the crate has one kind of boxed closure, all places that name it change."""
    text = """pub struct Bus {
    all: Vec<Box<dyn Fn(u8)>>,
}
impl Bus {
    pub fn on(&mut self, f: Box<dyn Fn(u8)>) {
        self.all.push(f);
    }
    pub fn emit(&mut self) {
        for f in &mut self.all {
            f(1);
        }
    }
}
pub fn add(bus: &mut Bus) {
    let mut sum = 0;
    bus.on(Box::new(move |n| {
        sum += n;
        println!("{}", sum);
    }));
}
"""
    mended = mend(text)
    assert mended.text == text.replace("dyn Fn(", "dyn FnMut(")
