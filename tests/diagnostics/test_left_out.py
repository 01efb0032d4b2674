"""What the settings of tools keep from their eyes, in words for a row."""

import pytest

from ferrule.diagnostics.left_out import left_out_by_audit, left_out_by_deny, left_out_by_manifests


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("", ""),
        ("[advisories]\nignore = []\n[graph]\ntargets = []\n", ""),
        ('[advisories]\nignore = ["A"]\n', "1 advisory ignored by deny.toml: A"),
        (
            '[advisories]\nignore = ["A", { id = "B", reason = "x" }, { crate = "c@1.0" }]\n',
            "3 advisories ignored by deny.toml: A, B, c@1.0",
        ),
        ('[graph]\ntargets = ["one", { triple = "two" }]\n', "only for one, two (deny.toml)"),
        ('targets = [{ triple = "one" }]\n', "only for one (deny.toml)"),
        (
            '[advisories]\nignore = ["A", "B", "C", "D", "E", "F", "G"]\n',
            "7 advisories ignored by deny.toml: A, B, C, D, E and 2 more",
        ),
        ("advisories = 1\n[graph]\ntargets = 3\n", ""),
        ("[advisories\n", ""),
    ],
)
def test_a_policy(settings: str, words: str) -> None:
    """Ignored advisories and platforms that are left out are named, in each form that cargo-deny takes."""
    assert words == left_out_by_deny(settings, "deny.toml")


def test_settings_of_an_audit() -> None:
    """Ignored advisories, a threshold, and targets as one word or as a list."""
    settings = {
        "advisories": {"ignore": ["A", "B"], "severity_threshold": "high"},
        "target": {"arch": "x86_64", "os": ["linux", "macos"]},
    }
    said = "2 advisories ignored by audit.toml: A, B; none below severity high (audit.toml)"

    assert f"{said}; only for x86_64, linux, macos (audit.toml)" == left_out_by_audit(settings, "audit.toml")
    assert "" == left_out_by_audit({"advisories": [], "target": {}}, "audit.toml")


def test_manifests() -> None:
    """Each dependency is named once, whether a member or the workspace ignores it; other tools' lists do not count."""
    member = '[package.metadata.cargo-shear]\nignored = ["a", "b"]\n'
    workspace = '[workspace.metadata.cargo-shear]\nignored = ["b", "c"]\n[package.metadata.other]\nignored = ["d"]\n'

    assert "3 dependencies ignored in Cargo.toml: a, b, c" == left_out_by_manifests((member, workspace), "cargo-shear")
    assert "" == left_out_by_manifests(("[package.metadata]\ncargo-shear = 1\n", "[", ""), "cargo-shear")
