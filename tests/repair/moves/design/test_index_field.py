"""A field that refers to its neighbour's elements keeps their numbers (P15)."""

from ferrule.repair.moves.design import index_field
from repair.moves.design.offering import answer

GAME = """use crate::player::Player;
pub struct Game<'a> { players: Vec<Player>, current: Option<&'a Player>, seen: u32 }
impl<'a> Game<'a> {
    pub fn new() -> Self { Game { players: vec![], current: None, seen: 0 } }
    pub fn choose(&mut self, i: usize) { self.current = Some(&self.players[i]); }
    pub fn add(&mut self, name: &str) { self.players.push(Player { name: name.to_string() }); }
    pub fn name(&self) -> String { match self.current { Some(p) => p.name.clone(), None => String::new() } }
    pub fn is_on(&self) -> bool { self.current.is_some() }
}
"""
PLAYER = "pub struct Player { pub name: String }\n"
SHOW = "pub mod game;\npub mod player;\npub fn show(game: &game::Game<'_>) -> String { game.name() }\n"


def test_an_option_in_two_files() -> None:
    """The type, what is put in and what is read follow, and the lifetime goes from all files."""
    answered = answer(index_field, {"lib.rs": SHOW, "game.rs": GAME, "player.rs": PLAYER})
    game = answered.files["game.rs"]
    assert "pub struct Game { players: Vec<Player>, current: Option<usize>, seen: u32 }\nimpl Game {" in game
    assert "self.current = Some(i);" in game
    assert "match self.current.map(|at| &self.players[at]) { Some(p)" in game
    assert "self.current.is_some()" in game
    assert "game: &game::Game)" in answered.files["lib.rs"]


def test_a_list() -> None:
    """Numbers are gathered, and looked up where the list is walked through."""
    answered = answer(
        index_field,
        """pub struct Edge { cost: u32 }
pub struct Graph<'g> { edges: Vec<Edge>, chosen: Vec<&'g Edge> }
impl<'g> Graph<'g> {
    pub fn new(edges: Vec<Edge>) -> Self { Self { edges, chosen: Vec::new() } }
    pub fn choose(&mut self, i: usize) { self.chosen.push(&self.edges[i]); }
    pub fn cost(&self) -> u32 { self.chosen.iter().map(|e| e.cost).sum::<u32>() + self.chosen[0].cost }
}
""",
    )
    assert "edges: Vec<Edge>, chosen: Vec<usize> }" in answered.text
    assert "self.chosen.push(i);" in answered.text
    assert "self.chosen.iter().map(|at| &self.edges[*at]).map(|e| e.cost)" in answered.text
    assert "+ self.edges[self.chosen[0]].cost" in answered.text


def test_elements_that_change_their_places() -> None:
    """After a removal a number means another element: a list that loses or moves some is refused."""
    for call in ("remove(0)", "sort_by_key(|p| p.name.len())", "clear()", "insert(0, Player { name: String::new() })"):
        moving = GAME.replace("{ self.current.is_some() }", "{ true }") + (
            f"impl<'a> Game<'a> {{ pub fn change(&mut self) {{ self.players.{call}; }} }}\n"
        )
        answered = answer(index_field, {"lib.rs": SHOW, "game.rs": moving, "player.rs": PLAYER})
        assert answered.offered == 0
