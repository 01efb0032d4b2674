"""The Rust patterns that an answer may name, each in one line (P28)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

PATTERNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "actor": "one task owns the state, all others send it messages through a channel",
        "arena-index": "values live in one vector, and refer to each other by index instead of by reference",
        "borrow-instead-of-own": "a function that only reads takes `&T` or `&str`, so that its callers keep theirs",
        "builder": "a value is put together step by step, and exists only when it is complete",
        "clone-on-write": "`Cow` borrows as long as nobody writes, and owns from then on",
        "command-query": "what looks and what changes are two methods, so that no borrow outlives the look",
        "deref-guard": "access through a guard whose end gives the lock or the borrow back",
        "entry-api": "one look-up that gives the place, instead of a look-up and an insertion that borrow twice",
        "enum-dispatch": "a closed set of cases is an enum, and a match finds the one that is forgotten",
        "error-enum": "one error type per crate with `From` for its causes, so that `?` converts",
        "extension-trait": "methods for a foreign type through a trait of one's own",
        "generic-bound": "a type parameter with the bounds that its body needs, instead of one concrete type",
        "guard-scope": "a lock is held in a block of its own that ends before the next await or call",
        "interior-mutability": "`Cell`, `RefCell` or `Mutex` where sharing is needed and `&mut` cannot be had",
        "iterator-adapter": "a chain over an iterator instead of an index loop that borrows the collection again",
        "newtype": "a struct around a type, for a trait or an invariant that the type itself cannot have",
        "own-instead-of-borrow": "a struct or task owns its data, where a lifetime would have to outlive its source",
        "scope-narrowing": "a borrow ends sooner: a block, a value copied out, a statement that comes later",
        "scoped-threads": "threads that end within a scope, and so may borrow from it",
        "sealed-trait": "a trait that only its own crate can implement, and so may grow",
        "shared-ownership": "`Rc` or `Arc` where several owners are real and none of them is the last by design",
        "split-borrow": "fields or slices are lent apart, so that two exclusive borrows do not overlap",
        "take-and-replace": "`mem::take`, `mem::replace` or `Option::take` move a value out and leave another one",
        "trait-object": "`dyn Trait` where the set of types is open and chosen while the program runs",
        "typestate": "a state is a type, so that a call in the wrong state does not compile",
        "weak-reference": "`Weak` for the way back in a structure that would own itself",
    }
)
"""By name: what the pattern does."""
ALIASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "arena": "arena-index",
        "cow": "clone-on-write",
        "entry": "entry-api",
        "index": "arena-index",
        "refcell": "interior-mutability",
        "mem-take": "take-and-replace",
        "mem-replace": "take-and-replace",
        "arc": "shared-ownership",
        "rc": "shared-ownership",
        "weak": "weak-reference",
        "dyn-trait": "trait-object",
    }
)
"""Other names that people use for them."""


def pattern_named(name: str) -> str | None:
    """Give the name in the catalogue that a writer means; None when there is no such pattern."""
    plain = "-".join(name.replace("_", " ").replace("-", " ").replace("/", " ").lower().split())
    plain = ALIASES.get(plain, plain)
    return plain if plain in PATTERNS else None
