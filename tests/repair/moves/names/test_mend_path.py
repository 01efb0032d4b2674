"""Paths that lead nowhere: a missing beginning, a missing or misspelt part."""

import pytest

from repair.moves.mending import mend

MODEL = "pub struct User { pub name: String }\npub mod parts {\n    pub struct Badge(pub u8);\n}\n"
VIEW = "pub fn show(user: &User, badge: &Badge) -> usize { user.name.len() + usize::from(badge.0) }\n"


@pytest.mark.parametrize("wrong", ["crate::modle::User", "super::modle::User", "model::User"])
def test_of_the_crate(wrong: str) -> None:
    """A module of the crate is found from its root, whatever is wrong before the name."""
    head = "use crate::model::parts::Badge;\n"
    mended = mend({"lib.rs": "mod model;\nmod view;\n", "model.rs": MODEL, "view.rs": f"use {wrong};\n{head}{VIEW}"})
    assert mended.compiles
    assert "model::User;" in mended.files["view.rs"]
    assert mended.faults == ()


def test_a_part_in_the_middle() -> None:
    """What lies deeper in a module is imported from there."""
    view = f"use crate::model::User;\nuse crate::model::Badge;\n{VIEW}"
    mended = mend({"lib.rs": "mod model;\nmod view;\n", "model.rs": MODEL, "view.rs": view})
    assert mended.files["view.rs"] == view.replace("model::Badge", "model::parts::Badge")


def test_a_module_that_is_called_like_a_crate() -> None:
    """An own module `core` needs `crate::` before it; the whole list is imported through it."""
    files = {"lib.rs": "mod core;\nmod wrap;\n", "core.rs": "pub struct Word;\npub fn width() -> u8 { 1 }\n"}
    mended = mend({**files, "wrap.rs": "use core::{width, Word};\npub fn f(_: Word) -> u8 { width() }\n"})
    assert mended.files["wrap.rs"].startswith("use crate::core::{width, Word};\n")
    assert mended.moves == ("mend-path",)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("use std::collection::HashMap;", "use std::collections::HashMap;"),
        ("use std::{HashMap, fmt::Debug};", "use std::{collections::HashMap, fmt::Debug};"),
    ],
)
def test_of_the_standard_library(wrong: str, right: str) -> None:
    """The modules of the standard library are known from its documentation."""
    rest = "\npub fn f(m: &HashMap<u8, u8>) -> usize { m.len() }\n"
    mended = mend(wrong + rest)
    assert mended.text == right + rest


def test_nothing_for_what_nobody_has() -> None:
    """A crate that is not there is not made up."""
    mended = mend("use nowhere_at_all::Thing;\npub fn f(_: Thing) {}\n")
    assert not mended.compiles
    assert "mend-path" not in mended.moves


def test_where_a_path_starts() -> None:
    """What stands before `crate` is left out."""
    before = "pub struct A;\npub mod m { pub fn f() -> crate::A { ::crate::A } }\n"
    assert mend(before).text == before.replace("::crate::A }", "crate::A }")


def test_an_import_through_an_alias() -> None:
    """The enum itself is imported from, not its alias."""
    before = "pub enum E { One }\npub type A = E;\nuse A::One;\npub fn f() -> E { One }\n"
    assert mend(before).text == before.replace("use A::One", "use E::One")


def test_a_crate_that_can_do_without_std() -> None:
    """Where the file itself imports nothing yet, `core` is named in such a crate."""
    mended = mend("#![no_std]\nuse fmt::Debug;\npub fn f<T: Debug>(_: T) {}\n")
    assert "use core::fmt::Debug;" in mended.text
