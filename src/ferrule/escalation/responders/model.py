"""A model that answers packets: asked over the network with typed answers, within limits of time, tokens and money."""

import asyncio
import os
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from ferrule.escalation.answers.judging import Judged, judge, judge_text
from ferrule.escalation.answers.reading import FORMS
from ferrule.escalation.answers.tree import Tree
from ferrule.escalation.responders.asking import kept, problem_of, prompt, role
from ferrule.escalation.responders.responder import TRIES, Reply
from ferrule.escalation.responders.spending import Allowance, allowance, cost, packet_chars
from ferrule.escalation.responders.wire import again, model_of
from ferrule.facts.packet import Blueprint, Escalation, Guidance
from ferrule.facts.responders import ModelSettings

if TYPE_CHECKING:
    from pydantic_ai import Agent
    from pydantic_ai.models import Model
    from pydantic_ai.settings import ModelSettings as Settings
    from pydantic_ai.usage import RunUsage

_LINE_TRIES: Final = 4
"""How often a request is sent when the line fails; a wrong answer is another thing."""
_TICK_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class ModelResponder:
    """A model that reads a packet and gives guidance or a blueprint. It has no tools: it proposes, ferrule tries."""

    settings: ModelSettings
    pause_s: float = 1.0
    """Before a failed request is sent again; doubled each time, with a random part."""
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    """Where the key is found."""

    @property
    def name(self) -> str:
        """As the settings call it."""
        return self.settings.name

    def ask(self, packet: Escalation, tree: Tree, timeout_s: float, cancel: threading.Event | None = None) -> Reply:
        """Give its reply, within the time; never raises for what the model, the service or the line does."""
        began = time.monotonic()
        talk = _Talk(packet, tree)
        told = prompt(packet, tree, packet_chars(self.settings))
        allowed = allowance(self.settings, told + role(packet))
        if isinstance(allowed, str):
            return Reply(problem=f"{self.name}: {allowed}")
        limit = min(timeout_s, self.settings.timeout_s)
        fault = asyncio.run(self._within(talk, told, allowed, limit, cancel or threading.Event()))
        if fault is not None:
            talk.problem = _in_words(fault, talk, limit)
        return self._reply(talk, time.monotonic() - began)

    def _reply(self, talk: "_Talk", seconds: float) -> Reply:
        judged = talk.judged if talk.judged.answer is not None else Judged()
        spent = talk.spent()
        return Reply(
            answer=judged.answer,
            changes=judged.changes,
            problem="" if judged.answer is not None else f"{self.name}: {problem_of(talk.problem or 'no answer')}",
            seconds=seconds,
            tokens=sum(spent),
            closed=judged.closed,
            words=kept(talk.words),
            cost=cost(self.settings, *spent),
            tries=max(talk.tries, talk.usage.requests if talk.usage else 0),
        )

    async def _within(
        self, talk: "_Talk", told: str, allowed: Allowance, limit_s: float, cancel: threading.Event
    ) -> BaseException | None:
        """Talk until there is an answer, the time is over, or nobody wants it any more; give what went wrong.

        Each provider has errors of its own kind: the task holds whichever it was, and no run ends by it.
        """
        work = asyncio.create_task(self._talked(talk, told, allowed))
        deadline = time.monotonic() + limit_s
        while not work.done() and not cancel.is_set() and time.monotonic() < deadline:
            await asyncio.wait({work}, timeout=min(_TICK_S, max(0.0, deadline - time.monotonic())))
        if work.done():
            return work.exception()
        work.cancel()
        await asyncio.wait({work}, timeout=1.0)
        return TimeoutError("was given up" if cancel.is_set() else f"gave no answer within {limit_s:g} s")

    async def _talked(self, talk: "_Talk", told: str, allowed: Allowance) -> None:
        import stamina
        from pydantic_ai.settings import ModelSettings as Settings
        from pydantic_ai.usage import RunUsage, UsageLimits

        _be_quiet()
        model = model_of(self.settings, talk.packet.level, self.environ)
        settings = Settings(max_tokens=allowed.answer_tokens)
        if "max_retries" not in model.unsupported_settings:
            settings["max_retries"] = 0  # it is sent again below, and not by two at once
        talk.usage = RunUsage()
        limits = UsageLimits(request_limit=self.settings.max_requests, total_tokens_limit=allowed.total_tokens)
        agent = _agent(talk, model, settings)
        retries = stamina.retry_context(
            on=again, attempts=_LINE_TRIES, timeout=None, wait_initial=self.pause_s, wait_jitter=self.pause_s
        )
        async with agent:
            async for attempt in retries:
                with attempt:
                    await agent.run(told, usage=talk.usage, usage_limits=limits)


