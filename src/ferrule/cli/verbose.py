"""`--verbose` on every command: what goes on, told on stderr as it happens."""

from typing import TYPE_CHECKING, Any, Final

from typer import Context, Typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from ferrule.cli import options
from ferrule.errors import WrongUse
from ferrule.telemetry.span import Level, Span, listen

if TYPE_CHECKING:
    from rich.console import Console

    from ferrule.telemetry.line import Line

_NAME: Final = "verbose"
_HELP: Final = "Tell on stderr what goes on; -vv: also of each program."


class _Shown:
    """Prints lines from a level on."""

    def __init__(self) -> None:
        self.least: Level | None = None
        """None while nothing is shown."""
        self._console: Console | None = None

    def begin(self, console: "Console", least: Level) -> None:
        if self.least is None:
            listen(self)
        self.least, self._console = least, console

    def began(self, span: Span) -> None:
        if span.level >= Level.INFO:
            from ferrule.telemetry.line import begin_of

            self._print(begin_of(span, dict(span.values)))

    def ended(self, span: Span) -> None:
        from ferrule.telemetry.line import end_of

        self._print(end_of(span))

    def _print(self, line: "Line") -> None:
        if self._console is not None and self.least is not None and line.level >= self.least:
            from ferrule.report.line_text import line_text

            self._console.print(line_text(line), highlight=False, soft_wrap=True)


_SHOWN: Final = _Shown()


def is_shown() -> bool:
    """Give whether lines are printed, so that nothing else should draw on stderr."""
    return _SHOWN.least is not None


def option() -> TyperOption:
    """Give the option; it counts how often it is there."""
    return TyperOption(param_decls=[f"--{_NAME}", "-v"], type=int, count=True, default=0, help=_HELP)


def add_verbose(app: Typer) -> None:
    """Let every command of an app, and of the apps below it, take the option."""
    for command in app.registered_commands:
        command.cls = VerboseCommand
    for group in app.registered_groups:
        group.cls = VerboseGroup
        if group.typer_instance is not None:
            add_verbose(group.typer_instance)


def _heed(context: Context) -> None:
    """Begin to print where that is wanted; what is wanted before the command counts as behind it.

    Raises:
        WrongUse: where no talk is wanted at the same time.
    """
    count = context.params.pop(_NAME)
    if count and context.params.get("quiet"):
        raise WrongUse("--verbose and --quiet do not go together")
    if count:
        _SHOWN.begin(options.talk(quiet=False), Level.INFO if count == 1 else Level.DEBUG)


class VerboseCommand(TyperCommand):
    """A command that takes `--verbose`."""

    def __init__(self, *args: Any, params: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, params=[*(params or ()), option()], **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """Run it, told of where that is wanted."""
        _heed(ctx)
        return super().invoke(ctx)


class VerboseGroup(TyperGroup):
    """A group of commands that takes `--verbose`."""

    def __init__(self, *, params: Any = (), **kwargs: Any) -> None:
        super().__init__(params=[*(params or ()), option()], **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """Run it, told of where that is wanted."""
        _heed(ctx)
        return super().invoke(ctx)
