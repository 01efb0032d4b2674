"""Methods with more or fewer parameters than their trait."""

from repair.moves.mending import mend

ROW = "pub struct Row;\nimpl Drop for Row { fn drop(&mut self"


def test_what_nothing_uses_goes() -> None:
    """The trait of another crate stays as it is (P05)."""
    mended = mend(ROW + ', depth: u8) { println!("gone") } }\n')
    assert mended.text == ROW + ') { println!("gone") } }\n'
    assert mended.moves == ("count-parameters",)


def test_what_is_used_stays() -> None:
    """Where its value comes from is not known."""
    mended = mend(ROW + ', depth: u8) { println!("gone {}", depth) } }\n')
    assert not mended.compiles
    assert "count-parameters" not in mended.moves


def test_what_is_missing_is_added() -> None:
    """The compiler tells its type when it is there."""
    mended = mend("pub struct Row;\nimpl PartialEq for Row { fn eq(&self) -> bool { true } }\n")
    assert mended.text == "pub struct Row;\nimpl PartialEq for Row { fn eq(&self, _: &Row) -> bool { true } }\n"
