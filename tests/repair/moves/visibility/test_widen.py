"""Private items of the same crate become visible in it, no further."""

from ferrule.facts.repair import CostKind
from repair.moves.mending import mend

CRATE = {
    "lib.rs": "mod model;\npub fn name(user: &model::User) -> &str { model::shown(&user.name) }\n",
    "model.rs": "struct Other;\npub struct User { name: String }\nfn shown(name: &str) -> &str { name }\n",
}
METHODS = """pub mod model {
    pub struct User(pub String);
    impl User {
        fn name(&self) -> &str { &self.0 }
        pub fn size(&self) -> usize { self.0.len() }
    }
}
pub fn both(user: &model::User) -> (&str, usize) { (user.name(), user.size()) }
"""


def test_items_and_fields_in_another_file() -> None:
    """A private function and a private field become `pub(crate)`, each at a price."""
    mended = mend(CRATE)
    assert mended.compiles
    model = CRATE["model.rs"].replace("{ name:", "{ pub(crate) name:").replace("fn shown", "pub(crate) fn shown")
    assert mended.files == {**CRATE, "model.rs": model}
    assert set(mended.costs) == {CostKind.WIDENED_VISIBILITY}


def test_what_belongs_to_another_crate_stays_private() -> None:
    """A field of the standard library cannot be made visible."""
    mended = mend("pub fn len(text: &String) -> usize { text.vec.len() }\n")
    assert not mended.compiles
    assert mended.moves == ()
    assert mended.faults == ()


def test_as_its_neighbours() -> None:
    """A method among public ones becomes public as they are."""
    mended = mend(METHODS)
    assert mended.text == METHODS.replace("        fn name", "        pub fn name")
    assert mended.moves == ("widen-visibility",)


def test_what_is_exported_has_to_be_public() -> None:
    """A `pub use` asks for no less than `pub`, on an item and on a module."""
    mended = mend("mod a {\n    pub(crate) struct X;\n}\npub use a::X;\n")
    assert mended.text == "mod a {\n    pub struct X;\n}\npub use a::X;\n"
    mended = mend("mod a {\n    pub struct X;\n}\npub use a as b;\n")
    assert mended.text == "pub mod a {\n    pub struct X;\n}\npub use a as b;\n"


def test_a_trait_that_is_not_reachable() -> None:
    """A private trait of which a method is called becomes visible and is imported."""
    impl = "    impl Show for u8 { fn show(&self) -> u8 { *self } }\n"
    text = f"mod a {{\n    trait Show {{ fn show(&self) -> u8; }}\n{impl}}}\n"
    mended = mend(text + "pub fn f() -> u8 { 1u8.show() }\n")
    seen = text.replace("trait Show", "pub(crate) trait Show", 1)
    assert mended.text == f"use crate::a::Show;\n{seen}pub fn f() -> u8 {{ 1u8.show() }}\n"


def test_what_a_glob_does_not_bring() -> None:
    """A function that is there and not accessible is the one that is meant."""
    inner = "    mod b {\n        fn go() -> u8 { 1 }\n        pub fn stay() {}\n    }\n"
    text = f"mod a {{\n{inner}    pub use self::b::*;\n}}\n"
    mended = mend(text + "pub fn f() -> u8 { a::go() }\n")
    assert mended.text == text.replace("        fn go", "        pub fn go") + "pub fn f() -> u8 { a::go() }\n"


def test_a_macro_that_is_handed_on() -> None:
    """A macro becomes public by its attribute, so that the import stays public."""
    before = "mod a {\n    macro_rules! one { () => { 1 } }\n    pub use one;\n}\npub fn f() -> u8 { a::one!() }\n"
    assert mend(before).text == before.replace("    macro_rules!", "    #[macro_export]\n    macro_rules!")


def test_a_lint_that_is_denied() -> None:
    """A public function gives what is private, and the crate denies that."""
    text = "#![deny(private_interfaces)]\npub struct Invalid;\npub fn f() -> Result<u8, Invalid> { Err(Invalid) }\n"
    assert text == mend(text.replace("pub struct", "struct")).text
