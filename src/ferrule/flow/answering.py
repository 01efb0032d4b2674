"""The story of `ferrule incidents answer`: the user decides, and the decision is verified and journaled (P40)."""

import time
from collections.abc import Callable
from dataclasses import replace

from ferrule.edits.changes import against, read_once
from ferrule.edits.journal import apply
from ferrule.edits.text import diff
from ferrule.errors import SourceChanged, ToolMissing, WrongUse
from ferrule.escalation.answers.patching import patched
from ferrule.escalation.answers.tree import Tree
from ferrule.escalation.machine import Machine
from ferrule.facts.escalation import Cause, Stage
from ferrule.facts.fix import EditedFile, FixReport, FixRequest
from ferrule.facts.incidents import Answered
from ferrule.facts.packet import Answer, Option, Proof, Question
from ferrule.facts.target import claimed
from ferrule.flow.fix import bench_of, fix, slots_of
from ferrule.flow.incidents import chosen, incident
from ferrule.flow.keeping import get_ready
from ferrule.flow.layers import Search
from ferrule.flow.levels.judging import Judged, judged
from ferrule.flow.levels.lints import lints_of
from ferrule.flow.levels.options import base_of
from ferrule.flow.levels.standing import Standing
from ferrule.flow.levels.stated import found_again
from ferrule.flow.prepared import prepared
from ferrule.flow.recorded import recorded
from ferrule.flow.verified import Here, errors_in
from ferrule.repair.classes import LINT
from ferrule.repair.identity import fingerprint
from ferrule.store.database import open_database
from ferrule.store.owners import unmake

ABORT = "abort"
TEXT = "text"
_USER = "user"


def answer(request: FixRequest, wanted: str, words: str, tell: Callable[[str], None] = lambda _: None) -> Answered:
    """Carry out what the user decided, or give why not; nothing is ever chosen for them.

    Words that are no letter go to level 3, whose answer is waited for.

    Raises:
        IncidentUnknown: when none or several fit.
        WrongUse: for an incident that asks nothing, and for a letter that is none of its options.
        SourceChanged: when the files are not those that the options were worked out on; the incident is open again.
        IllegalMove: while another process works on it.
    """
    here = prepared(request, tell)
    done = _answered(here, request, wanted, words.strip())
    if done.key != TEXT:
        return done
    sighting = incident(here.workspace.root, done.incident).incident.sighting
    target = claimed(sighting.message)
    lints = (done.incident,) if sighting.kind == LINT else ()
    again = replace(request, max_level=4, targets=(target,) if target else (), lints=lints)
    return _gone_on(done, fix(again, tell))


def _answered(here: Here, request: FixRequest, wanted: str, words: str) -> Answered:
    get_ready()
    try:
        with open_database(here.place.folder) as database, read_once():
            machine = Machine(database, here.run_id)
            one = chosen(machine, wanted)
            question = machine.open_question(one.id)
            if question is None:
                raise WrongUse(f"{one.id} asks nothing: it is {one.stage.value}; `ferrule fix` works on what is open")
            if not machine.take(one.id):
                raise WrongUse(f"{one.id}: another ferrule is at work on it")
            try:
                return _decided(request, here, machine, question, words)
            finally:
                machine.release(one.id)
    finally:
        unmake(here.scratch)


def _decided(request: FixRequest, here: Here, machine: Machine, question: Question, words: str) -> Answered:
    name = question.incident
    if words.lower() == ABORT:
        machine.answer(name, Answer(key=ABORT))
        machine.move(name, Stage.ABANDONED, Cause.GIVEN_UP, "the user gave it up", _USER)
        return Answered(name, ABORT, "abandoned", applied=False, words=question.abort)
    option = next((one for one in question.options if one.key == words.upper()), None)
    if option is not None:
        return _carried_out(request, here, machine, question, option)
    if len(words) == 1:
        letters = ", ".join(one.key for one in question.options) or "none"
        raise WrongUse(f"{name} has no option {words!r}; it has: {letters}, and abort")
    return _said(machine, name, words)


def _said(machine: Machine, name: str, words: str) -> Answered:
    """Take the user's own words to level 3, where `ferrule fix` goes on with them."""
    machine.answer(name, Answer(text=words))
    machine.move(name, Stage.LEVEL3, Cause.ANSWER, words[:400], _USER)
    return Answered(name, TEXT, "open", applied=False, words="your words go to level 3")


