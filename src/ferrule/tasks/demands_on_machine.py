"""What a text may ask of the machine and the world: files deleted, things fetched and run, rights, messages sent."""

from typing import Final

from ferrule.tasks.demand_rule import FEW, GIT, REST, Rule, rule

_OUTSIDE: Final = r"[\"']?(?:~/|/etc/|/usr/|/root/|/home/|\$HOME\b|\$\{HOME\}|\.\./)"
_KEYS: Final = r"(?:~|\$HOME|/root|/home/\w+)/\.(?:ssh|aws|gnupg|netrc|config/gh|docker/config|cargo/credentials)"

RULES: Final[tuple[Rule, ...]] = (
    rule(
        "deletes files",
        (
            r"\brm\s+(?:-\S+\s+)*(?:-\w*[rR]\w*|--recursive)\b",
            rf"\bfind\b{REST}(?:-delete\b|-exec\s+rm\b)",
            r"\bshred\s+-|\brimraf\s|\brd\s+/s|\bRemove-Item\b[^|;\n]*-Recurse",
            r"\bremove_dir_all\s*\(|\brmtree\s*\(",
        ),
        (
            rf"\b(?:delete|remove|wipe|erase|purge|nuke|destroy)(?:s|ing)?\b{FEW}(?:everything|database"
            r"|working (?:tree|copy|directory)|all (?:the )?files|untracked files|home (?:folder|directory)"
            r"|(?:whole |entire )?repo(?:sitory)?)\b",
        ),
    ),
    rule(
        "publishes or releases",
        (
            r"\bcargo\s+(?:\+\S+\s+)?(?:publish|yank|owner|release)\b(?![^|;&\n]*(?:--dry-run|\s-n\b))",
            r"\b(?:npm|pnpm|yarn|bun|poetry|uv)\s+publish\b",
            r"\btwine\s+upload\b",
            r"\bdocker\s+(?:image\s+)?push\b",
        ),
        (
            r"\b(?:publish|upload)(?:es)?\b(?:\s+[\w'`-]+){1,3}?\s+(?:crates?|packages?|versions?)\b",
            r"\b(?:publish|upload|release)(?:es|ing)?\b(?:\s+[\w'`-]+){0,3}?\s+(?:to|on)\s+"
            r"(?:crates\.io|the registry|npm|pypi)\b",
        ),
    ),
    rule(
        "runs what it fetches",
        (
            r"\b(?:curl|wget|iwr|Invoke-WebRequest|fetch)\b[^;\n]*\|\s*(?:sudo\s+)?(?:env\s+\S+\s+)?(?:/\S*/)?"
            r"(?:(?:ba|z|da|k|fi)?sh|python3?|perl|ruby|node|iex)\b",
            r"\b(?:ba|z|da)?sh\b\s+(?:-\w+\s+)?[\"']?(?:\$\(|`|<\()\s*(?:curl|wget)\b",
            r"(?:\beval|\bsource|(?<=\s)\.)\s+[\"']?(?:\$\(|<\()\s*(?:curl|wget)\b",
        ),
        (r"\b(?:download|fetch)\b[^.;]*\b(?:and|then)\s+(?:run|execute)\s+(?:it|the script|them)\b",),
    ),
    rule(
        "takes more rights than it needs",
        (
            r"(?<![\w-])(?:sudo|doas|pkexec)\s+[\w./-]|\bsu\s+-",
            r"\bchmod\s+(?:-\S+\s+)*(?:0?[0-7]?777|0?[0-7]?666|[ugoa]*[oa]\+\w*w\w*)\b",
            r"\bchown\s+-R\b|\bsetcap\b|--privileged\b|--dangerously-\w[\w-]*",
        ),
        (
            r"\b(?:run|execute)\b[^.;]*\b(?:as root|root privileges|with sudo)\b",
            r"\bsudo\b(?=\s*[.,;)]|$)",
        ),
    ),
    rule(
        "harms the machine",
        (
            r"\bdd\s+[^|;\n]*\b(?:if|of)=|\bmkfs(?:\.\w+)?\b|>\s*/dev/(?:sd|nvme|disk|vd)\w*",
            r"\bwipefs\b|\bfdisk\s+/dev|:\(\)\s*\{",
            r"\b(?:shutdown|reboot|halt|poweroff)\s+(?:-\w|now)|\bkill\s+-9\s+-1\b|\b(?:pkill|killall)\s+\S",
        ),
    ),
    rule(
        "sends something out",
        (
            rf"\bcurl\b{REST}\s(?:(?:-X\s*|--request\s+)(?:POST|PUT|PATCH|DELETE)|-d\b|--data\S*|-F\b|--form|-T\b"
            r"|--upload-file|--json)",
            r"\bwget\b[^|;\n]*--(?:post|body)-",
            r"\bscp\s+\S+\s+\S*:|\brsync\b[^|;\n]*\s\S+:\S*|\bsftp\s+\S|\bssh\s+(?:-\S+\s+)*[\w.-]+@",
            r"\b(?:nc|ncat|telnet)\s+(?:-\S+\s+)*[\w.-]+\s+\d+|/dev/tcp/|\b(?:sendmail|mailx?|mutt)\s+-\w",
            r"\baws\s+s3\s+(?:cp|sync|mv)\b|\bgsutil\s+(?:cp|rsync)\b",
            r"\b(?:kubectl|helm)\s+(?:apply|delete|install|upgrade)\b|\bterraform\s+(?:apply|destroy)\b",
            r"hooks\.slack\.com",
        ),
        (
            r"\b(?:send|post|upload|e-?mail|share|transmit|forward|exfiltrate)(?:s|ing)?\b[^.;]*?"
            r"\b(?:to|via|on|in|at)\s+(?:\w+\s+){0,3}?(?:slack|discord|teams|telegram|webhook|https?://\S+|server"
            r"|endpoint|e-?mail|channel|pastebin|gist|api\b|\S+@\S+\.\w+)",
        ),
    ),
    rule(
        "changes something outside of the repository",
        (
            rf"(?:>>?|\btee\b(?:\s+-a)?)\s*{_OUTSIDE}",
            rf"\b(?:cp|mv|ln|install|rsync)\s+{REST}\s{_OUTSIDE}\S*\s*(?:$|[;&|`])",
            rf"\b(?:rm|touch|mkdir|chmod|chown)\s+(?:-\S+\s+)*{_OUTSIDE}|\bsed\s+-i\S*\s+{REST}\s{_OUTSIDE}",
            rf"{GIT}config\b{REST}--(?:global|system)\b",
            rf"\bcrontab\s+-|\bsystemctl\s+(?:start|stop|enable|disable|restart)\b|{_KEYS}",
        ),
        (
            r"\b(?:edit|write|modify|change|append|add|update|create|delete|remove|copy|move|save)(?:s|ing)?\b[^.;]*?"
            r"(?:\s[`\"']?(?:~/|/etc/|\$HOME/|\.\./)[\w.]"
            r"|\boutside (?:of )?(?:the |this )?(?:repo|repository|workspace|project)\b"
            r"|\b(?:home|parent) (?:folder|directory)\b)",
        ),
    ),
)
