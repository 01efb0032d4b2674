"""The foreseen failures: one small tree, each class with its exit code and a hint."""

from typing import ClassVar


class FerruleError(Exception):
    """Something that ferrule foresaw and can explain; never a bug in ferrule."""

    exit_code: ClassVar[int] = 2
    hint: ClassVar[str] = "Run `ferrule --help` for the commands and their options."


class WrongUse(FerruleError):
    """An option or argument that does not fit this workspace."""

    hint = "Run the command with `--help` to see what it takes."


class NoWorkspace(FerruleError):
    """No Cargo.toml in the folder or above it."""

    hint = "Go into a Cargo workspace, or name one with `--workspace PATH`."


class BadManifest(FerruleError):
    """A Cargo.toml that cannot be read or that Cargo refuses."""

    hint = "Mend the manifest that is named; `cargo metadata --no-deps` shows Cargo's own words."


class BadLock(FerruleError):
    """A Cargo.lock that cannot be read."""

    hint = "Resolve the conflict or restore the file from git; `cargo generate-lockfile` makes a new one."


class RunUnknown(FerruleError):
    """No stored run fits the id that was given."""

    hint = "Run `ferrule history` to list the stored runs."


class StoreTooNew(FerruleError):
    """The workspace's database was written by a newer ferrule."""

    hint = "Upgrade ferrule, or start afresh with `ferrule clean --all`."


class StoreBroken(FerruleError):
    """The workspace's database cannot be opened or read."""

    exit_code = 3
    hint = "Free space or mend the permissions; `ferrule clean --all` starts with an empty history."


class ToolMissing(FerruleError):
    """A program without which nothing can be said is not installed or does not start."""

    exit_code = 3
    hint = "Run `ferrule doctor` to see what is missing and the command that brings it."


class Untrusted(FerruleError):
    """A workspace whose settings name programs, and nobody has said that they may run."""

    exit_code = 3
    hint = "Read the files that are named, then run `ferrule trust`, or use `--trust` once."


class SourceChanged(FerruleError):
    """A source file is not what it was when an edit to it was made."""

    hint = "Run the command again: it starts from the files as they are now."


class EditConflict(FerruleError):
    """Edits that overlap, or lie outside of their file."""

    hint = "This is a fault of whoever made the edits; nothing was written."


class NothingToUndo(FerruleError):
    """No run whose edits could be taken back."""

    hint = "Run `ferrule history` to list the runs."


class NotWritable(FerruleError):
    """Source files that cannot be written."""

    hint = "Make the named files writable, or look at the edits with `--dry-run`."


class IncidentUnknown(FerruleError):
    """No incident has the id that was given."""

    hint = "Run `ferrule incidents` to list them."


class IllegalMove(FerruleError):
    """A step of an incident that its stage, its counters or another process forbid."""

    exit_code = 3
    hint = "Another ferrule may be at work on it: run the command again."


class BadLessons(FerruleError):
    """A file of lessons that cannot be taken in."""

    hint = "Write the file anew where it came from, with a ferrule that is not newer than this one."


class DefinitionUnknown(FerruleError):
    """No skill, agent or command has the name that was given."""

    hint = "Run `ferrule definitions list` to see all of them."