def _gone_on(done: Answered, report: FixReport) -> Answered:
    """Give what level 3 made of the user's words."""
    one = next((incident for incident in report.incidents if incident.id == done.incident), None)
    question = next((each for each in report.questions if each.incident == done.incident), None)
    if one is None and question is None:
        return replace(done, status="resolved", words="the compiler no longer reports this error")
    status = "waiting" if question is not None else one.status.value if one is not None else "open"
    result = one.attempts[-1].result if one is not None and one.attempts else "nothing new was found"
    edits = report.edits if status == "resolved" else ()
    words = f"level 3 was asked again with your words: {result}"
    return replace(
        done,
        status=status,
        applied=bool(edits) and report.applied,
        words=words,
        edits=edits,
        run_id=report.run_id,
        question=question,
    )


def _carried_out(request: FixRequest, here: Here, machine: Machine, question: Question, option: Option) -> Answered:
    name = question.incident
    changes = patched(Tree(here.workspace, here.scratch), option.diff)
    every = {path: b"" for one in question.options for path in patched(Tree(here.workspace, here.scratch), one.diff)}
    if base_of(every, {}) != question.base_sha256:
        machine.move(name, Stage.OPEN, Cause.SOURCE_CHANGED, "the sources have changed since the question")
        raise SourceChanged(f"{name}: the sources have changed since the options were worked out; it is open again")
    recording = recorded(request, here)
    if recording.reading.finished is None:
        raise ToolMissing(f"`cargo check` came to no end: {recording.note}")
    errors = errors_in(recording.reading.findings)
    seen = machine.get(name).sighting
    known = found_again(seen)
    errors += [known] if known else []
    search = Search(request, here, recording, replace(bench_of(request, here), slots=slots_of(here)), time.monotonic())
    standing = Standing({}, None, tuple(errors))
    if seen.kind == LINT:
        if not recording.compiles:
            words = "the tree does not compile, so the lint cannot be looked at: mend that first"
            return Answered(name, option.key, "waiting", applied=False, words=words)
        found = lints_of(search, {})
        if isinstance(found, str):
            raise ToolMissing(f"the lints could not be looked for: {found}")
        errors += found
        standing = standing.with_lints(found, tuple(errors))
    error = known or next((e for e in errors if fingerprint(e, here.workspace.root, {}) == seen.fingerprint), None)
    if error is None:
        machine.move(name, Stage.RESOLVED, Cause.GONE, "the compiler no longer reports it")
        return Answered(name, option.key, "resolved", applied=False, words="the compiler no longer reports this error")
    here.tell(f"verifying option {option.key}")
    judgement = judged(search, standing, changes, error, here.scratch / "option", relaxed=True)
    if not _as_promised(judgement, option):
        return Answered(name, option.key, "waiting", applied=False, words=f"not applied: {judgement.words}")
    return _applied(here, machine, question, option, judgement)


def _as_promised(judgement: Judged, option: Option) -> bool:
    """Say whether an option still does what the user was told: one that fails tests was chosen in full view of that."""
    kept = judgement.verified is not None and judgement.verified.kept
    return judgement.answers and (kept or option.proof is Proof.FAILS)  # one not tried has to stand now


def _applied(here: Here, machine: Machine, question: Question, option: Option, judgement: Judged) -> Answered:
    name, root = question.incident, here.workspace.root
    edits = against({}, judgement.changes)
    apply(root, here.place.folder, here.run_id, edits, here.tell)  # first: nothing is answered that was not done
    machine.answer(name, Answer(key=option.key))
    words = f"option {option.key}: {option.summary}: {judgement.words}"
    machine.attempted(name, right=True, seconds=judgement.seconds, move="option", responder=_USER, evidence=words[:400])
    machine.move(name, Stage.RESOLVED, Cause.VERIFIED, words[:400], _USER)
    told = tuple(
        EditedFile(path, diff(path, one.before, one.after))
        for one in edits
        for path in [str(one.path.relative_to(root))]
    )
    return Answered(name, option.key, "resolved", applied=True, words=words, edits=told, run_id=here.run_id)
