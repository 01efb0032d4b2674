"""What is given back on one way is in the way on the others no longer."""

from repair.moves.mending import mend

CACHE = """use std::collections::HashMap;
pub struct Cache {
    map: HashMap<u32, String>,
}
impl Cache {
    pub fn get(&mut self, k: u32) -> &String {
        if let Some(v) = self.map.get(&k) {
            return v;
        }
        self.map.insert(k, k.to_string());
        &self.map[&k]
    }
}
"""
LIST = """pub struct Node {
    pub val: i32,
    pub next: Option<Box<Node>>,
}
pub fn insert(head: &mut Option<Box<Node>>, val: i32) {
    let mut cur = head;
    while let Some(node) = cur {
        if node.val >= val {
            break;
        }
        cur = &mut node.next;
    }
    let next = cur.take();
    *cur = Some(Box::new(Node { val, next }));
}
"""


def test_a_cache() -> None:
    """The entry is looked up once more where it is given back."""
    mended = mend(CACHE)
    text = CACHE.replace("Some(v)", "Some(_)").replace("return v;", "return self.map.get(&k).unwrap();")
    assert mended.text == text
    assert mended.moves == ("ask-again",)


def test_a_cursor_through_a_list() -> None:
    """The loop looks through a shared loan, and lends for changing only to go on."""
    mended = mend(LIST)
    text = LIST.replace("= cur {", "= cur.as_ref() {").replace("&mut node.next", "&mut cur.as_mut().unwrap().next")
    assert mended.text == text
    assert mended.moves == ("ask-again",)


def test_a_search_that_counts_is_not_done_twice() -> None:
    """What is asked prints: to ask again would print again."""
    find = (
        '    fn find(&self, k: u32) -> Option<&String> {\n        println!("find");\n        self.map.get(&k)\n    }\n'
    )
    mended = mend(
        CACHE.replace("self.map.get(&k) {", "self.find(k) {").replace("impl Cache {\n", f"impl Cache {{\n{find}")
    )
    assert "ask-again" not in mended.moves
    assert mended.faults == ()
