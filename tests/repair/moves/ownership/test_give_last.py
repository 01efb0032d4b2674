"""The field that takes a value is filled after those that look at it."""

from repair.moves.mending import mend

USER = "pub struct User {\n    pub name: String,\n    pub size: usize,\n    pub tag: String,\n}\n"


def test_the_field_goes_behind_the_last_look() -> None:
    """The short form moves as the long one does."""
    head = USER + "pub fn f(name: String) -> User {\n"
    mended = mend(head + '    User { name, size: name.len(), tag: format!("<{}>", name) }\n}\n')
    assert mended.text == head + '    User { size: name.len(), tag: format!("<{}>", name), name }\n}\n'
    assert mended.moves == ("give-last",)


def test_what_is_done_to_the_value_stays_in_its_place() -> None:
    """A field that calls something with the value does not change places with others."""
    head = 'fn mark(s: String) -> String {\n    s + "!"\n}\n' + USER
    mended = mend(
        head + "pub fn f(n: String) -> User {\n    User { name: mark(n), size: n.len(), tag: String::new() }\n}\n"
    )
    assert "give-last" not in mended.moves
    assert mended.text.index("mark(n)") < mended.text.index("tag: String::new()")
