"""Names in another style than the program asks of itself."""

from repair.moves.mending import mend


def test_a_name_changes_wherever_it_is_said() -> None:
    """Declaration, use and formatted text agree afterwards."""
    start = '#![deny(non_snake_case)]\npub fn f(fooBar: u8) -> String { format!("{fooBar} {}", fooBar) }\n'
    mended = mend(start)
    assert mended.text.endswith('pub fn f(foo_bar: u8) -> String { format!("{foo_bar} {}", foo_bar) }\n')


def test_a_type_changes_in_all_files() -> None:
    """A module in another file says the same name."""
    files = {
        "lib.rs": "#![deny(non_camel_case_types)]\npub mod a;\npub struct my_type(pub u8);\n",
        "a.rs": "pub fn f(x: crate::my_type) -> u8 { x.0 }\n",
    }
    mended = mend(files)
    assert mended.compiles
    assert mended.moves == ("rename-to-style",)
    assert "crate::MyType" in mended.files["a.rs"]


def test_a_name_that_is_taken_is_not_given_twice() -> None:
    """Two things of one name would be mixed up."""
    start = "#![deny(non_camel_case_types)]\npub struct my_type(pub u8);\npub struct MyType(pub my_type);\n"
    assert "rename-to-style" not in mend(start).moves
