"""Examples in documentation that are no longer run, or that are gone."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ferrule.tasks.rust.examples import ExampleText, examples
from ferrule.tasks.rust.subjects import Gone
from ferrule.tasks.rust.tests import likeness
from ferrule.tasks.weakened.rule import Scene, Weakened, fine, noted, refused

ID: Final = "doc-examples"


def _doc(fence: str, code: str = "assert_eq!(a::f(1), 2);", item: str = "pub fn f(x: u8) -> u8 { x + 1 }") -> str:
    return f"/// Adds.\n///\n/// ```{fence}\n/// {code}\n/// ```\n{item}\n"


EXAMPLES: Final = (
    refused(_doc(""), _doc("ignore")),
    refused(_doc(""), _doc("no_run")),
    refused(_doc("rust"), _doc("text")),
    refused(_doc("no_run"), _doc("ignore")),
    refused(_doc(""), _doc("should_panic")),
    refused(_doc(""), _doc("compile_fail")),
    refused(_doc("compile_fail"), _doc("")),
    refused({"src/lib.rs": "//! ```\n//! run();\n//! ```\n"}, {"src/lib.rs": "//! ```sh\n//! run();\n//! ```\n"}),
    refused({"README.md": "```rust\nrun(f(1));\n```"}, {"README.md": "```rust,ignore\nrun(f(1));\n```"}),
    noted(_doc("", "assert_eq!(a::f(1), 2);"), _doc("", "a::f(1);")),
    noted(_doc(""), _doc("ignore-wasm32")),
    noted(_doc(""), "/// Adds.\npub fn f(x: u8) -> u8 { x + 1 }\n"),
    noted("pub fn g() {}", "pub fn g() {}\n" + _doc("ignore")),
    fine(_doc("ignore"), _doc("")),
    fine(_doc("no_run"), _doc("rust")),
    fine(_doc(""), _doc("", "assert_eq!(a::f(2), 3);")),
    fine(_doc(""), "pub struct Other;"),
    fine({"src/a.rs": _doc("")}, {"src/b.rs": _doc("")}),
    fine(_doc(""), _doc("").replace("Adds.", "Adds one.")),
    fine(_doc(""), "/** Adds.\n\n```\nassert_eq!(a::f(1), 2);\n```\n*/\npub fn f(x: u8) -> u8 { x + 1 }"),
    fine({"README.md": "```sh\ncargo test\n```"}, {"README.md": "```console\ncargo test\n```"}),
)  # fmt: skip
_ALIKE: Final = 0.5
"""Share of words in common above which an example was made from another."""
_DOCS: Final = re.compile(r"(?:.*/)?(?:README[^/]*|(?:docs?|src)/.*)\.md", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+|[^\w\s]")


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give examples that ask for less than before."""
    after = _all(scene.difference.after)
    left = list(after)
    waiting: list[tuple[str, ExampleText]] = []
    for path, old in _all(scene.difference.before):
        same = [one for one in left if one[1].text == old.text]
        new = next((one for one in same if one[0] == path), next(iter(same), None))
        if new is None:
            waiting.append((path, old))
        else:
            left.remove(new)
            yield from _less(path, old, new)
    yield from _changed(waiting, left, scene.gone)


def _all(texts: Mapping[str, bytes]) -> list[tuple[str, ExampleText]]:
    """Give all examples; of a Markdown file those that say that they are Rust."""
    found = []
    for path, text in texts.items():
        if path.endswith(".rs"):
            found += [(path, one) for one in examples(text)]
        elif _DOCS.fullmatch(path):
            found += [(path, one) for one in examples(text, is_markdown=True) if one.words]
    return found


def _less(path: str, old: ExampleText, new: tuple[str, ExampleText]) -> Iterator[Weakened]:
    where, now = new
    if now.strength < old.strength:
        said = "is only built now, and not run" if now.strength else "is not even built any more"
        yield Weakened(ID, where, now.line, f"this example {said}; it stood at {path}:{old.line}")
    elif left_out := [word for word in now.words if word.startswith("ignore-") and word not in old.words]:
        words = f"this example is not run on {left_out[0].removeprefix('ignore-')} any more"
        yield Weakened(ID, where, now.line, words, is_note=True)
    elif now.expects != old.expects and old.strength:
        said = " and ".join(sorted(now.expects)) or "end well"
        yield Weakened(ID, where, now.line, f"this example is to end otherwise now: {said}")


def _changed(
    waiting: list[tuple[str, ExampleText]], left: list[tuple[str, ExampleText]], gone: Gone
) -> Iterator[Weakened]:
    """Compare examples whose text changed, in the order in which they stand in their file."""
    for path, old in waiting:
        if not old.strength:
            continue
        new = _likest(path, old, left)
        if new is not None:
            left.remove(new)
            yield from _less(path, old, new)
            if _asks(old) and not _asks(new[1]):
                yield Weakened(ID, new[0], new[1].line, "this example no longer asserts anything", is_note=True)
        elif path.endswith(".rs") and not gone.subject(_words(old)):
            yield Weakened(ID, path, old.line, "the example that stood here is gone", is_note=True)
    for path, new_one in left:
        if new_one.is_rust and not new_one.strength and path.endswith(".rs"):
            yield Weakened(ID, path, new_one.line, "this new example is not built", is_note=True)


def _likest(path: str, old: ExampleText, left: list[tuple[str, ExampleText]]) -> tuple[str, ExampleText] | None:
    """Give the example of the same file that has most in common with one whose text is gone; None when none has."""
    here = [one for one in left if one[0] == path]
    best = max(here, key=lambda one: likeness(_words(old), _words(one[1])), default=None)
    return best if best is not None and likeness(_words(old), _words(best[1])) >= _ALIKE else None


def _words(one: ExampleText) -> tuple[str, ...]:
    return tuple(_WORD.findall(one.text))


def _asks(one: ExampleText) -> bool:
    return "assert" in one.text
