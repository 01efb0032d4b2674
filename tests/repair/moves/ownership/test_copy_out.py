"""A number is copied out of what is given away."""

from repair.moves.mending import mend

EAT = "fn eat(mut v: Vec<u8>) -> usize {\n    v.push(1);\n    v.len()\n}\n"


def test_an_element() -> None:
    """The `&` goes, and the `*` of its uses with it."""
    text = (
        EAT
        + "pub fn f(v: Vec<u8>) -> usize {\n    let first = &v[0];\n    let n = eat(v);\n    *first as usize + n\n}\n"
    )
    mended = mend(text)
    assert mended.text == text.replace("= &v[0]", "= v[0]").replace("*first", "first")
    assert mended.moves == ("copy-before-move",)


def test_a_text_is_not_copied_out() -> None:
    """What is no number needs another repair."""
    text = "fn eat(v: Vec<String>) -> Vec<String> {\n    v\n}\npub fn f(v: Vec<String>) -> usize {\n"
    mended = mend(text + "    let first = &v[0];\n    let w = eat(v);\n    first.len() + w.len()\n}\n")
    assert "copy-before-move" not in mended.moves
