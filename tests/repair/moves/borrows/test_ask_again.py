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


LAST = """pub struct Cache {
    last: Option<String>,
    misses: u32,
}
impl Cache {
    fn miss(&mut self) -> String {
        self.misses += 1;
        String::new()
    }
    pub fn get(&mut self) -> &str {
        match &self.last {
            Some(text) => text,
            None => {
                self.last = Some(self.miss());
                self.last.as_ref().unwrap()
            }
        }
    }
}
"""


def test_the_value_of_a_function_is_given_back_too() -> None:
    """An arm that is the value of its function lends as long as a `return`."""
    mended = mend(LAST)
    assert mended.text == LAST.replace("Some(text) => text", "Some(_) => self.last.as_ref().unwrap()")
    assert mended.moves == ("ask-again",)


def test_an_arm_in_the_middle_lends_for_itself() -> None:
    """What the match gives is used in the function: that is another loan."""
    mended = mend(
        LAST.replace("        match &self", "        let text: &str = match &self").replace(
            "            }\n        }\n    }", "            }\n        };\n        text\n    }"
        )
    )
    assert "ask-again" not in mended.moves
    assert mended.faults == ()


KEYED = """use std::collections::HashMap;
pub fn count<'m>(all: &'m mut HashMap<u32, u32>, key: u32) -> &'m mut u32 {
    match all.get_mut(&key) {
        Some(found) => found,
        None => {
            all.insert(key, 0);
            all.get_mut(&key).unwrap()
        }
    }
}
"""


def test_what_is_found_by_a_key_is_found_again() -> None:
    """Looking for it does not change it."""
    mended = mend(KEYED)
    assert mended.text == KEYED.replace("Some(found) => found", "Some(_) => all.get_mut(&key).unwrap()")
