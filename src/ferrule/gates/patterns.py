"""A team's own patterns over the output of its own gate; runs as its own process and imports nothing of ferrule.

A regular expression can take longer than the age of the universe, and nothing in the same process can stop it.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_LONGEST = 1000
_MOST_LINES = 100


def told(text: str, seen: str, failed: str) -> dict[str, object]:
    """Give what the patterns find: `count`, `strange` (what should be a number and is none) and `lines`.

    An empty pattern finds nothing; a match of nothing is none.
    """
    count, strange = _counted(text, seen) if seen else (0, "")
    lines = list(_lines(text, failed)) if failed else []
    return {"count": count, "strange": strange, "lines": lines}


def _counted(text: str, pattern: str) -> tuple[int, str]:
    """Give the sum of the numbers in the first group, or how many matches there are where there is no group."""
    count, strange = 0, ""
    for match in _matches(text, pattern):
        if match.re.groups == 0:
            count += 1
        elif match[1] is not None:
            digits = re.sub(r"[,_\s]", "", match[1])
            if re.fullmatch("[0-9]{1,15}", digits):
                count += int(digits)
            else:
                strange = strange or match[1][:_LONGEST]
    return count, strange


def _lines(text: str, pattern: str) -> Iterator[str]:
    """Yield the line of each match (where its first group begins, else it), once, no more than a reader can use."""
    end = -1
    number = 0
    for match in _matches(text, pattern):
        place = match.start(1) if match.re.groups and match.start(1) >= 0 else match.start()
        if place <= end:
            continue
        begin, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
        end = len(text) if end < 0 else end
        yield text[begin:end].strip()[:_LONGEST]
        number += 1
        if number == _MOST_LINES:
            return


def _matches(text: str, pattern: str) -> Iterator[re.Match[str]]:
    return (match for match in re.finditer(pattern, text, re.MULTILINE) if match.group())


if __name__ == "__main__":
    # U+FFFD and all else outside of ASCII is escaped: whatever the locale is, the answer can be written.
    sys.stdout.write(json.dumps(told(Path(sys.argv[1]).read_text("utf-8", "replace"), sys.argv[2], sys.argv[3])))
