"""A model that works on a task with ferrule's own tools, within limits of time, tokens, requests and money."""

import asyncio
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from ferrule.escalation.agents.tools import Toolbox
from ferrule.escalation.agents.turn import Commission, Turn
from ferrule.escalation.responders.asking import problem_of
from ferrule.escalation.responders.build import ModelsMissing
from ferrule.escalation.responders.spending import Allowance, allowance, cost
from ferrule.escalation.responders.wire import model_of
from ferrule.facts.responders import ModelSettings
from ferrule.process.redact import mask

if TYPE_CHECKING:
    from pydantic_ai import Agent, RunContext, Tool
    from pydantic_ai.messages import ModelMessage
    from pydantic_ai.models import Model
    from pydantic_ai.settings import ModelSettings as Settings
    from pydantic_ai.tools import ToolDefinition
    from pydantic_ai.usage import RunUsage

_PACKAGES: Final = ("pydantic_ai", "openai", "stamina")
_LINE_TRIES: Final = 4
"""How often a request is sent when the line fails."""
_TOOL_TRIES: Final = 3
"""How often in a row a tool may be called with words that it does not take."""
_LONG_ANSWER: Final = 8_000
"""Tokens above which no limit is sent with a request: the whole task has one."""
_SAID: Final = 20_000
_LONGEST_QUESTION: Final = 1000
_KEPT: Final = 1 << 20
"""Characters of the head, and again of the tail, of a transcript."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What earlier rounds of the task have taken of its limits."""

    tokens: int = 0
    requests: int = 0
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class _Question:
    """What the model asks the user, which ends its round."""

    words: str


def check_model(settings: ModelSettings) -> None:
    """Pass when models can be asked; raises ModelsMissing when the extra `models` is not installed."""
    missing = [name for name in _PACKAGES if find_spec(name) is None]
    if missing:
        raise ModelsMissing(f"responder {settings.name!r}: needs the extra `models`: {', '.join(missing)}")


def work(
    settings: ModelSettings,
    given: Commission,
    tools: Toolbox,
    spent: Spent,
    environ: Mapping[str, str] = os.environ,
) -> Turn:
    """Let the model work for one round; never raises for what the model, the service or the line does.

    Tools that write are offered only where `given.may_write` says so, and only as long as `tools.may_write` does.

    Raises:
        ModelsMissing: as `check_model` does.
    """
    check_model(settings)
    left = replace(
        settings,
        max_tokens=settings.task_tokens - spent.tokens,
        max_requests=settings.task_requests - spent.requests,
        max_cost=None if settings.max_cost is None else settings.max_cost - spent.cost,
    )
    allowed = allowance(left, given.persona + given.text)
    if left.max_requests < 1:
        allowed = f"not asked: task-requests = {settings.task_requests} are used up"
    if isinstance(allowed, str):
        return Turn(f"a limit of the settings is reached: {allowed}", is_hopeless=True)
    began = time.monotonic()
    talk = _Talk(left, given, tools, environ, allowed)
    turn = talk.held()
    return replace(turn, seconds=time.monotonic() - began)


