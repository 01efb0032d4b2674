"""Files of the crate that no `mod` declares."""

from repair.moves.mending import mend

TOOLS = "pub fn one() -> u8 { 1 }\n"


def test_a_missing_declaration() -> None:
    """A path through a module whose file is there gets its declaration, beside the others."""
    lib = "mod other;\nuse crate::tools::one;\npub fn f() -> u8 { one() + other::two() }\n"
    mended = mend({"lib.rs": lib, "tools.rs": TOOLS, "other.rs": "pub fn two() -> u8 { 2 }\n"})
    assert mended.files["lib.rs"] == lib.replace("mod other;\n", "mod other;\nmod tools;\n")
    assert mended.moves == ("declare-module",)


def test_below_a_folder() -> None:
    """A submodule is declared in the file of its parent."""
    files = {"lib.rs": "pub mod deep;\n", "deep/mod.rs": "pub fn f() -> u8 { crate::deep::tools::one() }\n"}
    mended = mend({**files, "deep/tools.rs": TOOLS})
    assert mended.compiles
    assert mended.files["deep/mod.rs"].startswith("mod tools;\n")


def test_a_misspelt_declaration() -> None:
    """A `mod` without a file takes the name of the file that is there."""
    mended = mend({"lib.rs": "mod tolls;\npub fn f() -> u8 { tools::one() }\n", "tools.rs": TOOLS})
    assert mended.files["lib.rs"] == "mod tools;\npub fn f() -> u8 { tools::one() }\n"


def test_nothing_without_a_file() -> None:
    """No module is declared for which there is no file."""
    mended = mend("use crate::tools::one;\npub fn f() -> u8 { one() }\n")
    assert not mended.compiles
    assert mended.moves == ()
