"""A value in a place is looked at there, or taken out where the place is filled again."""

from repair.moves.mending import mend

LIST = """pub struct Node {
    item: u8,
    next: Option<Box<Node>>,
}
pub struct List {
    head: Option<Box<Node>>,
}
impl List {
"""


def test_an_option_that_is_filled_again() -> None:
    """`take()` leaves `None` until the assignment, on the way that has something to take."""
    pop = "    pub fn pop(&mut self) -> Option<u8> {\n        self.head.map(|node| {\n"
    text = LIST + pop + "            self.head = node.next;\n            node.item\n        })\n    }\n}\n"
    mended = mend(text)
    assert mended.text == text.replace("self.head.map", "self.head.take().map")
    assert mended.moves == ("take-out",)


def test_an_option_that_is_looked_at() -> None:
    """`as_ref()` borrows what is in it, without a clone."""
    text = LIST + "    pub fn peek(&self) -> Option<&u8> {\n        self.head.map(|node| &node.item)\n    }\n}\n"
    assert mend(text).text == text.replace("self.head.map", "self.head.as_ref().map")


def test_the_state_of_a_machine() -> None:
    """The variant that holds nothing stands in the place while the next state is made of the old one."""
    text = """pub enum State {
    Idle,
    Busy(String),
    Done(String),
}
pub struct Job {
    state: State,
}
impl Job {
    pub fn step(&mut self) {
        self.state = match self.state {
            State::Idle => State::Busy(String::new()),
            State::Busy(name) | State::Done(name) => State::Done(name),
        };
    }
}
"""
    mended = mend(text)
    taken = "match std::mem::replace(&mut self.state, State::Idle)"
    assert mended.text == text.replace("match self.state", taken)


def test_a_buffer_that_is_emptied() -> None:
    """What is cleared right after is taken."""
    text = "pub struct Pen {\n    buf: String,\n    out: Vec<String>,\n}\nimpl Pen {\n    pub fn line(&mut self) {\n"
    rest = "        self.out.push(self.buf);\n        self.buf = String::new();\n    }\n}\n"
    assert mend(text + rest).text == text + rest.replace("(self.buf)", "(std::mem::take(&mut self.buf))")


def test_a_getter_leaves_its_place_full() -> None:
    """A method that gives a name does not empty it, though it could."""
    text = "pub struct User {\n    name: String,\n}\nimpl User {\n    pub fn name(&mut self) -> String {\n"
    mended = mend(text + "        self.name\n    }\n}\n")
    assert "self.name.clone()" in mended.text


def test_not_on_every_way() -> None:
    """A state that only one arm fills again is not taken out."""
    text = """pub enum State {
    Idle,
    Busy(String),
}
pub struct Job {
    state: State,
    log: Vec<String>,
}
impl Job {
    pub fn step(&mut self) {
        match self.state {
            State::Idle => self.state = State::Busy(String::new()),
            State::Busy(name) => self.log.push(name),
        }
    }
}
"""
    mended = mend(text)
    assert "take-out" not in mended.moves
    assert "mem::" not in mended.text


def test_another_way_that_fills_it_is_none() -> None:
    """An option that is given away on one way and filled on another one would be missed the next time."""
    text = """pub struct Once {
    name: Option<String>,
}
impl Once {
    pub fn get(&mut self, fresh: bool) -> String {
        if !fresh {
            return self.name.unwrap();
        }
        self.name = Some(String::new());
        String::new()
    }
}
"""
    mended = mend(text)
    assert mended.compiles
    assert "take()" not in mended.text


def test_a_name_is_no_proof() -> None:
    """`closest` only begins like `close`: what it gives stays in its place."""
    text = "pub struct User {\n    name: String,\n}\nimpl User {\n    pub fn closest(&mut self) -> String {\n"
    mended = mend(text + "        self.name\n    }\n}\n")
    assert "mem::take" not in mended.text


def test_a_way_that_loses_it() -> None:
    """One way leaves without the value that was taken out: the list would be empty."""
    rest = "    pub fn remove_front_if(&mut self, v: u8) -> bool {\n        let node = self.head.unwrap();\n"
    rest += "        if node.item == v {\n            self.head = node.next;\n            return true;\n        }\n"
    assert "self.head.take()" not in mend(LIST + rest + "        false\n    }\n}\n").text
    rest = "    pub fn skip(&mut self, v: u8) {\n        if let Some(node) = self.head {\n"
    rest += (
        "            if node.item == v {\n                self.head = node.next;\n            }\n        }\n    }\n}\n"
    )
    assert "self.head.take()" not in mend(LIST + rest).text


def test_taken_on_purpose() -> None:
    """A function that takes by its name gives all of it to its caller."""
    text = "pub struct Pen {\n    out: Vec<String>,\n    n: u8,\n}\nimpl Pen {\n    pub fn take_all(&mut self)"
    rest = " -> Vec<String> {\n        self.n += 1;\n        self.out\n    }\n}\n"
    mended = mend(text + rest)
    assert mended.text == text + rest.replace("self.out", "std::mem::take(&mut self.out)")
    assert mended.moves == ("take-out",)
