"""A crate whose methods call each other many times over is looked into no further than is worth it."""

from repair.moves.mending import mend

NAMES = "abcdefgh"
TYPES = ("One", "Two", "Three")


def _type(name: str) -> str:
    calls = " ".join(f"self.{other}();" for other in NAMES)
    methods = "\n".join(f"    fn {one}(&mut self) {{ if self.n > 9 {{ {calls} }} }}" for one in NAMES)
    return f"pub struct {name} {{ n: usize, all: Vec<usize> }}\nimpl {name} {{\n{methods}\n{{extra}}}}\n"


def test_calls_of_calls_have_an_end() -> None:
    """Each of 24 methods calls eight of three each: what is not looked into may do anything, and keeps its place."""
    body = "let first = &self.all[0]; self.a(); *first"
    extra = f"    pub fn go(&mut self) -> usize {{ {body} }}\n"
    text = "".join(_type(name).replace("{extra}", extra if name == "One" else "") for name in TYPES)
    mended = mend(text)
    assert mended.faults == ()
    assert "self.a();" in mended.text
