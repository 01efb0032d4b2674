"""What the settings of a tool keep from its eyes: a row that passed has to tell of it."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_SHOWN = 5


def left_out_by_deny(text: str, name: str) -> str:
    """Give what a deny.toml takes away: ignored advisories, platforms that are not looked at; empty when nothing.

    Args:
        text: of the file; what is no TOML takes away nothing, for then cargo-deny does not begin.
        name: how the file is named to the reader.
    """
    settings = _parsed(text)
    graph = _at(settings, "graph")
    targets = _words(graph.get("targets"), "triple") or _words(settings.get("targets"), "triple")
    ignored = _words(_at(settings, "advisories").get("ignore"), "id", "crate")
    return _joined(_counted("advisory", "advisories", ignored, f"by {name}"), _only(targets, name))


def left_out_by_audit(settings: Mapping[str, Any], name: str) -> str:
    """Give what an audit.toml takes away: ignored advisories, lesser ones, other platforms; empty when nothing."""
    advisories, target = _at(settings, "advisories"), _at(settings, "target")
    threshold = advisories.get("severity_threshold")
    return _joined(
        _counted("advisory", "advisories", _words(advisories.get("ignore")), f"by {name}"),
        f"none below severity {threshold} ({name})" if threshold else "",
        _only([*_words(target.get("arch")), *_words(target.get("os"))], name),
    )


def left_out_by_manifests(texts: Iterable[str], tool: str) -> str:
    """Give the dependencies that manifests tell `tool` to ignore, in their `metadata`; empty when there are none."""
    places = (_at(_parsed(text), owner, "metadata", tool) for text in texts for owner in ("package", "workspace"))
    ignored = dict.fromkeys(word for place in places for word in _words(place.get("ignored")))
    return _counted("dependency", "dependencies", list(ignored), "in Cargo.toml")


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _at(table: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    """Give a table within tables; an empty one where there is none."""
    for name in names:
        found = table.get(name)
        table = found if isinstance(found, Mapping) else {}
    return table


def _words(value: object, *keys: str) -> list[str]:
    """Give the strings of a list, or one alone; of the tables in it what stands at the first of the keys it has."""
    return list(_each(value if isinstance(value, list) else [value], keys))


def _each(values: list[Any], keys: tuple[str, ...]) -> Iterator[str]:
    for value in values:
        word = next((value[key] for key in keys if key in value), None) if isinstance(value, Mapping) else value
        if isinstance(word, str):
            yield word


def _counted(one: str, many: str, names: list[str], where: str) -> str:
    return f"{len(names)} {one if len(names) == 1 else many} ignored {where}: {_listed(names)}" if names else ""


def _only(platforms: list[str], name: str) -> str:
    return f"only for {_listed(platforms)} ({name})" if platforms else ""


def _listed(names: list[str]) -> str:
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
