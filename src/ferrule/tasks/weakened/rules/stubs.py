"""Places at which work was put off: they compile, and stop the program."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from ferrule.tasks.rust.words import read
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, refused

ID: Final = "stubs"
EXAMPLES: Final = (
    refused("fn f() -> u8 { g() }", "fn f() -> u8 { todo!() }"),
    refused("", 'fn f() -> u8 { unimplemented!("later") }'),
    refused("", "fn f() -> u8 { std::todo!() }"),
    refused("", 'fn f() -> u8 { panic!("not implemented") }'),
    refused("", 'fn f() -> u8 { panic!("Not yet implemented: sorting") }'),
    refused("", 'fn f() -> u8 { unreachable!("TODO") }'),
    refused({"src/a.rs": "fn f() { todo!() }"}, {"src/a.rs": "fn f() { todo!() }\nfn g() { todo!() }"}),
    fine("fn f() -> u8 { todo!() }", "fn f() -> u8 { 4 }"),
    fine({"src/a.rs": "fn f() { todo!() }"}, {"src/b.rs": "fn f() { todo!() }"}),
    fine("", 'fn f(x: u8) { assert!(x < 4); if x > 3 { panic!("no more than 3") } }'),
    fine("", "fn f(x: bool) { match x { true => g(), false => unreachable!() } }"),
    fine("", "// todo!() is not code\nfn f(todo: u8) -> bool { !todo.is_empty() }"),
    fine("", '/// ```\n/// todo!()\n/// ```\nfn f() { log("todo!()") }'),
)
_STUBS: Final = frozenset({"todo", "unimplemented"})
_STOPS: Final = frozenset({"panic", "unreachable"})
_PUT_OFF: Final = re.compile(
    r'r?#*"(?:not (?:yet )?(?:implemented|supported yet|done)|todo|fixme|tbd|stub|implement)', re.IGNORECASE
)

_MAYBE: Final = re.compile(rb"\b(?:todo|unimplemented|panic|unreachable)\s*!")


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give each stub that there are more of than before, in all files together."""
    before = Counter(name for name, _, _ in _stubs(scene.difference.before))
    for name, path, line in _stubs(scene.difference.after):
        if before[name]:
            before[name] -= 1
        else:
            yield Weakened(ID, path, line, f"`{name}` stands where something is still to be written")


def _stubs(texts: Mapping[str, bytes]) -> Iterator[tuple[str, str, int]]:
    """Yield name, path and line of each stub; those in files that differ least are counted first by their order."""
    for path, text in texts.items():
        if path.endswith(".rs") and _MAYBE.search(text):
            told = read(text)
            for at, name in enumerate(told.words):
                first = told.words[at + 3] if at + 3 < len(told.words) else ""
                is_stub = name in _STUBS or (name in _STOPS and _PUT_OFF.match(first))
                if is_stub and told.words[at + 1 : at + 2] == ("!",):
                    yield f"{name}!", path, told.lines[at]
