"""Programs by what they do with their words: run them, send them away, or only read them."""

from typing import Final

SHELLS: Final = frozenset({"sh", "bash", "dash", "zsh", "ksh", "mksh", "ash", "fish", "rbash", "tcsh", "csh", "pwsh"})
GITS: Final = frozenset({"git", "hub"})
OTHER_HISTORIES: Final = frozenset({"jj", "hg", "chg", "svn", "sl", "bzr", "fossil", "darcs", "pijul", "p4", "got"})
FORGES: Final = frozenset({"gh", "glab", "tea", "berg"})
ALWAYS_CLOSED: Final = frozenset({
    "gt", "spr", "ghstack", "stg", "lazygit", "gitui", "tig", "git-spice", "release-plz", "cocogitto", "cog",
    "semantic-release", "release-it", "cz", "czg", "commitizen", "jjui", "bfg", "git-filter-repo", "gerrit", "arc",
    "repo",
})  # fmt: skip
"""Programs that commit or push, whatever their words."""
SHORTHANDS: Final = frozenset({
    "g", "gp", "gpf", "gpsup", "gpsupf", "gpoat", "gpod", "gpu", "gpv", "ggp", "ggf", "ggfl", "ggu", "ggpush",
    "ggpnp", "gc", "gca", "gcam", "gcas", "gcasm", "gcmsg", "gcn", "gcs",
    "gcsm", "gcss", "gcssm", "gam", "gcp", "gm", "gma", "gmom", "gra", "grb", "grbi", "grbm", "grev", "grh", "grhh",
    "groh", "gstc", "gstd", "gwip", "gunwip", "gpristine", "gco", "gcb", "gsw", "gswc", "gl", "gup", "gpr",
})  # fmt: skip
"""What a user's shell may know as short for a git command; hosts hand such names on."""
LISTERS: Final = frozenset(
    {"ls", "stat", "file", "which", "type", "command", "whereis", "realpath", "readlink", "test"}
)
"""Programs that may name another program's file, since they only look at it."""
READERS: Final = frozenset({
    *LISTERS, "cat", "head", "tail", "less", "more", "tree", "grep", "egrep", "fgrep", "rg", "ag", "ack", "wc", "du",
    "diff", "cmp", "comm", "md5sum", "sha1sum", "sha256sum", "shasum", "cksum", "jq", "yq", "cut", "sort", "uniq", "tr",
    "nl", "echo", "printf", "basename", "dirname", "xxd", "od", "strings", "bat", "eza", "exa", "[", "true", "false",
    ":", "sleep", "git", "ferrule", "find", "fd", "sed", "awk", "gawk", "mawk", "rev", "tac", "column", "export", "pwd",
})  # fmt: skip
"""Programs that only read the files they name, with the options that are looked at apart."""
PLAIN: Final = frozenset({
    *READERS, "mkdir", "rmdir", "touch", "rm", "cp", "mv", "ln", "chmod", "chown", "paste", "join", "fold", "fmt",
    "seq", "date", "cd", "pushd", "popd", "man", "tldr", "apropos", "info", "help", "rustc", "rustfmt", "declare",
    "local", "typeset", "readonly", "unset", "set", "shopt", "kill", "wait", "jobs", "ulimit", "umask", "read",
    "mapfile", "readarray", "let", "return", "exit", "break", "continue", "shift", "getopts", "tput", "clear", "gzip",
    "gunzip", "zip", "unzip", "apt", "apt-get", "brew", "dnf", "pacman", "apk", "pip", "pip3", "tee", "df", "patch",
})  # fmt: skip
"""Programs that start nothing by the words they are given."""
LATER: Final = frozenset({"at", "batch", "crontab", "anacron"})
"""Programs that start others later, where nobody asks about them any more."""
FAR: Final = frozenset({"ssh", "su", "runuser", "docker", "podman", "kubectl", "nsenter", "machinectl", "newgrp"})
"""Programs that hand what they read to a shell elsewhere."""
