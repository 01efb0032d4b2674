"""The console for talk: what befalls it costs the talk, and never the result."""

from rich.console import Console


class Talk(Console):
    """A console that falls silent when its reader is gone: rich's own would close the standard output and exit."""

    def on_broken_pipe(self) -> None:
        """Fall silent."""
        self.quiet = True
