"""Interpreters: behind which options they take a program's text, and what in such a text starts others."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Language:
    """One interpreter."""

    letters: str = ""
    """Of the options behind which a text stands; without any, each word with blanks in it is one."""
    valued: frozenset[str] = frozenset()
    """Options whose value is a word of its own, and no script."""
    starts: str = ""
    """What starts programs in this language alone, as a pattern."""
    reads_input: bool = False
    """Whether it runs what it is fed where no script is named."""


_SHELL_ESCAPE: Final = r"(^|[\s;:|'\"+])(:?!|\\!|\.system|\.shell|shell|make|python|py|eval)\s*\S"
_QUOTED: Final = r"`|%x|\bqx\b"
_PYTHON: Final = Language("c", frozenset({"-W", "-X"}), reads_input=True)
_NODE: Final = Language(
    "ep",
    frozenset({"-r", "--require", "--import", "--loader"}),
    r"\bDeno\.(run|Command)|\bBun\.(\$|spawn)",
    reads_input=True,
)
_VIM: Final = Language("cS", frozenset({"-u", "-i", "-T", "-s"}), _SHELL_ESCAPE)

LANGUAGES: Final[dict[str, Language]] = {
    "python": _PYTHON,
    "pypy": _PYTHON,
    "ipython": _PYTHON,
    "perl": Language("eE", frozenset({"-I"}), rf"{_QUOTED}|&\s*[{{$]|->\s*[$(]|/\w*ee\w*\b", reads_input=True),
    "ruby": Language("e", frozenset({"-I", "-r", "-C"}), rf"{_QUOTED}|\b(Kernel|send|method)\b", reads_input=True),
    "php": Language("rBRE", frozenset({"-d", "-c"}), _QUOTED, reads_input=True),
    "node": _NODE,
    "nodejs": _NODE,
    "bun": _NODE,
    "deno": Language("", frozenset(), _NODE.starts, reads_input=True),
    "lua": Language("e", frozenset({"-l"}), r"os\.execute|io\.popen|\bload", reads_input=True),
    "luajit": Language("e", frozenset({"-l"}), r"os\.execute|io\.popen|\bload|\bffi\b", reads_input=True),
    "rscript": Language("e"),
    "julia": Language("eE", frozenset(), r"`|\brun\s*\("),
    "elixir": Language("e", frozenset({"-r"}), r"System\.|:os\.|Port\.open"),
    "tclsh": Language("", frozenset(), r"\bexec\b|\bopen\b", reads_input=True),
    "expect": Language("c", frozenset({"-f"}), r"\bexec\b|\bspawn\b|\bsystem\b"),
    "osascript": Language("e", frozenset(), r"do shell script"),
    "emacs": Language("", frozenset(), r"shell-command|call-process|start-process|process-lines"),
    "vim": _VIM,
    "nvim": _VIM,
    "vi": _VIM,
    "ex": Language("cS", frozenset(), _SHELL_ESCAPE, reads_input=True),
    "ed": Language("", frozenset({"-p"}), r"(^|[\d,$])\s*!|\be\s+!|\b[rw]\s+!", reads_input=True),
    "sqlite": Language("", frozenset(), _SHELL_ESCAPE),
    "psql": Language("c", frozenset({"-d", "-U", "-h", "-p", "-f"}), rf"{_SHELL_ESCAPE}|\bprogram\b"),
    "gdb": Language("", frozenset(), _SHELL_ESCAPE),
    "lldb": Language("oO", frozenset(), rf"{_SHELL_ESCAPE}|platform"),
    "m4": Language("", frozenset(), r"syscmd"),
}

STARTS: Final = re.compile(
    r"(?<!platform\.)\bsystem\b\s*(?:[(\"'{\[$@]|qw|\w+\s*,)|subprocess|builtins\b|(?<!platform)\.system\b|\bposix\b|child_process|\bp?[oO]pen[234]\b|\b[pP]open|"
    r"(?<![.\w])exec\w{0,2}\s*[(\"'{$\[]|\b(exec|spawn|execFile)Sync\b|\bexecFile\b|\bos\.(exec|spawn|startfile|fork)|"
    r"\bp?spawn\w*\s*[(\"\']|\bfork\s*\(|\bposix_spawn|(?<!\.)\beval\b\s*[(\"'{$]|(?<!re\.)\bcompile\s*\(|\bshell_exec\b|"
    r"\bpassthru\b|\bproc_open\b|\bpcntl|\bpty\b|\bctypes\b|\bcffi\b|__\w+__\s*[\[(.]|__builtins__|\bimportlib\b|"
    r"\bglobals\s*\(|\bvars\s*\(|\bgetattr\s*\(|\brunpy\b|\bsyscall\b|pexpect|plumbum|dulwich|pygit2|\bgit\.Repo|"
    r"\b(from|import)\s+git\b|\bfrom\s+os\s+import\b|\bos\s+as\b|process\.binding|\bopen\b[^;\n]{0,80}\||\bferrule\b|"
    r"require\s*\((?!\s*['\"][\w@./-]+['\"]\s*\))|(?<!\w)import\s*\(|\bFunction\s*\(",
    re.MULTILINE,
)
"""What starts other programs in more than one of these languages, or runs text that is put together."""
