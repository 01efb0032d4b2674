"""Knowledge of the standard library for adapters: which methods belong to iterators, which types hold others."""

import re
from typing import Final

ITERATING: Final = frozenset(
    [
        "all",
        "any",
        "by_ref",
        "chain",
        "cloned",
        "cmp",
        "collect",
        "copied",
        "count",
        "cycle",
        "enumerate",
        "eq",
        "filter",
        "filter_map",
        "find",
        "find_map",
        "flat_map",
        "flatten",
        "fold",
        "for_each",
        "fuse",
        "inspect",
        "is_sorted",
        "last",
        "lt",
        "map",
        "map_while",
        "max",
        "max_by",
        "max_by_key",
        "min",
        "min_by",
        "min_by_key",
        "ne",
        "next",
        "next_back",
        "nth",
        "nth_back",
        "partition",
        "peekable",
        "position",
        "product",
        "reduce",
        "rev",
        "rfind",
        "rfold",
        "rposition",
        "scan",
        "size_hint",
        "skip",
        "skip_while",
        "step_by",
        "sum",
        "take",
        "take_while",
        "try_fold",
        "try_for_each",
        "unzip",
        "zip",
    ]
)
"""Methods that only iterators have, or that mean another thing on anything else."""
ASKING: Final = frozenset(
    [
        "and_then",
        "as_deref",
        "as_deref_mut",
        "err",
        "expect",
        "expect_err",
        "is_err",
        "is_err_and",
        "is_none",
        "is_none_or",
        "is_ok",
        "is_ok_and",
        "is_some",
        "is_some_and",
        "map_err",
        "map_or",
        "map_or_else",
        "ok",
        "ok_or",
        "ok_or_else",
        "or_else",
        "unwrap",
        "unwrap_err",
        "unwrap_or",
        "unwrap_or_default",
        "unwrap_or_else",
    ]
)
"""Methods that only an `Option` or a `Result` has."""
COLLECTED: Final = frozenset({"join", "concat", "is_empty", "contains", "first", "to_vec", "windows"})
"""Methods of slices that are looked for on iterators."""
WRITING: Final = frozenset(
    [
        "append",
        "clear",
        "dedup",
        "drain",
        "entry",
        "extend",
        "extend_from_slice",
        "get_mut",
        "insert",
        "insert_str",
        "iter_mut",
        "last_mut",
        "pop",
        "pop_back",
        "pop_front",
        "push",
        "push_back",
        "push_front",
        "push_str",
        "remove",
        "resize",
        "retain",
        "reverse",
        "rotate_left",
        "rotate_right",
        "set",
        "sort",
        "sort_by",
        "sort_by_key",
        "sort_unstable",
        "split_off",
        "swap",
        "swap_remove",
        "take",
        "truncate",
        "values_mut",
        "write",
    ]
)
"""Methods of the standard library that change what they are called on."""
_ADAPTERS: Final = re.compile(
    r"^(?:\w+::)*(?:Map|Filter|FilterMap|Chain|Zip|Rev|Take|Skip|Enumerate|Cloned|Copied|FlatMap|Flatten|Peekable|StepBy|"
    r"TakeWhile|SkipWhile|MapWhile|Scan|Inspect|Chars|CharIndices|Bytes|Split|SplitWhitespace|SplitN|Lines|Keys|Values)"
    r"(?:<|$)"
)
"""Types of the standard library that are iterators."""
_TEXTS: Final = re.compile(r"^(?:&(?:'\w+ )?(?:mut )?)*(?:(?:std|alloc)::string::)?(?:String|str)$")
_HOLDS: Final = re.compile(r"^(?:&(?:'\w+ )?(?:mut )?)*(?:(?:Rc|Arc|Box)<)*(?:[\w:]*::)?(\w+)<")


def is_text(found: str) -> bool:
    """Say whether a type, in the compiler's words, is `str` or `String`, behind references or not."""
    return _TEXTS.match(found) is not None


def is_adapter(found: str) -> bool:
    """Say whether a type, in the compiler's words, is one of the standard library's iterators."""
    return _ADAPTERS.match(found) is not None


def opened(found: str) -> tuple[str, ...]:
    """Give what is appended to a value of this type to get at the value inside, likeliest first; empty for others."""
    inside = re.sub(r"\b(?:std|core|alloc)::(?:\w+::)*", "", found)
    holds = _HOLDS.match(inside)
    kind = holds[1] if holds else ""
    if kind == "RefCell":
        return ".borrow()", ".borrow_mut()"
    if kind == "Mutex":
        return (".lock().unwrap()",)
    if kind == "RwLock":
        return ".read().unwrap()", ".write().unwrap()"
    if kind == "Cell":
        return (".get()",)
    return ()