@dataclass(slots=True)
class _Talk:
    """One round: what is sent, and what of it has to be known when it ends in a fault."""

    settings: ModelSettings
    given: Commission
    tools: Toolbox
    environ: Mapping[str, str]
    allowed: Allowance
    usage: "RunUsage | None" = None
    """None until something was to be sent."""

    def held(self) -> Turn:
        """Give what came of it."""
        from pydantic_ai import capture_run_messages

        limit_s = min(self.settings.timeout_s, self.given.timeout_s)
        with capture_run_messages() as messages:
            try:
                talk = asyncio.run(self._within(limit_s))
            finally:
                self.tools.close()  # its thread does not end with the talk
        fault = TimeoutError() if talk.cancelled() else talk.exception()
        if fault is not None:
            return self._turn(_in_words(fault, limit_s), messages)
        output = talk.result()
        if isinstance(output, _Question):
            return replace(self._turn("asks", messages), question=mask(output.words.strip())[:_LONGEST_QUESTION])
        return replace(self._turn("says that it is done", messages), is_done=True, said=mask(output)[-_SAID:])

    async def _within(self, limit_s: float) -> "asyncio.Task[str | _Question]":
        """Give the talk when it, or its time, is over: it holds whichever error a provider has of its own kind."""
        talk = asyncio.create_task(self._talked())
        await asyncio.wait({talk}, timeout=limit_s)
        if not talk.done():
            talk.cancel()
            await asyncio.wait({talk})
        return talk

    async def _talked(self) -> "str | _Question":
        from pydantic_ai.settings import ModelSettings as Settings
        from pydantic_ai.usage import RunUsage, UsageLimits

        model = model_of(self.settings, 0, self.environ)
        settings = Settings()
        if self.allowed.answer_tokens < _LONG_ANSWER:  # models refuse more than they can write
            settings["max_tokens"] = self.allowed.answer_tokens
        if "max_retries" not in model.unsupported_settings:
            settings["max_retries"] = _LINE_TRIES - 1
        self.usage = RunUsage()
        limits = UsageLimits(request_limit=self.settings.max_requests, total_tokens_limit=self.allowed.total_tokens)
        agent = self._agent(model, settings)
        async with agent:
            done = await agent.run(self.given.text, usage=self.usage, usage_limits=limits)
        output: str | _Question = done.output
        return output

    def _agent(self, model: "Model", settings: "Settings") -> "Agent[None, Any]":
        from pydantic_ai import Agent, ToolOutput

        forms: list[Any] = [ToolOutput(_escalate, name="escalate"), str]
        return Agent(
            model,
            output_type=forms,
            system_prompt=self.given.persona,  # instructions would lose the blanks at its ends
            model_settings=settings,
            tools=self._offered(),
            retries={"tools": _TOOL_TRIES, "output": _TOOL_TRIES},
        )

    def _offered(self) -> "list[Tool[None]]":
        """Give the tools; each waits for the one before, and those that write are there while they may."""
        from pydantic_ai import Tool

        tools = self.tools

        def made(deed: Callable[..., str], *, writes: bool) -> "Tool[None]":
            return Tool(deed, takes_ctx=False, sequential=True, prepare=self._when_open if writes else None)

        reading = [made(deed, writes=False) for deed in (tools.read, tools.search, tools.check)]
        writing = [made(deed, writes=True) for deed in (tools.edit, tools.write, tools.fix)]
        return [*reading, *(writing if self.given.may_write else ())]

    async def _when_open(self, _: "RunContext[None]", definition: "ToolDefinition") -> "ToolDefinition | None":
        return definition if self.tools.may_write() else None

    def _turn(self, ended: str, messages: "list[ModelMessage]") -> Turn:
        usage = self.usage
        read, written = (usage.input_tokens, usage.output_tokens) if usage else (0, 0)
        return Turn(
            ended=problem_of(ended),
            transcript=_transcript(self.given.persona, messages),
            tokens_in=read,
            tokens_out=written,
            requests=usage.requests if usage else 0,
            cost=cost(self.settings, read, written),
            is_hopeless=usage is None,
        )


def _escalate(question: str) -> _Question:
    """Ask the user what only they can decide. It ends your round; you are set to work again with the answer."""
    return _Question(question)


def _transcript(persona: str, messages: "list[ModelMessage]") -> str:
    from pydantic_ai.messages import ModelMessagesTypeAdapter

    said = ModelMessagesTypeAdapter.dump_json(messages, indent=1, exclude_defaults=True).decode("utf-8", "replace")
    text = mask(f"{persona}\n\n----- the talk -----\n{said}\n")
    if len(text) <= 2 * _KEPT:
        return text
    return f"{text[:_KEPT]}\n[... {len(text) - 2 * _KEPT} characters left out ...]\n{text[-_KEPT:]}"


def _in_words(fault: BaseException, limit_s: float) -> str:
    from pydantic_ai.exceptions import UsageLimitExceeded

    if isinstance(fault, TimeoutError):
        return f"ended after {limit_s:g} s"
    if isinstance(fault, UsageLimitExceeded):
        return f"a limit of the settings is reached: {fault}"
    return f"{type(fault).__name__}: {fault}"
