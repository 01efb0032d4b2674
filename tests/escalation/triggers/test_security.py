"""What counts as a matter of security, by the syntax around the error and by the manifest."""

from dataclasses import replace
from pathlib import Path

import pytest

from escalation.scenes import Checked, checked, with_crate
from ferrule.escalation.triggers.catalog import detect
from ferrule.facts.finding import Finding, Level

pytestmark = pytest.mark.cargo
RING = "pub mod hmac { pub struct Key; pub fn verify(_: &Key, _: &[u8]) -> bool { true } }\n"


def linked(root: Path, name: str, text: str) -> Checked:
    """Check a library that links a crate with the items of `RING`."""
    files, lines = with_crate(name, RING)
    return checked(root, {"src/lib.rs": text, **files}, lines)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pub unsafe fn f(p: *const u8) -> char { unsafe { *p.add(()) } }", "an unsafe block (line 1)"),
        ("pub unsafe fn f(p: *const u8) -> Vec<u8> { let q: Vec<u8> = p; q }", "an unsafe function"),
        ('use ring::hmac;\npub fn f(k: &hmac::Key) -> u8 { hmac::verify(k, b"a") }', "uses `hmac` of ring"),
        ('pub fn f(k: &ring::hmac::Key) -> u8 { ring::hmac::verify(k, b"a") }', "uses `ring` of ring"),
    ],
    ids=["block", "function", "imported", "by path"],
)
def test_errors_at_unsafe_code_and_secrets_jump(tmp_path: Path, text: str, words: str) -> None:
    """Where compiling is no evidence, nobody tries edits until one compiles."""
    trigger = detect(linked(tmp_path, "ring", text).scene)

    assert trigger is not None
    assert (trigger.name, trigger.level) == ("security", 3)
    assert words in trigger.evidence


@pytest.mark.parametrize(
    "text",
    [
        "pub unsafe fn g() {}\npub fn f() { g() }",
        "pub unsafe fn f(p: *const u8) -> u32 { unsafe { *p } }",
        'pub unsafe fn g() {}\npub fn f() -> u8 { "" }',
        'use ring::hmac;\npub fn g(k: &hmac::Key) -> bool { hmac::verify(k, b"") }\npub fn f() -> u8 { "" }',
        'pub fn f() -> u8 { let ring = ""; let secret_key = ring; secret_key }',
        'use ring::hmac;\npub fn f(k: &hmac::Key) -> bool { hmac::verifi(k, b"") }',
    ],
    ids=["E0133 itself", "rustc is sure", "beside unsafe", "beside a key", "only names", "misspelt"],
)
def test_what_only_sounds_like_it_does_not_jump(tmp_path: Path, text: str) -> None:
    """Names of variables, the next function and a misspelt path are no facts about security."""
    assert detect(linked(tmp_path, "ring", text).scene) is None


def test_a_crate_with_an_advisory_jumps(tmp_path: Path) -> None:
    """An item that uses a crate of which an advisory speaks is looked at; without the advisory it is not."""
    scene = linked(tmp_path, "frames", 'pub fn f(k: &frames::hmac::Key) -> u8 { frames::hmac::verify(k, b"") }').scene
    said = Finding(
        "cargo-audit", "RUSTSEC-2020-0001", Level.ERROR, "frames 0.1.0: reads freed memory", package="frames"
    )

    assert detect(scene) is None
    assert (trigger := detect(replace(scene, audits=(said,)))) is not None
    assert trigger.evidence.endswith("uses `frames` of frames, of which RUSTSEC-2020-0001 speaks")


def test_the_name_in_the_manifest_counts(tmp_path: Path) -> None:
    """A crate that was renamed is known by its package."""
    files, _ = with_crate("ring", RING)
    lines = '[workspace]\nexclude = ["vendor"]\n[dependencies]\nsums = { path = "vendor/ring", package = "ring" }\n'
    text = 'pub fn f(k: &sums::hmac::Key) -> u8 { sums::hmac::verify(k, b"") }'
    trigger = detect(checked(tmp_path, {"src/lib.rs": text, **files}, lines).scene)

    assert trigger is not None
    assert trigger.evidence.endswith("uses `sums` of ring")
