"""Tests that end before they ask anything: emptied, left early, caught, put where nothing reaches them."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ferrule.tasks.rust.demands import Demand, demands
from ferrule.tasks.rust.gates import conditions, holds
from ferrule.tasks.rust.meetings import meet
from ferrule.tasks.rust.tests import Pair, Placed
from ferrule.tasks.rust.words import closings
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted, refused

ID: Final = "hollow-test"


def _t(body: str) -> str:
    return f"#[test]\nfn t() {{ {body} }}"


_EQ = "assert_eq!(f(), 4);"
_AID = "#[cfg(test)]\nfn setup() {}"
EXAMPLES: Final = (
    refused(_t("g(); h(1);"), _t("")),
    refused(_t("g(); h(1);"), _t("// g(); h(1);")),
    refused(_t(_EQ), _t(f"return; {_EQ}")),
    refused(_t(f"{_EQ} Ok(())"), _t(f"return Ok(()); {_EQ}")),
    refused(_t(_EQ), _t(f'if std::env::var("CI").is_err() {{ return; }} {_EQ}')),
    refused(_t(_EQ), _t(f"let Some(x) = server() else {{ return }}; {_EQ}")),
    refused(_t(_EQ), _t(f"std::process::exit(0); {_EQ}")),
    refused(_t(_EQ), _t(f"let _ = std::panic::catch_unwind(|| {{ {_EQ} }});")),
    refused(_t(_EQ), _t(f"let _ = || {_EQ}")),
    refused(_t(_EQ), _t(f"let _unused = move || {{ {_EQ} }};")),
    refused(_t(_EQ), _t(f"fn never() {{ {_EQ} }}")),
    refused(_t(_EQ), _t(f"if false {{ {_EQ} }}")),
    refused(_t("let x = f(); assert_eq!(x, Some(4));"), _t("if let x @ Some(_) = f() { assert_eq!(x, Some(4)); }")),
    refused(_t(_EQ), _t(f"if cfg!(feature = \"slow\") {{ {_EQ} }}")),
    refused(_t(_EQ), f"fn never() {{ {_t(_EQ)} }}"),
    refused(_t(_EQ), _t(f"#[cfg(any())] {_EQ}")),
    refused(_t(f"setup(); {_EQ}") + _AID, _t(f"setup(); {_EQ}") + _AID.replace("{}", "{ std::process::exit(0); }")),
    refused("", _t("")),
    refused("", _t("let _ = 1;")),
    noted("", _t(f"if !has_server() {{ return; }} {_EQ}")),
    fine(_t(_EQ), _t(f"for i in 0..3 {{ {_EQ} }}")),
    fine(_t("match f() { Ok(x) => assert_eq!(x, 4), _ => panic!() }"), _t("let x = f().unwrap(); assert_eq!(x, 4);")),
    fine(_t(_EQ), _t(f"let g = |x: u8| {{ return x + 1; }}; g(1); {_EQ}")),
    fine(_t(_EQ), _t(f"let check = || {{ {_EQ} }}; check(); check();")),
    fine("", _t("let x = parse(\"a\"); x.unwrap();")),
    fine("", _t("compiles::<u8>();")),
    fine("", "#[template]\n#[rstest]\nfn engines<E>(#[values(A {}, B {})] engine: E) {}"),
    fine("", _t("runs_at_all()")),
    fine(_t(_EQ), _t(f'#[cfg(feature = "a")] {_EQ} #[cfg(not(feature = "a"))] {_EQ}')),
)  # fmt: skip
_LEAVES: Final = (("return", ";"), ("return", "}"), ("return", "Ok", "(", "(", ")", ")"))
_FARTHEST: Final = 300
"""Words that are looked at for the end of a statement."""
_NEVER: Final = ("if", "false", "{")


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give tests that were made to ask nothing, and new ones that ask nothing."""
    for pair in scene.tests.kept:
        old, new = pair
        if old.piece.kind == "fn" and old.piece.body != new.piece.body:
            if old.piece.body and not _does(new.piece.body):
                yield _found(new, f"the test `{new.name}` does nothing any more")
                continue
            yield from _ways_out(pair, scene)
            yield from _conditions(pair, scene)
    yield from _unfound(scene)
    yield from _ended(scene)
    for new in scene.tests.new:
        if new.piece.kind == "fn":
            yield from _new(new, scene)


def _unfound(scene: Scene) -> Iterator[Weakened]:
    """Give tests within functions: they are built and never run."""
    known = {id(new) for old, new in scene.tests.kept if old.piece.is_local}
    for test in (*scene.tests.new, *(new for _, new in scene.tests.kept)):
        if test.piece.is_local and test.piece.kind == "fn" and id(test) not in known:
            yield _found(test, f"the test `{test.name}` stands in a function, and is never run")


