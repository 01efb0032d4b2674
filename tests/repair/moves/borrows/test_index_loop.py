"""A list that stays the same is gone over by numbers."""

from repair.moves.mending import mend

GRAPH = """pub struct Graph {
    edges: Vec<Vec<usize>>,
    seen: Vec<bool>,
}
impl Graph {
    pub fn visit(&mut self, n: usize) {
        if self.seen[n] {
            return;
        }
        self.seen[n] = true;
        for m in &self.edges[n] {
            self.visit(*m);
        }
    }
}
"""


def test_a_method_that_comes_back_to_the_list() -> None:
    """The method looks at the edges again and never changes them: nothing is taken out or cloned."""
    mended = mend(GRAPH)
    loop = "for i in 0..self.edges[n].len() {\n            let m = &self.edges[n][i];\n"
    assert mended.text == GRAPH.replace("for m in &self.edges[n] {\n", loop)
    assert mended.moves == ("loop-over-numbers",)
    assert mended.costs == ()


def test_a_list_that_changes_is_not_gone_over_by_numbers() -> None:
    """The method takes edges away: their number would be another one."""
    mended = mend(GRAPH.replace("self.seen[n] = true;", "self.seen[n] = true;\n        self.edges[n].pop();"))
    assert "loop-over-numbers" not in mended.moves
    assert mended.faults == ()
