"""Who a commit's message credits: co-authors, tools and models, in whatever letters they are written."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_WORD: Final = re.compile(r"[a-z]+")
_TOOLS: Final = frozenset(
    _WORD.findall(
        """aider anthropic bard chatgpt claude cline codeium codewhisperer codex cody copilot cursor deepseek devin
        gemini gpt grok jules junie kiro llama llm mistral openai opencode qwen tabnine windsurf"""
    )
)
"""Names of tools and models that write code; some are names of people, too."""
_WITH_THEM: Final = frozenset(
    _WORD.findall(
        """a agent agents ai an and assistance assistant assistants by chat cli code coder coding from github google
        haiku help language large meta microsoft mini model models of opus pro sonnet the tool turbo using with"""
    )
)
"""What stands beside such a name and says nothing else."""
_ANYBODY: Final = frozenset({"ai", "agent", "assistant", "language"})
"""Words that name a tool without its name."""
_MACHINES: Final = re.compile(
    r"\[bot\]|@([\w-]+\.)*(anthropic|openai|cursor|devin|aider|codeium|windsurf)\.\w+|copilot@"
)
_SITES: Final = re.compile(
    r"https?://([\w-]+\.)*(anthropic\.com|claude\.(ai|com)|chatgpt\.com|openai\.com|cursor\.(com|sh)|devin\.ai"
    r"|aider\.chat|windsurf\.com|codeium\.com)\b|https?://github\.com/(features/|apps/)?copilot"
)
_URL: Final = re.compile(r"https?://\S+")
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ADDRESS: Final = re.compile(r"<[^>]*@[^>]*>")
_VERSION: Final = re.compile(r"v?\d[\w.-]*")
_ROBOT: Final = "\N{ROBOT FACE}"
_PICTURES: Final = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")
_TRAILER: Final = re.compile(r"([\w -]{2,40}?)\s*:\s*(.*)")
_CO_AUTHOR: Final = re.compile(r"co(auth(or)?(s|ed)?|developed|created|written|committed|contributed)(by|with)?")
_CREDIT: Final = re.compile(
    r"(ai|author|credits?|llm|model|agent|assistant|tool|thanksto|onbehalfof"
    r"|(ai)?(authored|signedoff|reviewed|acked|tested|reported|suggested|helped|assisted|generated|created|written|made"
    r"|powered|built|implemented|developed|committed)(by|with|using)?)s?"
)
_PHRASE: Final = re.compile(
    r"(?:this (?:commit|change|patch|code|message|work) (?:was|is|has been) )?"
    r"(?:partly |mostly |fully |auto(?:matically )?-?|ai[- ])?"
    r"(?:generated|created|written|made|authored|produced|built|coded|drafted|assisted|implemented|developed|powered"
    r"|prepared|composed|pair[- ]programmed)"
    r"(?: with(?: the)? help of| with| by| using| via| through| in)\s+(.+)"
)
_WIDE: Final = 40
"""Characters from which on a line that does not end may be the beginning of the next one."""
_LOOKALIKES: Final = str.maketrans(
    "аеорсухіѕһԁјкտвнмԛԝοαρεταυικνβɑɡıᴀʙᴄᴅᴇʜɪᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏ",
    "aeopcyxishdjktbhmqwoapetauiknbagiabcdehiklmnoprtuvwy",
)


def credited(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the number of each line of a message, from 1, that credits somebody who must not be, and what it does.

    A message may be about such tools: what counts is a trailer, a line that is nothing but a credit, an advertisement.
    """
    for number, line in enumerate(lines, 1):
        text = plain(line.partition(": ")[2] if number == 1 else line)
        inner = re.sub(r"^[^\w\[<@]+", "", text)
        if _is_co_author(inner):
            yield number, "names a co-author"
        elif _is_credit(inner) or (_is_phrase(inner) and not _goes_on(lines, number)):
            yield number, "credits a tool or a model"
        elif _is_advertisement(text, inner):
            yield number, "advertises"


def plain(line: str) -> str:
    """Give a line in small Latin letters, without what nobody sees; letters of others that look the same are theirs."""
    wide = unicodedata.normalize("NFKD", line)
    seen = "".join(one for one in wide if unicodedata.category(one) not in ("Cf", "Mn", "Me"))
    dashed = "".join("-" if unicodedata.category(one) == "Pd" or one == "\u2212" else one for one in seen)
    return dashed.casefold().translate(_LOOKALIKES)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _is_co_author(text: str) -> bool:
    token, colon, _ = text.partition(":")
    if colon and _CO_AUTHOR.fullmatch(_letters(token)):
        return True
    named = _ADDRESS.search(text)
    return bool(named and _CO_AUTHOR.match(_letters(text[: named.start()])))


def _is_credit(text: str) -> bool:
    """Give whether a line is a trailer in which a tool stands, where somebody should."""
    found = _TRAILER.fullmatch(text)
    if found is None:
        return False
    token, value = found[1], found[2]
    if _TOOLS & {*_WORD.findall(token)}:
        return bool(_URL.match(value) or _is_tool(value))
    return bool(_CREDIT.fullmatch(_letters(token))) and (bool(_MACHINES.search(value)) or _is_tool(value))


def _is_tool(words: str) -> bool:
    """Give whether these words name a tool or a model, and nobody and nothing else."""
    return _others(words) == 0 and bool((_TOOLS | _ANYBODY) & _named(words))


def _others(words: str) -> int:
    """Count the words that have nothing to do with a tool."""
    return sum(1 for word in _named(words) if word not in _TOOLS | _WITH_THEM and not _VERSION.fullmatch(word))


def _named(words: str) -> set[str]:
    said = _ADDRESS.sub(" ", _URL.sub(" ", _LINK.sub(r" \1 ", words)))
    return {part for word in re.findall(r"[\w.-]+", said) for part in re.split(r"[-_]", word.strip(".")) if part}


def _is_phrase(text: str) -> bool:
    """Give whether a line says by whom all this was made, and nothing else."""
    found = _PHRASE.fullmatch(text.strip(" \t.!*_>"))
    if found is None:
        return False
    rest = found[1]
    return _is_tool(rest) or not _LINK.sub("", rest).strip(" .!*_") or bool(_SITES.search(rest))


def _goes_on(lines: list[str], number: int) -> bool:
    """Give whether a line is the rest of a sentence that the line above it began."""
    above = lines[number - 2].rstrip() if number > 2 else ""
    return len(above) >= _WIDE and above[-1] not in ".!?:;" and lines[number - 1][:1].islower()


def _is_advertisement(text: str, inner: str) -> bool:
    """Give whether a line is a picture with a link, a robot's mark, or nothing but the address of a tool."""
    bare = text.strip(" \t*->")
    if bare.startswith(_ROBOT) or (_PICTURES.search(bare) and (_URL.search(bare) or _LINK.search(bare))):
        return True
    return bool(_SITES.search(inner)) and _others(_SITES.sub("https://x", inner)) == 0
