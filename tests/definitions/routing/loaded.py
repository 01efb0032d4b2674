"""Definitions as a loader would give them, and one call that routes what a user says."""

from ferrule.definitions.routing.router import route
from ferrule.facts.definition import Definition, Definitions, Invocation, Kind, Scope
from ferrule.facts.routing import Author, Ground, Route, Task, Turn

MEGA = "rust-mega-eng"


def definition(
    name: str,
    description: str = "Something of its own.",
    kind: Kind = Kind.SKILL,
    invocation: Invocation = Invocation.IMPLICIT,
    scope: Scope = Scope.BUNDLED,
) -> Definition:
    """Give a definition with a body that nobody has to read."""
    return Definition(
        kind=kind,
        name=name,
        description=description,
        body=f"# {name}\n",
        invocation=invocation,
        scope=scope,
        path=f"/defined/{name}/SKILL.md",
        sha256="0" * 64,
    )


ORCHESTRATOR = definition(
    MEGA,
    "Plans broad Rust work, and only when it is named: ecosystem architecture, multi-crate workspaces, large "
    "refactors, release engineering, crate portfolios, end-to-end product plans.",
    invocation=Invocation.EXPLICIT,
)
SURFACES = ("rust-cli-clap", "rust-tui-ratatui", "rust-tauri-apps", "rust-web-services")
BUNDLED = (
    *(definition(name) for name in (*SURFACES, "rust-expert")),
    ORCHESTRATOR,
    *(definition(name, kind=Kind.AGENT) for name in ("engineer", "rust-pro")),
    *(definition(name, kind=Kind.COMMAND) for name in ("commit", "lint", "memo")),
)


def known(*more: Definition, without: tuple[str, ...] = ()) -> Definitions:
    """Give the bundled definitions, with others and without some."""
    return Definitions(known=(*(one for one in BUNDLED if one.name not in without), *more))


def said(text: str, definitions: Definitions | None = None, ground: Ground | None = None) -> Route:
    """Route what a user says."""
    return route(Task((Turn(Author.USER, text),), ground or Ground()), known() if definitions is None else definitions)


def turns(*pairs: tuple[Author, str]) -> Route:
    """Route a talk of several."""
    return route(Task(tuple(Turn(author, text) for author, text in pairs)), known())


def closed(found: Route) -> str:
    """Give why the orchestrator was not taken; empty when nothing is said of it. It must not be in the route then."""
    assert MEGA not in (found.primary, *found.supporting)
    return next((one.reason for one in found.refused if one.name == MEGA), "")
