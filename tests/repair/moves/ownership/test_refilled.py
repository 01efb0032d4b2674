"""A place is filled again on every way, or nothing is taken out of it."""

import pytest

from repair.moves.mending import mend

HEAD = """#[derive(Clone, Default)]
pub struct Conf {
    words: Vec<String>,
}
pub struct App {
    conf: Conf,
    seen: usize,
}
pub fn load(old: Conf) -> Option<Conf> {
    Some(old).filter(|one| one.words.len() < 2)
}
pub fn grow(mut old: Conf) -> Conf {
    old.words.push(String::new());
    old
}
impl App {
    pub fn count(&mut self) {
        self.seen = self.conf.words.len();
    }
    pub fn mark(&mut self) {
        self.seen += 1;
    }
"""
BODIES = {
    "a question in what is assigned": "        self.conf = load(self.conf)?;\n",
    "a question on the way": "        let next = load(self.conf);\n        self.conf = next?;\n",
    "a question beside it": "        let next = load(self.conf)?;\n        self.conf = next;\n",
    "a look meanwhile": "        let old = self.conf;\n        self.count();\n        self.conf = grow(old);\n",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_found_empty(body: str) -> None:
    """A way that leaves before the place is filled, or a look in between, would find it empty."""
    mended = mend(f"{HEAD}    pub fn step(&mut self) -> Option<()> {{\n{body}        Some(())\n    }}\n}}\n")
    assert mended.compiles
    assert "mem::" not in mended.text


def test_nobody_looks_meanwhile() -> None:
    """Between the two stands only what touches another field."""
    body = "        let old = self.conf;\n        self.mark();\n        self.conf = grow(old);\n    }\n}\n"
    text = HEAD + "    pub fn step(&mut self) {\n"
    mended = mend(text + body)
    assert mended.text == text + body.replace("self.conf;", "std::mem::take(&mut self.conf);")


def test_both_branches_fill_it() -> None:
    """A branch without the assignment would leave it empty; with one in each it is taken out."""
    body = "        let old = self.conf;\n        if self.seen > 1 {\n            self.conf = grow(old);\n        }"
    other = " else {\n            self.conf = old;\n        }\n    }\n}\n"
    text = HEAD + "    pub fn step(&mut self) {\n"
    assert mend(text + body + other).moves == ("take-out",)
    assert "take-out" not in mend(text + body + "\n    }\n}\n").moves
