"""What differs and could not be read: nobody knows what it says now."""

from collections.abc import Iterator
from typing import Final

from ferrule.tasks.weakened.rule import Example, Says, Scene, Weakened, fine

ID: Final = "unseen"
EXAMPLES: Final = (
    Example({}, {}, Says.REFUSED, {"src/lib.rs": "link"}),
    Example({}, {}, Says.REFUSED, {"tests/a.rs": "no text"}),
    Example({}, {}, Says.REFUSED, {"a/Cargo.toml": "too large: 9000000 bytes"}),
    Example({}, {}, Says.NOTED, {"logo.png": "no text"}),
    Example({}, {}, Says.NOTED, {"vendor/zlib": "submodule"}),
    fine({"src/lib.rs": "fn f() {}"}, {"src/lib.rs": "fn g() {}"}),
)
_SPEAKS: Final = (".rs", ".toml", ".yml", ".yaml", ".snap", ".gitignore", ".gitattributes")


def judge(scene: Scene) -> Iterator[Weakened]:
    """Give each file that was left out; sources and settings stand in the way."""
    for path, why in scene.difference.left_out.items():
        yield Weakened(ID, path, 0, f"it differs and was not read: {why}", is_note=not path.endswith(_SPEAKS))
