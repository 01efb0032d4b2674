"""Errors where compiling is no evidence: inside of unsafe code, and where secrets or advisories are at hand (P34)."""

from collections.abc import Iterator, Mapping
from typing import Final

from tree_sitter import Node

from ferrule.escalation.sources import text_of
from ferrule.escalation.triggers.linked import linked
from ferrule.escalation.triggers.scene import Scene, node_at, package_of, primary
from ferrule.facts.finding import Finding, Phase
from ferrule.repair.classes import class_of
from ferrule.repair.search.candidates import SURE
from ferrule.syntax.imports import imports_of
from ferrule.syntax.items import text_of as text_at
from ferrule.syntax.tree import ITEMS, enclosing

NAME: Final = "security"
ROW: Final = "P34"
_PHASES: Final = frozenset({Phase.TYPE, Phase.BORROW})
"""A name that is not found, or a comma, is no question of safety."""
_NAMES: Final = frozenset({"identifier", "type_identifier"})
_GUARDING: Final = frozenset({
    "aead", "aes", "aes-gcm", "aes-gcm-siv", "age", "argon2", "aws-lc-rs", "bcrypt", "boring", "capctl", "caps",
    "casbin", "chacha20", "chacha20poly1305", "crypto_box", "crypto_secretbox", "curve25519-dalek", "ecdsa",
    "ed25519-dalek", "elliptic-curve", "hkdf", "hmac", "jsonwebtoken", "k256", "keyring", "landlock",
    "libsodium-sys", "native-tls", "oauth2", "openidconnect", "openssl", "orion", "p256", "p384", "p521", "pam",
    "password-hash", "pbkdf2", "privdrop", "rcgen", "ring", "rsa", "rustls", "rustls-webpki", "scrypt",
    "seccompiler", "secrecy", "sequoia-openpgp", "snow", "sodiumoxide", "subtle", "tokio-native-tls",
    "tokio-rustls", "totp-rs", "webauthn-rs", "webpki", "x25519-dalek", "x509-cert", "x509-parser", "zeroize",
})  # fmt: skip
"""Packages for cryptography, secrets, signing in and permissions. Plain hashes are not among them: they count bytes."""


def evidence(scene: Scene) -> str:
    """Give what makes the error a matter of security; empty where it is none."""
    spot = primary(scene.error)
    if spot is None or scene.error.phase not in _PHASES or _is_answered(scene.error):
        return ""
    node = node_at(scene, spot)
    where = f"{spot.path}:{scene.error.line}"
    if class_of(scene.error) != "unsafe" and (around := _unsafe(node)):
        return f"the error at {where} stands in {around}"
    item = enclosing(node, *ITEMS)
    text, package = text_of(spot.path, scene.sources), package_of(scene, spot.path)
    if item is None or text is None or package is None:
        return ""
    used = dict(_used(item, text, linked(scene, package)))
    advised = {finding.package: finding.rule for finding in scene.audits if finding.package}
    for name, package_name in used.items():
        if package_name in advised:
            return f"the item at {where} uses `{name}` of {package_name}, of which {advised[package_name]} speaks"
        if package_name in _GUARDING:
            return f"the item at {where} uses `{name}` of {package_name}"
    return ""


def _is_answered(error: Finding) -> bool:
    """Say whether rustc itself is sure of an edit: that is tried first."""
    return any(suggestion.applicability == SURE for suggestion in error.suggestions)


def _unsafe(node: Node | None) -> str:
    """Give the unsafe code around a node: a block, a function or an impl; empty where it is safe."""
    while node is not None:
        if node.type == "unsafe_block":
            return f"an unsafe block (line {node.start_point.row + 1})"
        is_marked = node.type in {"function_item", "impl_item"} and any(_is_unsafe(child) for child in node.children)
        if is_marked:
            return f"an unsafe {'function' if node.type == 'function_item' else 'impl'}"
        node = node.parent
    return ""


def _is_unsafe(child: Node) -> bool:
    return child.type == "unsafe" or (
        child.type == "function_modifiers" and any(one.type == "unsafe" for one in child.children)
    )


def _used(item: Node, text: bytes, crates: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the names in an item that come from a linked crate, each with the name of its package."""
    imported = {found.name: found.path[0] for found in imports_of(text) if found.path}
    waiting = [item]
    while waiting:
        node = waiting.pop(0)
        waiting.extend(node.named_children)
        if node.type in _NAMES and _is_head(node):
            name = text_at(node)
            crate = imported.get(name, name if _leads_a_path(node) else "")
            if crate in crates:
                yield name, crates[crate]


def _is_head(node: Node) -> bool:
    """Say whether a name stands alone or at the beginning of a path: the rest of a path is looked up in that."""
    above = node.parent
    if above is None or above.type not in {"scoped_identifier", "scoped_type_identifier"}:
        return True
    return above.child_by_field_name("name") != node or above.child_by_field_name("path") is None


def _leads_a_path(node: Node) -> bool:
    above = node.parent
    scoped = {"scoped_identifier", "scoped_type_identifier"}
    return above is not None and above.type in scoped and above.child_by_field_name("path") == node
