"""Which stage of rustc a diagnostic comes from, for comparing two states of a crate.

The tables were tried out with rustc 1.95. What `-Zunpretty=normal` reports belongs to the parser, what only
`-Zunpretty=expanded` reports to name resolution. An error belongs to the borrow checker's stage when a type
error in the same function hides it, and it hides no borrow error itself. Errors of different functions rarely
hide each other: only an unknown trait (E0404, E0405) and what the parser cannot get over hide all that follows.
"""

import re
from typing import Final

from ferrule.facts.finding import Level, Phase

ICE: Final = "ICE"
"""The rule of a crash of the compiler: how far it came is unknown, so it counts as the first stage."""


def phase_of(code: str | None, message: str, level: Level) -> Phase:
    """Give the stage that spoke; lints and all that is no error count as the last one."""
    if level is not Level.ERROR:
        return Phase.LINT
    if code is None:
        return next((phase for phase, words in _UNCODED if words.search(message)), Phase.PARSE)
    if code == ICE:
        return Phase.PARSE
    if not _IS_ERROR_CODE.fullmatch(code):
        return Phase.LINT
    return next((phase for phase, codes in _CODED if code in codes), Phase.TYPE)


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


_IS_ERROR_CODE = re.compile(r"E[0-9]{4}")

_PARSE: Final = _codes(
    """
    E0130 E0178 E0197 E0198 E0379 E0449 E0516 E0561 E0567 E0568 E0583 E0584 E0585 E0586 E0642 E0670 E0704 E0743
    E0748 E0753 E0758 E0762 E0763 E0765 E0766 E0768
    """
)
"""The parser's and those of the checks of pure syntax that follow it."""

_RESOLVE: Final = _codes(
    """
    E0106 E0128 E0201 E0226 E0252 E0254 E0255 E0259 E0260 E0261 E0262 E0263 E0316 E0323 E0324 E0325 E0364 E0365
    E0380 E0401 E0403 E0404 E0405 E0407 E0408 E0409 E0411 E0412 E0415 E0416 E0422 E0423 E0424 E0425 E0426 E0428
    E0429 E0430 E0431 E0432 E0433 E0434 E0435 E0437 E0438 E0452 E0453 E0458 E0460 E0461 E0462 E0463 E0464 E0466
    E0468 E0469 E0496 E0514 E0519 E0530 E0531 E0532 E0536 E0537 E0541 E0552 E0557 E0565 E0573 E0574 E0575 E0576
    E0577 E0578 E0589 E0603 E0637 E0659 E0665 E0666 E0710 E0726 E0735 E0742 E0754 E0767 E0770 E0774 E0777 E0783
    E0799 E0800 E0802
    """
)
"""Names, imports, macros, attributes and the loading of other crates. E0412 is in E0425 since Rust 1.95."""

_BORROW: Final = _codes(
    """
    E0080 E0133 E0309 E0310 E0311 E0373 E0381 E0382 E0383 E0384 E0446 E0451 E0495 E0499 E0500 E0501 E0502 E0503
    E0505 E0506 E0507 E0508 E0509 E0510 E0515 E0521 E0524 E0594 E0595 E0596 E0597 E0621 E0623 E0626 E0700
    E0712 E0713 E0716 E0733 E0759 E0793
    """
)
"""The borrow checker's, and what else is looked at only where the types are right.

Those are the evaluation of constants (E0080), unsafety (E0133, E0793), the privacy of types (E0446, E0451) and
the size of futures (E0733).
"""

_CODED: Final = ((Phase.PARSE, _PARSE), (Phase.RESOLVE, _RESOLVE), (Phase.BORROW, _BORROW))

_UNCODED: Final = (
    (
        Phase.RESOLVE,
        re.compile(
            r"^cannot (?:find|determine resolution for) |^imports need to be explicitly named"
            r"|^environment variable `.*` not defined|^(?:proc.macro|custom attribute) .*panicked"
        ),
    ),
    (
        Phase.BORROW,
        re.compile(
            r"^lifetime may not live long enough|does not live long enough$|^higher-ranked (?:lifetime|subtype) error"
            r"|is not general enough$|captured variable cannot escape|^borrowed data escapes"
            r"|^borrow of moved value|^use of moved value|^cannot (?:borrow|move out of) |^linking with `"
        ),
    ),
    (
        Phase.TYPE,
        re.compile(
            r"attribute cannot be used (?:on|at) |is not yet stable as a const|in constant functions$"
            r"|in a const context|^missing required bound on |is not of type `"
            r"|relaxed bounds are not permitted|^expected type, found "
        ),
    ),
)
"""Errors without a code that are not about syntax, by how their message reads."""
