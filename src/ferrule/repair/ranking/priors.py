"""The counts that ferrule comes with: fitted on programs of its development, never on those it is measured on."""

import functools
from importlib.resources import files

import msgspec

from ferrule.facts.ranking import Priors


@functools.cache
def shipped() -> Priors:
    """Give the counts of the data file beside this module, with where they are from."""
    text = files("ferrule.repair.ranking").joinpath("priors.json").read_bytes()
    return msgspec.json.decode(text, type=Priors)
