"""Head and tail of a stream: whole lines, whole characters, nothing held twice."""

import pytest

from ferrule.process.capture import Capture


def test_a_character_across_the_end_of_the_head_stays_whole() -> None:
    """What was not cut is decoded in one piece."""
    capture = Capture(5, None)
    capture.feed("abcdé".encode())
    capture.feed(b"f\n")

    assert capture.close().text == "abcdéf\n"


def test_the_cut_is_counted_and_lines_stay_whole() -> None:
    """Head, a line that says how much is missing, tail."""
    capture = Capture(10, None)
    for number in range(100):
        capture.feed(b"line%02d\n" % number)

    captured = capture.close()

    assert captured.text == "line00\n[ferrule: 686 bytes cut here]\nline99\n"
    assert captured.cut_bytes == 686


def test_no_more_is_held_than_was_asked_for() -> None:
    """A flood takes the room of head and tail, and a little more."""
    capture = Capture(1000, None)
    held = []
    for _ in range(1000):
        capture.feed(b"x" * 99 + b"\n")
        held.append(len(capture._head) + len(capture._tail))

    capture.close()

    assert max(held) <= 2 * 1000 + 350
    assert len(capture._head) + len(capture._tail) == 0


@pytest.mark.parametrize("chunk", [1000, 100_000])
def test_a_long_line_is_cut_between_words(chunk: int) -> None:
    """Half of a word may be half of a secret, which nobody would know as one; what follows is another line."""
    heard: list[str] = []
    capture = Capture(10, heard.append)
    line = b"word " * 818 + b"secret-that-goes-on" + b"x" * 9000 + b"\n" + b"y" * 9000 + b"\nnext\n"

    for at in range(0, len(line), chunk):
        capture.feed(line[at : at + chunk])

    assert ["word " * 817 + "word", "", "next"] == heard