def _ended(scene: Scene) -> Iterator[Weakened]:
    """Give what tests use and what ends their process."""
    known = Counter(one.piece.name for one in scene.before if _ends_process(one))
    for one in scene.after:
        if not one.is_test and _ends_process(one):
            if known[one.piece.name]:
                known[one.piece.name] -= 1
            else:
                yield _found(one, f"`{one.name}` ends the process of the tests")


def _ends_process(one: Placed) -> bool:
    body = one.piece.body
    at = body.index("exit") if "exit" in body else 0
    is_aid = one.is_for_tests and one.piece.kind == "fn" and one.piece.name != "main"
    return is_aid and body[max(at - 2, 0) : at] == ("process", "::")


def _ways_out(pair: Pair, scene: Scene) -> Iterator[Weakened]:
    """Give what keeps a test from its assertions, as far as there is more of it than before."""
    old, new = pair
    before = [words for words, _ in _outs(old, scene)]
    for words, line in _outs(new, scene):
        if words in before:
            before.remove(words)
        else:
            yield Weakened(ID, new.path, line, f"the test `{new.name}` {words}")


def _outs(test: Placed, scene: Scene) -> Iterator[tuple[str, int]]:
    body, lines = test.piece.body, test.piece.lines
    wanted = demands(test.piece, scene.asserting)
    last = wanted[-1].at if wanted else 0
    ends = closings(body)
    closures = [(start, ends[start]) for start in ends if body[start] == "{" and _opens_closure(body, start)]
    for at, word in enumerate(body):
        is_inside = any(start < at < end for start, end in closures)
        if at < last and not is_inside and any(body[at : at + len(way)] == way for way in _LEAVES):
            yield "can end before all is asked", lines[at]
        if word == "exit" and at < last and body[at - 2 : at] == ("process", "::"):
            yield "ends the process before all is asked", lines[at]
        if word == "catch_unwind" and body[at + 1 : at + 2] == ("(",):
            yield "catches its own panics", lines[at]
        if body[at : at + 3] == _NEVER:
            yield "has a part that is never reached", lines[at]
        if body[at : at + 3] == ("#", "[", "cfg") and at < last and _is_never("".join(body[at + 2 : ends.get(at + 1)])):
            yield "has a part that is never built", lines[at]
    yield from _uncalled(body, lines, wanted)


def _is_never(attribute: str) -> bool:
    return any(holds(condition) is False for condition in conditions((attribute,)))


def _uncalled(body: tuple[str, ...], lines: tuple[int, ...], wanted: tuple[Demand, ...]) -> Iterator[tuple[str, int]]:
    """Yield closures and functions with assertions in them whose name stands nowhere else."""
    ends = closings(body)
    for at in range(len(body) - 3):
        is_closure = body[at] == "let" and body[at + 2] == "=" and body[at + 3] in {"|", "||", "move"}
        if not is_closure and body[at] != "fn":
            continue
        stop, last = at + 2, min(at + _FARTHEST, len(body))
        while stop < last and body[stop] != ";" and not (body[at] == "fn" and body[stop] == "{"):
            stop = ends.get(stop, stop) + 1
        stop = ends.get(stop, stop)
        name = body[at + 1]
        if any(at < one.at < stop for one in wanted) and (name == "_" or body.count(name) == 1):
            yield "has assertions that nobody calls", lines[at]


def _conditions(pair: Pair, scene: Scene) -> Iterator[Weakened]:
    """Give assertions that are only made under a condition now."""
    for old, new in meet(pair, scene.asserting).kept:
        if new.depth > old.depth and new.args:
            words = f"`{new}` in `{pair[1].name}` is only asked under a condition now"
            yield Weakened(ID, pair[1].path, new.line, words)


def _new(test: Placed, scene: Scene) -> Iterator[Weakened]:
    if not _does(test.piece.body) and not any("template" in text for text in test.piece.attributes):
        yield _found(test, f"the new test `{test.name}` does nothing")
    for words, line in _outs(test, scene):
        yield Weakened(ID, test.path, line, f"the new test `{test.name}` {words}", is_note=True)


def _does(body: tuple[str, ...]) -> bool:
    """Say whether a body calls anything."""
    return any(word in {"(", "!", "?"} for word in body)


def _opens_closure(body: tuple[str, ...], at: int) -> bool:
    """Say whether a brace opens the body of a closure or of a function within: a `return` leaves only that."""
    before = body[at - 1] if at else ""
    if before in {"|", "||", "async"} or body[max(at - 2, 0) : at] == ("async", "move"):
        return True
    for back in range(at - 1, max(at - 40, -1), -1):
        if body[back] in {";", "{", "}"}:
            return False
        if body[back] == "fn" or (body[back] == "|" and "->" in body[back:at]):
            return True
    return False


def _found(test: Placed, words: str) -> Weakened:
    return Weakened(ID, test.path, test.piece.line, words)
