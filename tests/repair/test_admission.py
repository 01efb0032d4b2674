"""What no candidate may do, whatever compiles: here to the libraries of the crate with the error."""

from pathlib import Path

from ferrule.facts.repair import CostKind, Refusal
from ferrule.repair.admission import LINKED, OUTSIDE, admission
from workspaces import write

LIB = "pub fn length(words: &Vec<String>) -> usize {\n    words.len()\n}\nfn one() -> usize {\n    1\n}\n"
SIGNATURE = LIB.replace("&Vec<String>", "&[String]")
WIDER = LIB.replace("fn one", "pub fn one")


def test_a_caller_does_not_change_what_its_library_promises(tmp_path: Path) -> None:
    """The same signature is a cost in the own crate, and refused where the error stands in another one."""
    path = tmp_path / "lib.rs"
    path.write_text(LIB)
    own, other = admission(tmp_path), admission(tmp_path, linked=frozenset)

    costs = own({}, {path: SIGNATURE.encode()})
    refusal = other({}, {path: SIGNATURE.encode()})

    assert not isinstance(costs, Refusal)
    assert {cost.kind for cost in costs} == {CostKind.PUBLIC_SIGNATURE}
    assert isinstance(refusal, Refusal)
    assert refusal.rule == LINKED


def test_a_library_may_show_more_to_its_callers(tmp_path: Path) -> None:
    """Wider visibility stays a cost."""
    path = tmp_path / "lib.rs"
    path.write_text(LIB)

    costs = admission(tmp_path, linked=frozenset)({}, {path: WIDER.encode()})

    assert not isinstance(costs, Refusal)
    assert {cost.kind for cost in costs} == {CostKind.WIDENED_VISIBILITY}


def test_a_crate_that_is_no_member_stays_what_it_is(tmp_path: Path) -> None:
    """One inside the workspace's folder too; files beside the members belong to the workspace."""
    write(tmp_path, {"Cargo.toml": "[workspace]\n", "shared/lib.rs": LIB, "a/Cargo.toml": "", "a/src/lib.rs": LIB})
    write(tmp_path / "a/vendor/b", {"Cargo.toml": "", "src/lib.rs": LIB})
    admit = admission(tmp_path, members=[tmp_path / "a"])

    judged = {
        place: admit({}, {tmp_path / place / "lib.rs": WIDER.encode()})
        for place in ("shared", "a/src", "a/vendor/b/src")
    }

    refusals = {place: one for place, one in judged.items() if isinstance(one, Refusal)}
    assert list(refusals) == ["a/vendor/b/src"]
    assert refusals["a/vendor/b/src"].rule == OUTSIDE
    assert "no member of the workspace" in refusals["a/vendor/b/src"].note
