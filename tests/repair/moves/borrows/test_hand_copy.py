"""What is handed to a call that changes its owner is copied for the call."""

from repair.moves.mending import mend

STATE = """pub enum State {
    Busy(String),
    Idle,
}
pub struct Job {
    state: State,
    log: Vec<String>,
}
impl Job {
    fn end(&mut self, name: &str) {
        self.log.push(name.to_owned());
        self.state = State::Idle;
    }
    pub fn step(&mut self) {
        match &mut self.state {
            State::Busy(name) => {
                name.push('.');
                self.end(name);
            }
            State::Idle => {}
        }
    }
}
"""
GRAPH = """pub struct Node {
    next: Vec<usize>,
    seen: bool,
}
pub struct Graph {
    nodes: Vec<Node>,
}
impl Graph {
    pub fn visit(&mut self, at: usize) -> u32 {
        let node = &mut self.nodes[at];
        if node.seen {
            return 0;
        }
        node.seen = true;
        let mut count = 1;
        for &one in &node.next {
            count += self.visit(one);
        }
        count
    }
}
"""


def test_the_argument_is_copied_before_the_call() -> None:
    """The name would end with the state that the call sets anew."""
    mended = mend(STATE)
    assert mended.moves == ("hand-a-copy",)
    assert "let name = name.clone();\n                self.end(&name);" in mended.text


def test_an_argument_that_is_changed_is_no_copy() -> None:
    """What the call does to a copy would be lost."""
    mended = mend(STATE.replace("name: &str", "name: &mut String").replace("name.to_owned()", "name.clone()"))
    assert "hand-a-copy" not in mended.moves
    assert mended.faults == ()


def test_a_list_that_nobody_changes_is_copied_for_the_loop() -> None:
    """The nodes change, their lists do not."""
    mended = mend(GRAPH)
    assert mended.text == GRAPH.replace("in &node.next", "in &node.next.clone()")


def test_a_list_that_is_changed_in_the_loop_is_not() -> None:
    """The loop would miss what is put into the list."""
    mended = mend(GRAPH.replace("count += self.visit(one);", "self.nodes[one].next.clear();\n            count += 1;"))
    assert "hand-a-copy" not in mended.moves
