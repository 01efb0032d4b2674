"""Skills that call for each other in a circle."""

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping


def circles(calls: Mapping[str, Collection[str]]) -> Iterator[tuple[str, ...]]:
    """Yield one circle for each group whose members all reach each other: the shortest from its first name back."""
    back: dict[str, list[str]] = defaultdict(list)
    for name, called in calls.items():
        for one in called:
            back[one].append(name)
    done: set[str] = set()
    for name in reversed(_finished(calls)):
        if name not in done:
            group = _reached(name, back, done)
            done |= group
            first = min(group)
            if len(group) > 1 or first in calls.get(first, ()):
                yield _shortest(first, calls, group)


def _finished(calls: Mapping[str, Collection[str]]) -> list[str]:
    """Give the names in the order in which a search that goes deep first is done with them."""
    order: list[str] = []
    seen: set[str] = set()
    for start in sorted(calls):
        waiting = [(start, iter(calls[start]))] if start not in seen else []
        seen.add(start)
        while waiting:
            name, rest = waiting[-1]
            following = next((one for one in rest if one not in seen), None)
            if following is None:
                order.append(name)
                waiting.pop()
            else:
                seen.add(following)
                waiting.append((following, iter(calls.get(following, ()))))
    return order


def _reached(start: str, back: Mapping[str, Collection[str]], done: Collection[str]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for one in back.get(waiting.pop(), ()):
            if one not in found and one not in done:
                found.add(one)
                waiting.append(one)
    return found


def _shortest(start: str, calls: Mapping[str, Collection[str]], group: Collection[str]) -> tuple[str, ...]:
    """Give the shortest way from a name back to itself, which there is."""
    waiting = deque([start])
    came_from: dict[str, str] = {}
    while start not in came_from:
        name = waiting.popleft()
        for following in calls.get(name, ()):
            if following in group and following not in came_from:
                came_from[following] = name
                waiting.append(following)
    return (*_way(start, came_from[start], came_from), start)


def _way(start: str, end: str, came_from: Mapping[str, str]) -> tuple[str, ...]:
    path = [end]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))
