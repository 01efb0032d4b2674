"""Nothing is copied only to be lent (P15)."""

import pytest

from repair.moves.mending import mend

HEAD = "pub struct S { name: String, all: Vec<u8> }\nimpl S {\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("fn name(&self) -> &str { &self.name.clone() }", "fn name(&self) -> &str { &self.name }"),
        ("fn name(&self) -> &str { self.name.to_string().as_str() }", "fn name(&self) -> &str { self.name.as_str() }"),
        (
            "fn big(&self) -> Option<&u8> { let all = self.all.clone(); all.iter().max() }",
            "fn big(&self) -> Option<&u8> { let all = &self.all; all.iter().max() }",
        ),
    ],
)
def test_the_value_itself_is_lent(before: str, after: str) -> None:
    """The signature stays, and nothing is copied."""
    mended = mend(f"{HEAD}    pub {before}\n}}\n")
    assert mended.text == f"{HEAD}    pub {after}\n}}\n"
    assert mended.moves == ("lend-original",)


def test_a_copy_that_is_changed() -> None:
    """What is changed has to be a copy: it is given away."""
    mended = mend(
        HEAD + "    pub fn low(&self) -> &[u8] {\n        let mut all = self.all.clone();\n        all.sort();\n"
        "        &all\n    }\n}\n"
    )
    assert "-> Vec<u8> {\n        let mut all = self.all.clone();" in mended.text
    assert mended.moves == ("return-owned",)
