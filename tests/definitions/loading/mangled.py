"""Definitions that were damaged in every way that bytes allow, the same ones for the same seed."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_SOUND: Final = (
    "---\nname: parser-notes\ndescription: Keeps notes on parsers, and says which to take.\nlicense: MIT\nmetadata:\n"
    "  category: rust\n  invocation: explicit-only\n---\n\n# Notes\n\nSee `references/list.md` and $other-notes.\n",
    "---\nname: reviewer\ndescription: Looks at changes: names, tests, errors.\nmodel: haiku\ntools: Read, Grep\n"
    "skills: [parser-notes]\n---\n\nYou are a careful reader.\n\n- run the /tidy command\n- escalate to @lead-of-all\n",
    "---\ndescription: |\n  Tidies the tree.\n  Twice: before and after.\nargument-hint: <crate> [--all]\n"
    "disable-model-invocation: yes\n---\n\n```bash\ncargo fmt\n```\n\nNow: !`git status`\n",
    "No front matter here, only [a link](references/a.md) and `scripts/run.sh`.\n",
)
_PIECES: Final = (
    *(
        b"---\n",
        b"...\n",
        b": ",
        b" #",
        b"\t",
        b"\0",
        b"\r\n",
        b"\r",
        b"\n\n",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xc3\x28",
    ),
    *(b"&a [*a, *a]\n", b"*a", b"!!python/object/apply:os.system [id]\n", b"? [a]\n: b\n", b"%YAML 9.9\n"),
    *(
        b"[" * 60,
        b"{" * 60,
        b"- " * 60,
        b"'",
        b'"',
        b"|",
        b">",
        b"`",
        b"```",
        b"~~~",
        b"@a-b",
        b"$a-b",
        b"/run",
        b"!`x`",
    ),
    *(
        b"name: \n",
        b"name: [a]\n",
        b"description: 7\n",
        b"metadata: 1\n",
        b"\xe2\x80\xae",
        "é\u200b".encode(),
        b"\x85\x93",
    ),
    *(b"disable-model-invocation: maybe\n", b"](../../x.md)", b"`references/../../../x`", b"](a%00.md)", b"{" * 2000),
)


def mangled(seed: int, count: int) -> Iterator[bytes]:
    """Yield damaged files."""
    chance = random.Random(seed)  # noqa: S311 - the same damage for each run
    for _ in range(count):
        data = chance.choice(_SOUND).encode()
        for _ in range(chance.randint(0, 6)):
            data = damaged(data, chance)
        yield data


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Give bytes with one more damage."""
    start = chance.randint(0, len(data))
    end = min(len(data), start + chance.randint(0, 40))
    kind = chance.randint(0, 6)
    if kind == 0:
        return data[:start] + data[end:]
    if kind == 1:
        return data[:start] + data[start:end] * chance.randint(2, 9) + data[end:]
    if kind == 2:
        return data[:start] + bytes(chance.randrange(256) for _ in range(chance.randint(1, 8))) + data[end:]
    if kind == 3:
        lines = data.split(b"\n")
        chance.shuffle(lines)
        return b"\n".join(lines)
    if kind == 4 and chance.random() < 0.2:
        return data.decode("latin-1").encode("utf-16")
    return data[:start] + chance.choice(_PIECES) + data[start:]


def written(root: Path, seed: int, count: int) -> set[str]:
    """Write damaged definitions into the folders of a host, some with a damaged file beside; gives their paths."""
    paths = set()
    chance = random.Random(seed)  # noqa: S311 - as above
    for number, data in enumerate(mangled(seed, count)):
        kind = number % 3
        folder = root / ".claude" / ("skills", "agents", "commands")[kind]
        path = folder / f"d{number}" / "SKILL.md" if kind == 0 else folder / f"g{number % 20}" / f"d{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        paths.add(str(path))
        if kind == 0 and number % 4 == 0:
            (path.parent / "agents").mkdir()
            beside = damaged(b"policy:\n  allow_implicit_invocation: false\ninterface:\n  display_name: D\n", chance)
            (path.parent / "agents/openai.yaml").write_bytes(beside)
    return paths
