"""Files that sources take in from outside of the workspace: they count, be they there or not, and what they take in."""

import time
from pathlib import Path

import pytest

from ferrule.facts.content import differences
from ferrule.facts.workspace import Workspace
from ferrule.workspace.content import Survey, read_content
from ferrule.workspace.inclusions import inclusions, leads
from ladder import brief, climb, row
from workspaces import LIB, package, write

LATER_NS = 10_000_000_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give the root of a workspace without members, two folders deep."""
    return write(tmp_path / "up/ws", {"Cargo.toml": "[workspace]\n"})


def survey(root: Path, before: Survey | None = None, later_ns: int = 0) -> Survey:
    """Look at the files below this root, with what an earlier look remembered."""
    workspace = Workspace(root, root / "target", (), is_virtual=True)
    return read_content(workspace, before.known if before else {}, time.time_ns() + later_ns)


def changed(before: Survey, after: Survey) -> tuple[str, ...]:
    """Give what is new, gone or changed."""
    return differences(before.content.files, after.content.files)


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ('const A: &str = include_str!("../../a.txt");', "../a.txt"),
        ('const A: &[u8] = include_bytes!(\n    r#"../../a.bin"#\n);', "../a.bin"),
        ('include!("../../more.in");', "../more.in"),
        ('#![doc = include_str!("../../README.md")]', "../README.md"),
        ('#[path = "../../m.rs"]\nmod m;', "../m.rs"),
        ('#[cfg_attr(unix, path = "../../u.rs")]\nmod u;', "../u.rs"),
        ('mod a {\n    #[path = "../../../m.rs"]\n    mod m;\n}', "../m.rs"),
        ('const A: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../", "a.txt"));', "../a.txt"),
    ],
    ids=["str", "bytes", "include", "doc", "path", "cfg_attr", "inline", "manifest"],
)
def test_each_way_out_is_followed(root: Path, source: str, place: str) -> None:
    """A file outside is looked at whatever took it in; a change of it, its end and its coming back are changes."""
    write(root, {"src/lib.rs": source})
    there = (root / place).resolve()
    missing = survey(root)
    write(root, {place: "1"})
    first = survey(root)
    write(root, {place: "2"})
    second = survey(root)
    there.unlink()
    gone = survey(root)

    assert (f"changed: {there}",) == changed(missing, first)
    assert (f"changed: {there}",) == changed(first, second)
    assert missing.content == gone.content


def test_what_is_taken_in_leads_on(root: Path) -> None:
    """A module outside has modules and texts of its own, in its folder and below; nothing else there counts."""
    write(root, {"src/lib.rs": '#[path = "../../far/m.rs"]\nmod m;\n'})
    inner = {"one.rs": 'include_str!("words.txt")', "two/mod.rs": "", "two/deep.rs": "", "m/three.rs": "", "not.rs": ""}
    write(root.parent / "far", {"m.rs": "mod one;\nmod two { }\nmod three;\n", "words.txt": "", **inner})

    found = {path.removeprefix(f"{root.parent}/") for path, held in survey(root).content.files.items() if held[10:]}

    far = {"far/m.rs", "far/one.rs", "far/two/mod.rs", "far/two/deep.rs", "far/m/three.rs", "far/words.txt"}
    assert far | {"Cargo.toml", "src/lib.rs"} == found


def test_a_source_that_is_known_is_not_read_again(root: Path) -> None:
    """What it takes in is remembered beside its digest, and followed all the same."""
    write(root, {"src/lib.rs": 'include_str!("../../a.txt")', "../a.txt": "1", "part.inc": "", "notes.txt": "1"})
    first = survey(root, later_ns=LATER_NS)
    write(root, {"../a.txt": "2"})
    second = survey(root, first)

    assert "\0d../../a.txt" in first.known["src/lib.rs"][3]
    assert "\0" not in first.known["notes.txt"][3] + first.content.files["src/lib.rs"]
    assert (f"changed: {root.parent / 'a.txt'}",) == changed(first, second)


def test_an_entry_of_an_older_ferrule_is_looked_at_again(root: Path) -> None:
    """One that does not tell what the source takes in does not hide it."""
    write(root, {"src/lib.rs": 'include_str!("../../a.txt")', "../a.txt": "1"})
    first = survey(root, later_ns=LATER_NS)
    old = {name: (*mark[:3], mark[3].partition("\0")[0]) for name, mark in first.known.items()}

    assert first.content == survey(root, Survey(first.content, old, {})).content


def test_what_lies_in_the_root_and_is_left_out_counts_when_it_is_named(root: Path) -> None:
    """A file of a folder that nobody looks at, taken in by code of another ending."""
    write(
        root, {"src/lib.rs": 'include!("more.inc");', "src/more.inc": 'include_str!("../.git/HEAD")', ".git/HEAD": "1"}
    )
    first = survey(root)
    write(root, {".git/HEAD": "2"})

    assert ("changed: .git/HEAD",) == changed(first, survey(root))


def test_odd_ways_are_no_trouble(root: Path) -> None:
    """A circle, a folder above, the root of all files, a device: nothing is read without end."""
    odd = ("../..", "/", "/dev/zero", "../../m.rs", "nothing\\0here")
    write(root, {"src/lib.rs": "".join(f'#[path = "{path}"]\nmod m;\n' for path in odd)})
    write(root, {"../m.rs": '#[path = "ws/src/lib.rs"]\nmod lib;\nmod ws;\nmod m;\n', "../beside/x.rs": ""})

    assert f"{root.parent}/beside/x.rs" not in survey(root).content.files


def test_what_is_put_together_elsewhere_is_not_found() -> None:
    """Build products and variables are no literal paths."""
    text = 'include!(concat!(env!("OUT_DIR"), "/made.rs")); include_str!(NAME); fn path() { let path = "/x"; }'

    assert () == inclusions(text)
    assert [] == list(leads("/ws/src/lib.rs", inclusions("mod m;"), is_alone=False))


@pytest.mark.cargo
def test_a_verdict_does_not_outlive_a_file_outside(tmp_path: Path) -> None:
    """A test that passed by the text of a file beside the workspace fails once that text is another one."""
    test = '#[test]\nfn says_yes() {\n    assert_eq!(include_str!("../../word.txt"), "yes");\n}\n'
    root = package(tmp_path / "ws", {"src/lib.rs": LIB, "tests/it.rs": test, "../word.txt": "yes"})
    first, again = climb(root, "test"), climb(root, "test")
    write(root, {"../word.txt": "no"})
    changed = climb(root, "test")

    assert ["passed", "passed", "failed"] == [brief(one, "test")["test"] for one in (first, again, changed)]
    assert [False, True, False] == [row(one, "test").cached for one in (first, again, changed)]
