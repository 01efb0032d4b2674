"""The order of faults: the same for the same seed, spread over kinds and files."""

from itertools import islice
from pathlib import Path

from bench.repair.crates import Copy, Crate
from bench.repair.faults import planned

SOURCE = b"fn f(mut a: usize) -> Option<usize> { let mut b = g(&a, &mut a)?; b.clone(); Some(b as usize) }\n"


def crate(folder: Path) -> Copy:
    """Give a crate of three files, one of them for tests only."""
    texts = {"src/lib.rs": b"#[cfg(test)]\nmod tests;\n" + SOURCE, "src/b.rs": SOURCE, "src/tests.rs": SOURCE}
    original = {folder / name: text for name, text in texts.items()}
    return Copy(Crate("example", "0.0.0"), folder, original)


def test_the_order_is_the_seed_s(tmp_path: Path) -> None:
    """One seed gives one order, and another seed another."""
    copy = crate(tmp_path)
    one, same, other = (list(planned(copy, seed)) for seed in (1, 1, 2))

    assert one == same
    assert one != other


def test_kinds_take_turns(tmp_path: Path) -> None:
    """The first faults are all of different kinds."""
    first = list(islice(planned(crate(tmp_path), 1), 8))

    assert 8 == len({fault.site.kind for fault in first})


def test_files_take_turns_and_tests_are_left_out(tmp_path: Path) -> None:
    """Two faults of a kind lie in two files, and none in the file that only tests have."""
    faults = [fault.path.name for fault in planned(crate(tmp_path), 1) if fault.site.kind == "drop-cast"]

    assert {"lib.rs", "b.rs"} == set(faults[:2])
    assert 2 == len(faults)


def test_the_first_kind_can_be_chosen(tmp_path: Path) -> None:
    """A crate may begin where the one before it ended."""
    copy = crate(tmp_path)

    assert next(planned(copy, 1, 0)).site.kind != next(planned(copy, 1, 1)).site.kind
