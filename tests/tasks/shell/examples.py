"""Command lines as examples: one a line in two files, those of several lines here."""

from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
_HEADING: Final = "## "
_REFUSED_LONG: Final = (
    "cargo test\ngit push\n",
    "git \\\n  push",
    "gi\\\nt push",
    "\n\n  gi\\\nt push",
    "git pu\\\nsh",
    "[[a == x ]]#; git push",
    'echo "$\\\n(git push)"',
    "cat <<END\n$\\\n(git push)\nEND\n",
    "ls\n\\git push",
    "ls\n\\\ngit push",
    "cat <<END | sh\n\\\ngit push\nEND\n",
    "sh <<'END'\ngit push\nEND\n",
    "sh <<END\ngit push\nEND\n",
    "cat <<END | sh\ngit push\nEND\n",
    "cat <<END\n$(git push)\nEND\n",
    "cat <<END\n`git push`\nEND\n",
    "cat <<END\n${x:-$(git push)}\nEND\n",
    "cat <<END\nx\nEND \ngit push\nEND\n",
    "cat <<-END\n\tx\n  END\ngit push\n\tEND\n",
    "cat <<'END'\nx\\\nEND\ngi\\\nt push\nEND\n",
    "cat <<END && git push\nx\nEND\n",
    "cat <<END; git push\nx\nEND\n",
    "git <<END push\nx\nEND\n",
    "cat <<END | \nEND\nsh\ngit push\nEND\n",
    "sh <<END -c 'git push'\nx\nEND\n",
    "python3 - <<'END'\nimport subprocess\nsubprocess.run(['git', 'push'])\nEND\n",
    "perl <<'END'\nsystem('git push');\nEND\n",
    "node <<'END'\nrequire('child_process').execSync('git push')\nEND\n",
    "cat > x.sh <<'END'\ngit push\nEND\nsh x.sh\n",
    "cat > x.sh <<'END'\n#!/bin/sh\ngit push\nEND\nchmod +x x.sh\n./x.sh\n",
    "cat > x.py <<'END'\nimport os\nos.system('x')\nEND\npython3 x.py\n",
    "cat > x <<'END'\n#!/usr/bin/env python3\nimport os\nos.system('x')\nEND\n./x\n",
    "tee x.sh <<'END'\ngit push\nEND\nbash x.sh\n",
    "cat > x <<'END'\n#!/usr/bin/perl -w\nsystem('git push')\nEND\n./x\n",
    "bash -s <<'END'\ngit push\nEND\n",
    "ssh host <<'END'\ngit push\nEND\n",
    "f() {\n  git push\n}\nf\n",
    "if true\nthen\n  git push\nfi\n",
    "case x in\n  x) git push ;;\nesac\n",
    "echo '\ngit push\n'\ngit push",
    "# a comment \\\ngit push",
    "echo a # it's\ngit push # it's",
    "cat > .git/hooks/pre-push <<'END'\nx\nEND\n",
    "git commit -F - <<'END'\nx\nEND\n",
    "alias q='git push'\nq\n",
    "read a <<END\npush\nEND\ngit $a\n",
)
_ALLOWED_LONG: Final = (
    "cargo fmt\ncargo test\n",
    "cargo test \\\n  --workspace \\\n  --all-features",
    "# git push\nls\n",
    "cat > src/queue.rs <<'END'\npub fn run() { Command::new(\"git\").arg(\"push\"); }\nEND\n",
    "cat > docs/plan.md <<END\n- git push comes later\nEND\n",
    'echo "## Plan\n- push the item\n- commit the log" > docs/plan.md',
    "cat <<'END'\ngit push\nEND\n",
    "cat > a <<'END'\n\n  git push\n\nEND\nls",
    "cat > a <<A\n1\nA\ncat > b <<B\n2\nB\n",
    "cat <<'END'\n$(git push) `git push`\nEND\n",
    "python3 - <<'END'\nfrom pathlib import Path\np = Path('src/lib.rs')\np.write_text(p.read_text().upper())\nEND\n",
    "cat > /tmp/x.py <<'END'\nimport sys\nprint(len(sys.stdin.read()))\nEND\npython3 /tmp/x.py < x\n",
    "cat > x.sh <<'END'\n#!/usr/bin/env bash\nset -euo pipefail\ncargo test\nEND\nchmod +x x.sh && ./x.sh\n",
    "bash <<'END'\ncargo test\ncargo clippy\nEND\n",
    "cargo run --example client <<< 'push 1\ncommit'",
    "f() {\n  cargo test -p \"$1\"\n}\nf queue\nf log\n",
    "for p in a b\ndo\n  cargo test -p $p\ndone\n",
    "ls |\n  wc -l\n",
    "cargo build &&\n  cargo test ||\n  echo failed\n",
    "",
    "  \n",
)  # fmt: skip


def refused() -> tuple[str, ...]:
    """Give the lines that may not run within a task."""
    return (*_lines("refused.txt"), *_REFUSED_LONG)


def allowed() -> tuple[str, ...]:
    """Give ordinary lines, which may."""
    return (*_lines("allowed.txt"), *_ALLOWED_LONG)


def _lines(name: str) -> list[str]:
    text = (_HERE / name).read_text()
    return [line for line in text.split("\n") if line and not line.startswith(_HEADING)]