@dataclass(slots=True)
class _Talk:
    """One packet's way: what came back, and what became of it."""

    packet: Escalation
    tree: Tree
    judged: Judged = field(default_factory=Judged)
    problem: str = ""
    """What was wrong with the last answer."""
    words: str = ""
    tries: int = 0
    usage: "RunUsage | None" = None

    def guidance(self, answer: Guidance) -> str:
        """Take guidance that the model gave by its form."""
        return self._taken(judge(answer, self.tree), repr(answer))

    def blueprint(self, answer: Blueprint) -> str:
        """Take a blueprint that the model gave by its form."""
        return self._taken(judge(answer, self.tree), repr(answer))

    def text(self, words: str) -> str:
        """Take an answer that the model wrote as text."""
        return self._taken(judge_text(words, self.packet.level, self.tree), words)

    def spent(self) -> tuple[int, int]:
        """Give the tokens that were read and written."""
        return (self.usage.input_tokens, self.usage.output_tokens) if self.usage else (0, 0)

    def _taken(self, judged: Judged, words: str) -> str:
        from pydantic_ai import ModelRetry

        self.tries += 1
        self.judged, self.problem, self.words = judged, judged.problem, words
        if judged.problem:
            raise ModelRetry(problem_of(judged.problem))
        return words


def _be_quiet() -> None:
    """Keep the retries off the screen: where structlog is installed, they are printed to the standard output."""
    from stamina.instrumentation import set_on_retry_hooks

    set_on_retry_hooks(())


def _agent(talk: _Talk, model: "Model", settings: "Settings") -> "Agent[None, str]":
    """Give the model with its role and the form of its answers; both ways of answering are read by the same eyes."""
    from pydantic_ai import Agent, TextOutput, ToolOutput

    form = FORMS[talk.packet.level]
    typed = talk.guidance if form is Guidance else talk.blueprint
    forms: list[Any] = [ToolOutput(typed, name=form.__name__.lower()), TextOutput(talk.text)]
    return Agent(
        model,
        output_type=forms,
        instructions=role(talk.packet),
        model_settings=settings,
        retries={"tools": 0, "output": TRIES - 1},
    )


def _in_words(fault: BaseException, talk: _Talk, limit_s: float) -> str:
    """Give a failure in one sentence; what was wrong with the last answer says more than that there were two."""
    from pydantic import ValidationError
    from pydantic_ai.exceptions import UnexpectedModelBehavior, UsageLimitExceeded

    problem = talk.problem
    has_answered = talk.usage is not None and talk.usage.requests > 0
    if has_answered and isinstance(fault, UnexpectedModelBehavior) and isinstance(fault.__cause__, ValidationError):
        told = fault.__cause__.errors(include_url=False, include_context=False, include_input=False)
        return "; ".join(": ".join(filter(None, (".".join(map(str, one["loc"])), one["msg"]))) for one in told)
    if isinstance(fault, UnexpectedModelBehavior) and problem:
        return problem
    if isinstance(fault, UsageLimitExceeded):
        return f"a limit of the settings is reached: {fault}{f'; {problem}' if problem else ''}"
    if isinstance(fault, TimeoutError):
        return str(fault) or f"gave no answer within {limit_s:g} s"
    return f"{type(fault).__name__}: {fault}"
