"""A time to reach as people write it: the limit, then the command that measures."""

from ferrule.errors import WrongUse
from ferrule.facts.target import Target, target_of


def targets_of(given: list[str] | None) -> tuple[Target, ...]:
    """Give the targets that are meant by words such as `120us cargo bench --bench parse` (P37).

    Raises:
        WrongUse: for other words, such as those of Cargo's own `--target`.
    """
    try:
        return tuple(target_of(words) for words in given or ())
    except ValueError as fault:
        form = "a limit in ns, us, ms or s, then a command: --target '120us cargo bench --bench parse'"
        raise WrongUse(f"--target: {fault}; it takes {form}") from fault
