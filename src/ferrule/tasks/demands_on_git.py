"""What a text may ask of git and of the forge behind it: pushes, lost work, another history, hooks passed by."""

from typing import Final

from ferrule.tasks.demand_rule import FEW, GIT, REST, Rule, rule

_MAY: Final = r"(?:must|should|will|can|may|(?:need|needs|has|have|want|wants|ready) to)"
_TARGET: Final = (
    r"(?:branch(?:es)?|commits?|changes?|work|tags?|code|results?|fix(?:es)?|repo(?:sitory)?|origin|remote|upstream|"
    r"main|master|trunk|github|gitlab|server|it|them|everything|all|feature)\b"
)
_NOT_ONTO: Final = (
    r"(?!(?:\s+[\w'`.]+){0,4}?\s+(?:onto|into|on to|back|down|to the (?:stack|queue|vec\w*|list|heap|buffer))\b)"
)
"""What is pushed there is a value."""

RULES: Final[tuple[Rule, ...]] = (
    rule(
        "pushes",
        (
            rf"{GIT}(?:(?:subtree|lfs)[\s,]+)?(?<!stash )(?:push|send-pack|send-email)(?![\w.(-])",
            r"\bgit-push\b",
            r"\b(?:jj git|hub|dvc)\s+push\b",
            r"\bgt\s+submit\b",
        ),
        (
            r"\b(?:force[- ])?push(?:es|ing)?\s+(?:-f\b|--force|--tags|-u\b)",
            r"\bforce[- ]?push(?:es|ing|ed)?\b",
            rf"\bpush(?:es|ing)?{_NOT_ONTO}(?:\s+[\w'`/-]+){{0,4}}?\s+{_TARGET}",
            r"(?:\b(?:commit|then|and|finally|afterwards|also|now|just|simply|always|only|or)\b\s*|[,&+/]\s*|(?<!\bon):\s+)push(?:es|ing)?\b"
            r"(?=\s*(?:[.,;:!)`*]|$|\s(?:directly|immediately|now|afterwards|and|when|after|once|if|to|the|your|with"
            r"|without)\b))",
            rf"\b{_MAY}\s+(?:also\s+|then\s+)?(?:push|be\s+pushed)\b{_NOT_ONTO}",
            rf"^\W*(?:\d+\W+)?push\b{_NOT_ONTO}(?!\s*(?:notif|event|button|constant|for|_|\())",
            r"\bpush(?:ing)?\b\s*(?=[.!]?$)",
            r"push(?=\s?(?:して|する|します|하|해))|推送(?!通知)|プッシュ(?!通知)|푸시(?! ?알림)",
        ),
    ),
    rule(
        "changes something on a forge",
        (
            r"\b(?:gh|glab)\s+(?:pr|mr|issue|release|repo|workflow|gist|secret|label)\s+(?:create|merge|close|edit"
            r"|comment|review|ready|delete|upload|run|set|sync|reopen|approve|note)\b",
            rf"\bgh\s+api\b{REST}\s(?:-X|--method|-f|-F)\b",
        ),
        (
            r"\b(?:open|create|submit|file|raise|make|merge|close|approve)(?:s|ing)?\s+"
            r"(?:(?:a|an|the|your|this|new|draft|one)\s+)*"
            r"(?:pull[- ]requests?|PRs?|merge[- ]requests?|MRs?|github issues?)\b",
        ),
    ),
    rule(
        "throws away work that is not committed",
        (
            rf"{GIT}reset\b{REST}--(?:hard|merge|keep)\b",
            rf"{GIT}clean\b(?!{REST}(?:\s-n|--dry-run))",
            rf"{GIT}checkout\b{REST}[\s,](?:--[\s,]+\S|\.(?=[\s,;&|`'\"\])]|$)|-f\b|--force)",
            rf"{GIT}restore\b(?!{REST}--staged)[\s,]+(?!-S\b)\S",
            rf"{GIT}switch\b{REST}(?:-f\b|--force|--discard-changes)",
            rf"{GIT}(?:stash[\s,]+(?:drop|clear)\b|read-tree\b{REST}--reset)",
        ),
        (
            r"\b(?:discard|throw(?:s|ing)? away|drop|lose|wipe|overwrite|revert|undo)(?:s|ing)?\b(?:\s+\w+){0,3}?\s+"
            r"(?:local|uncommitted|unstaged|unsaved|pending|dirty|other|stashed)\s+"
            r"(?:changes?|work|edits?|modifications?|files?)\b",
            r"\bhard[- ]reset\b",
            r"\breset\s+(?:the\s+)?(?:branch|tree|repo|repository|working)\b[^.;]*\bhard\b",
            r"\bdrop\w*\s+(?:the\s+|all\s+)?stash",
        ),
    ),
    rule(
        "rewrites or deletes what is committed",
        (
            r"--amend\b",
            rf"{GIT}(?:rebase|filter-branch|filter-repo|replace)(?![\w.-])",
            rf"{GIT}(?:branch\b{REST}\s(?:-[dD]\b|--delete\b)|tag\b{REST}\s(?:-d\b|--delete\b))",
            rf"{GIT}(?:update-ref\b{REST}\s-d\b|reflog[\s,]+(?:expire|delete)|gc\b{REST}--prune=(?:now|all))",
            rf"{GIT}worktree[\s,]+remove\b{REST}--force",
        ),
        (
            r"\bamend(?:s|ing)?\b(?:\s+[\w'-]+){0,3}?\s+(?:commits?|it|HEAD)\b",
            r"\brebas(?:e|es|ing)\b(?![- ]conflict)",
            r"\brewrit(?:e|es|ing)\b(?:\s+\w+){0,2}?\s+history\b",
            r"\bsquash(?:es|ing)?\b(?:\s+\w+){0,3}?\s+commits\b",
            rf"\b(?:delete|remove|prune)(?:s|ing)?\b{FEW}"
            r"(?:branch(?:es)?|tags?|commits?|history|stash(?:es)?)\b(?!\s+(?:from|of|in)\s)",
        ),
    ),
    rule(
        "gets around hooks",
        (
            r"--no-verify\b",
            rf"{GIT}commit\b{REST}\s-\w*n\w*\b",
            r"\bcore\.hooksPath\b|\bHUSKY=0|\bSKIP=\w|\bLEFTHOOK=0|\.git/hooks/",
        ),
        (
            r"\b(?:skip|bypass|disable|ignore|circumvent|turn(?:s|ing)? off|get(?:s|ting)? around)(?:s|p?ing)?\b"
            r"(?:\s+[\w'-]+){0,3}?\s+(?:hooks?|pre-?commit|pre-?push|verification)\b",
        ),
    ),
    rule(
        "uses force",
        (
            r"(?<![\w-])--force(?:-with-lease|-if-includes)?\b",
            rf"\bgit\b{REST}\s-\w*f(?=\s|[`'\"]|$)",
        ),
        (
            r"\b(?:use|with|by)\s+(?:brute\s+)?force\b",
            r"\bforce\s+(?:it|the\s+(?:merge|checkout|update|branch))\b|\bforce[- ](?:merge|delet)\w*",
        ),
    ),
)
