"""What is no iterator becomes one by the call that fits its type (P18)."""

from repair.moves.mending import mend

SLICE = """\
fn longest(words: &[String]) -> Option<usize> {
    words.map(|word| word.len()).max()
}
"""
TEXT = """\
fn vowels(word: &str) -> usize {
    let mut count = 0;
    for letter in word {
        if "aeiou".contains(letter) {
            count += 1;
        }
    }
    count
}
"""
NUMBER = """\
fn total(list: &[u32]) -> u32 {
    let mut sum = 0;
    for at in list.len() {
        sum += list[at];
    }
    sum
}
"""
OWN = """\
struct Shelf {
    books: Vec<String>,
}

impl Shelf {
    fn iter(&self) -> std::slice::Iter<'_, String> {
        self.books.iter()
    }
}

fn letters(shelf: &Shelf) -> usize {
    let mut sum = 0;
    for book in &*shelf {
        sum += book.len();
    }
    sum
}

fn all(shelf: Shelf) -> usize {
    let mut sum = 0;
    for book in &shelf {
        sum += book.len();
    }
    sum
}
"""
COLLECTED = """\
fn listed(numbers: &[u32]) -> String {
    numbers.iter().map(|n| n.to_string()).join(", ")
}
"""
BOUND = """\
fn totals<I: IntoIterator<Item = u32>>(all: I) -> (usize, u32) {
    let numbers = all;
    let hint = numbers.size_hint().0;
    (hint, numbers.sum())
}
"""
NOTHING = """\
struct Stone;

fn all(stone: Stone) {
    for _ in stone {}
}
"""


def test_slice() -> None:
    """A method of iterators on a slice gets `.iter()`."""
    mended = mend(SLICE)
    assert mended.compiles
    assert mended.text == SLICE.replace("words.map", "words.iter().map")
    assert "make-iterator" in mended.moves
    assert mended.faults == ()


def test_text() -> None:
    """Text is iterated by its characters."""
    mended = mend(TEXT)
    assert mended.compiles
    assert mended.text == TEXT.replace("in word", "in word.chars()")
    assert "make-iterator" in mended.moves
    assert mended.faults == ()


def test_number() -> None:
    """A loop over a number counts up to it."""
    mended = mend(NUMBER)
    assert mended.compiles
    assert mended.text == NUMBER.replace("in list.len()", "in 0..list.len()")
    assert "make-iterator" in mended.moves
    assert mended.faults == ()


def test_own() -> None:
    """A reference to an own type is iterated by its own method."""
    mended = mend(OWN)
    assert mended.compiles
    assert mended.text == OWN.replace("in &*shelf", "in (&*shelf).iter()").replace("in &shelf", "in shelf.iter()")
    assert "make-iterator" in mended.moves
    assert mended.faults == ()


def test_collected() -> None:
    """A method of slices on an iterator collects first."""
    mended = mend(COLLECTED)
    assert mended.compiles
    assert mended.text == COLLECTED.replace(".join", ".collect::<Vec<_>>().join")
    assert "make-iterator" in mended.moves
    assert mended.faults == ()


def test_bound() -> None:
    """A name that is used up later holds the iterator from the start."""
    mended = mend(BOUND)
    assert mended.compiles
    assert mended.text == BOUND.replace("= all", "= all.into_iter()")
    assert "make-iterator" in mended.moves
    assert mended.faults == ()


def test_nothing() -> None:
    """A type without any iterator is left alone."""
    mended = mend(NOTHING)
    assert not mended.compiles
    assert "make-iterator" not in mended.moves
    assert mended.faults == ()


def test_a_range_without_a_beginning() -> None:
    """It begins at zero."""
    wrong = 'pub fn f(n: u32) {\n    for one in ..=n {\n        println!("{one}");\n    }\n}\n'
    mended = mend(wrong)
    assert mended.text == wrong.replace("..=n", "0..=n")
    assert mended.moves == ("make-iterator",)


def test_what_a_function_returns() -> None:
    """All that is returned becomes an iterator."""
    begins = "pub fn f(n: u32) -> impl Iterator<Item = u32> {\n"
    wrong = begins + "    if n > 2 {\n        return vec![n];\n    }\n    vec![1]\n}\n"
    mended = mend(wrong)
    assert mended.text == wrong.replace("vec![n]", "vec![n].into_iter()").replace("vec![1]", "vec![1].into_iter()")
    assert mended.moves == ("make-iterator",)


def test_an_iterator_that_is_kept() -> None:
    """A `mut` variable is the iterator itself: made anew at each call it would never end."""
    text = "pub fn f(text: &str) -> usize {\n    let mut chars = text;\n    let mut n = 0;\n"
    text += "    while let Some(c) = chars.next() {\n        n += c.len_utf8();\n    }\n    n\n}\n"
    assert mend(text).text == text.replace("= text;", "= text.chars();")
