"""The user's own settings file, outside of any workspace: found, read, and every mistake told with its line."""

import os
import re
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path as FilePath
from typing import Final
from urllib.parse import urlsplit

import msgspec

from ferrule.config.fault import BadSettings, Fault, nearest
from ferrule.config.file import File, file_at
from ferrule.config.layers import of_file
from ferrule.config.lines import Path
from ferrule.config.user_form import LEVELS, RESERVED, VARIABLE_NAME, Command, Model, UserForm, user_settings_from
from ferrule.config.user_place import user_file
from ferrule.config.walk import faults
from ferrule.facts.responders import UserSettings
from ferrule.facts.tiers import INHERIT, TIERED

_NAME: Final = re.compile(VARIABLE_NAME, re.ASCII)
_MODEL: Final = re.compile(r"[a-z][a-z0-9_/-]*:\S+", re.ASCII)


class BadUserSettings(BadSettings):
    """The user's own settings have a mistake."""

    hint = "Mend what is named; `ferrule config schema --user` prints every key."


def read_user_settings(environ: Mapping[str, str] = os.environ) -> UserSettings:
    """Give the user's own settings; the defaults when there is no file.

    Raises:
        BadUserSettings: telling every mistake with file and line; also when the file that
            FERRULE_USER_CONFIG names is not there.
    """
    path, is_asked_for = user_file(environ)
    try:
        file = file_at(path)
    except BadSettings as fault:
        raise BadUserSettings(str(fault)) from fault
    if file is not None:
        return _settings(file)
    if is_asked_for:
        raise BadUserSettings(f"FERRULE_USER_CONFIG: no such file: {path}")
    return UserSettings()


def _settings(file: File) -> UserSettings:
    _refuse(file, list(faults(file.table, UserForm)))
    form = msgspec.convert(file.table, UserForm)
    _refuse(file, list(_broken_rules(form)))
    return user_settings_from(form, str(file.path))


def _refuse(file: File, found: list[Fault]) -> None:
    if found:
        layer = of_file(file)
        told = (f"{layer.place(fault.path)}: {fault.words}" for fault in found)
        raise BadUserSettings("\n  ".join(dict.fromkeys(told)))


def _broken_rules(form: UserForm) -> Iterator[Fault]:
    """Yield what cannot be meant, and what would give a secret away."""
    known = (*RESERVED, *form.responder)
    for level, names in (("level2", form.escalation.level2), ("level3", form.escalation.level3)):
        for place, name in enumerate(names):
            path = ("escalation", level, place)
            if name not in known:
                yield Fault(path, f"no responder {name!r}{nearest(name, known)}")
            elif name in names[:place]:
                yield Fault(path, f"{name!r} stands there twice")
    for name, one in form.responder.items():
        table: Path = ("responder", name)
        if name in RESERVED:
            yield Fault(table, f"{name!r} is a responder that ferrule brings along; choose another name")
        yield from _command(one, table) if isinstance(one, Command) else _model(one, table, form.aliases)
    yield from _tiers(form)


def _tiers(form: UserForm) -> Iterator[Fault]:
    aliases = form.aliases
    for alias, model in form.tiers.items():
        path: Path = ("tiers", alias)
        if (alias == LEVELS) is isinstance(model, str):
            yield Fault(path, "takes a table" if alias == LEVELS else "takes a model, such as 'openai:gpt-x'")
        elif alias == INHERIT:
            yield Fault(path, f"{INHERIT!r} means the model of whoever asks; choose another name")
        elif isinstance(model, str) and not _MODEL.fullmatch(model):
            yield Fault(path, f"{model!r}: takes a provider and a name, such as 'openai:gpt-x'")
    for level, name in form.tier_levels.items():
        path = ("tiers", LEVELS, level)
        if level not in map(str, TIERED):
            yield Fault(path, f"no such level{nearest(level, map(str, TIERED))}")
        elif not _is_model(name, aliases):
            yield Fault(path, _no_model(name, aliases))


def _is_model(name: str, aliases: Mapping[str, str]) -> bool:
    return name in aliases or _MODEL.fullmatch(name) is not None


def _no_model(name: str, aliases: Mapping[str, str]) -> str:
    words = f"{name!r}: takes a provider and a name, such as 'openai:gpt-x', or an alias of [tiers]"
    return words + nearest(name, aliases)


def _command(one: Command, path: Path) -> Iterator[Fault]:
    program = one.argv[0]
    if not program.strip() or not program.isprintable():
        yield Fault((*path, "argv", 0), f"{program!r} is no program")
    elif len(one.argv) == 1 and " " in program.strip() and not FilePath(program).is_file():
        split = ", ".join(f'"{word}"' for word in program.split())
        yield Fault((*path, "argv", 0), f"one word with spaces, and no shell reads it; did you mean [{split}]?")
    elif "/" in program and not program.startswith("/"):
        yield Fault((*path, "argv", 0), f"{program!r}: takes a name on PATH, or an absolute path")
    for place, name in enumerate(one.env):
        if not _NAME.match(name):
            yield Fault((*path, "env", place), "takes names of variables, without values")
    for place, name in enumerate(one.reads):
        if not name.startswith(("/", "~/")):
            yield Fault((*path, "reads", place), f"{name!r}: takes an absolute path, or one below `~/`")
        elif FilePath.home().is_relative_to(os.path.normpath(FilePath(name).expanduser())):
            yield Fault((*path, "reads", place), f"{name!r} is all of the home folder; name what it needs")


def _model(one: Model, path: Path, aliases: Mapping[str, str]) -> Iterator[Fault]:
    named = {("model",): one.model, ("models", "level2"): one.models.level2, ("models", "level3"): one.models.level3}
    for key, name in named.items():
        if isinstance(name, str) and not _is_model(name, aliases):
            yield Fault((*path, *key), _no_model(name, aliases))
    if one.key_variable and not _NAME.match(one.key_variable):  # what stands there may be the key: not repeated
        yield Fault((*path, "key-variable"), "takes the name of an environment variable, not the key itself")
    if one.max_cost is not msgspec.UNSET and not one.price_in + one.price_out:
        yield Fault((*path, "max-cost"), "needs `price-in` and `price-out`: without them no cost can be counted")
    if one.base_url and (words := _bad_address(one)):
        yield Fault((*path, "base-url"), words)


def _bad_address(one: Model) -> str:
    """Give what is wrong with an address, without repeating it where a password may stand in it; empty for nothing."""
    try:
        parts = urlsplit(one.base_url)
        host = parts.hostname
    except ValueError:
        return "takes an address, such as 'http://127.0.0.1:11434/v1'"
    if parts.scheme not in {"http", "https"} or not host:
        return "takes an address, such as 'http://127.0.0.1:11434/v1'"
    if parts.username or parts.password:
        return "an address with a password in it; name the variable that holds the key with `key-variable`"
    if parts.scheme == "http" and one.key_variable and not _is_here(host):
        return "would send the key unencrypted; use https, or leave `key-variable` out"
    return ""


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
