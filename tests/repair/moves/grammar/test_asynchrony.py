"""`.await` outside of what is `async`."""

from repair.moves.mending import mend


def test_the_function_is_async() -> None:
    """Its visibility stays in front."""
    text = "async fn one() -> u8 { 1 }\n{} two() -> u8 {{ one().await + 1 }}\n".replace("{ 1 }", "{{ 1 }}")
    mended = mend(text.format("pub(crate) fn"))
    assert mended.text == text.format("pub(crate) async fn")
    assert mended.moves == ("make-async",)


def test_main_cannot_be() -> None:
    """A program begins without anybody who could wait for it."""
    mended = mend({"main.rs": "async fn one() {}\nfn main() { one().await }\n"})
    assert not mended.compiles
    assert mended.moves == ()
