"""What is kept for longer gets the value itself (P15)."""

from repair.moves.mending import mend


def test_an_argument_that_is_kept() -> None:
    """A value that nothing uses any more is given away."""
    mended = mend("""fn show(input: impl std::fmt::Debug + Send + 'static) -> usize {
    std::thread::spawn(move || format!("{input:?}").len()).join().unwrap_or(0)
}
pub fn run() -> usize {
    let text = String::from("a");
    show(&text)
}
""")
    assert mended.moves == ("give-value",)
    assert "    show(text)\n" in mended.text


def test_a_chain_over_what_ends_with_the_function() -> None:
    """It runs over the values, and copies none of them."""
    mended = mend("""pub fn odd(limit: u32) -> impl Iterator<Item = u32> {
    let all: Vec<u32> = (0..limit).collect();
    all.iter().filter(|x| *x % 2 == 1).copied()
}
""")
    assert mended.moves == ("give-value",)
    assert "    all.into_iter().filter(|x| *x % 2 == 1)\n" in mended.text


def test_the_letters_of_a_text_that_ends() -> None:
    """A text cannot be taken apart by value: its letters are gathered."""
    mended = mend("""pub fn letters(word: &str) -> Box<dyn Iterator<Item = char>> {
    let upper = word.to_uppercase();
    Box::new(upper.chars().filter(|c| c.is_alphabetic()))
}
""")
    assert "Box::new(upper.chars().collect::<Vec<_>>().into_iter().filter(" in mended.text


def test_a_function_that_wants_a_reference() -> None:
    """A value does not fit where the crate's own function takes a reference."""
    mended = mend("""pub fn keep(text: &'static String) -> usize { KEPT.with(|k| k.set(Some(text))); text.len() }
thread_local! { static KEPT: std::cell::Cell<Option<&'static String>> = const { std::cell::Cell::new(None) }; }
pub fn run() -> usize {
    let text = String::from("a");
    keep(&text)
}
""")
    assert "give-value" not in mended.moves
    assert not mended.compiles


def test_a_part_that_is_drained() -> None:
    """To run over all of it is something else."""
    text = "pub fn f() -> impl Iterator<Item = u32> {\n    let mut v = vec![1, 2, 3];\n    v.drain(1..)\n}\n"
    assert "into_iter" not in mend(text).text
