"""The ladder that settings make of the gates, and which of them may run."""

from dataclasses import replace
from pathlib import Path

import pytest

from ferrule.errors import WrongUse
from ferrule.facts.settings import Flags, OwnGate, Settings
from ferrule.facts.status import Reason
from ferrule.facts.workspace import Standing
from ferrule.flow.settings import barred, ladder, settings_of
from ferrule.gates.catalog import GATES, PROFILES
from ferrule.workspace.trust import VARIABLE, remember, standing
from workspaces import package, write

MIRI = OwnGate("miri", ("true",))
TRUSTED = Standing(allowed=True, why="no settings that name programs: as safe as `cargo build`")


def ids(settings: Settings, only: tuple[str, ...] = ()) -> list[str]:
    """Give the names on the ladder, in its order."""
    return [gate.ID for gate in ladder(settings, Path("/"), only, (), None)]


@pytest.mark.parametrize("profile", PROFILES)
def test_without_settings_the_ladder_is_that_of_the_catalog(profile: str) -> None:
    """The profiles that ferrule brings along, in the catalog's order."""
    assert [gate.ID for gate in GATES if gate.ID in PROFILES[profile]] == ids(Settings(profile=profile))


def test_own_gates_stand_behind_the_others_in_their_profiles() -> None:
    """In `release` unless they name others; `--only` brings one in anywhere."""
    settings = Settings(gates=(MIRI, replace(MIRI, id="bench", profiles=("quick", "nightly"))))

    assert "miri" not in ids(settings)
    assert "miri" == ids(settings, only=("miri",))[-1]
    assert "miri" == ids(replace(settings, profile="release"))[-1]
    assert ["fmt", "check", "bench"] == ids(replace(settings, profile="quick"))


def test_a_team_can_define_and_redefine_profiles() -> None:
    """The team's list is the whole list, but for own gates that name the profile themselves."""
    own = {"merge": ("miri", "fmt"), "quick": ("fmt",)}
    settings = Settings(profile="merge", profiles=own, gates=(MIRI,))

    assert ["fmt", "miri"] == ids(settings)
    assert ["fmt"] == ids(replace(settings, profile="quick"))


@pytest.mark.parametrize(("only", "skip"), [(("mri",), ()), ((), ("mri",))], ids=["only", "skip"])
def test_an_unknown_gate_is_told_with_the_nearest(only: tuple[str, ...], skip: tuple[str, ...]) -> None:
    """Own gates are among the known ones."""
    with pytest.raises(WrongUse, match="no gate 'mri'; did you mean 'miri'"):
        ladder(Settings(gates=(MIRI,)), Path("/"), only, skip, None)


def test_own_gates_need_trust_in_the_file_that_names_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`ferrule.toml` is covered by `ferrule trust`; a change of it takes the trust away."""
    root = write(package(tmp_path), {"ferrule.toml": "[[gate]]\nid = 'x'\nargv = ['true']\n"})
    settings = settings_of(root, Flags())

    before = barred(settings, root, standing(root), vouched=False)
    vouched = barred(settings, root, standing(root), vouched=True)
    remember(root)
    after = barred(settings, root, standing(root), vouched=False)
    write(root, {"ferrule.toml": "[[gate]]\nid = 'x'\nargv = ['false']\n"})
    changed = barred(settings, root, standing(root), vouched=False)
    monkeypatch.setenv(VARIABLE, "1")

    assert before is not None
    assert changed is not None
    assert (Reason.UNTRUSTED, "ferrule trust") == (before.reason, before.remedy)
    assert "its settings changed since it was trusted" in changed.detail
    assert (None, None) == (vouched, after)
    assert barred(settings, root, standing(root), vouched=False) is None


def test_a_file_that_trust_does_not_cover_runs_nothing(tmp_path: Path) -> None:
    """A workspace that is allowed only because it has no settings files has no say in what runs either."""
    settings = Settings(gates=(MIRI,), file="Cargo.toml")

    closed = barred(settings, tmp_path, TRUSTED, vouched=False)
    covered = barred(settings, tmp_path, replace(TRUSTED, files=(tmp_path / "Cargo.toml",)), vouched=False)

    assert closed is not None
    assert "Cargo.toml names this command, and `ferrule trust` does not cover that file" == closed.detail
    assert "move [[gate]] into ferrule.toml, or use `--trust`" == closed.remedy
    assert covered is None


def test_the_environment_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables of this very process, and the gates of this very catalog."""
    monkeypatch.setenv("FERRULE_PROFILE", "quik")
    with pytest.raises(WrongUse, match="FERRULE_PROFILE: no profile 'quik'; did you mean 'quick'"):
        settings_of(package(tmp_path), Flags())
    monkeypatch.setenv("FERRULE_PROFILE", "quick")

    assert "quick" == settings_of(tmp_path, Flags()).profile
