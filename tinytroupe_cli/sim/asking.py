"""A survey: questions put to people at once, each alone; their answers in roster order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tinytroupe_cli import events as e
from tinytroupe_cli.errors import BadReplyError, BudgetError, StoreError, TroupeError
from tinytroupe_cli.ids import stream
from tinytroupe_cli.llm import Image, Schema
from tinytroupe_cli.prompts import ask_messages
from tinytroupe_cli.sim.answers import Reading, answers_schema, in_words
from tinytroupe_cli.sim.faculties import recall, told
from tinytroupe_cli.sim.mind import Mind
from tinytroupe_cli.sim.person import attended
from tinytroupe_cli.sim.together import together
from tinytroupe_cli.spec import PIPE, AskStep, Question, agrees, blocks, fact

if TYPE_CHECKING:
    from tinytroupe_cli.sim.world import World

Given = dict[str, e.Answer]
"""Question -> somebody's answer."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is the same for everyone in a step."""

    step: AskStep
    posed: Mapping[str, e.Posed]
    images: tuple[Image, ...]
    material: tuple[e.Material, ...]
    earlier: Mapping[str, Given]
    """Person -> what they answered in steps before."""
    schemas: dict[tuple[str, ...], Schema] = field(default_factory=dict)

    def schema(self, names: tuple[str, ...]) -> Schema:
        """The form of a reply to some questions: the same bytes for all who are asked them."""
        if names not in self.schemas:
            posed = [self.posed[name] for name in names]
            self.schemas[names] = Schema("answers", answers_schema(posed))
        return self.schemas[names]


@dataclass(slots=True)
class _Sitting:
    """How one person answers: what they have answered so far, and what could not be had."""

    given: Given = field(default_factory=dict)
    failures: list[TroupeError] = field(default_factory=list)


async def ask_people(world: World, step: AskStep, names: Sequence[str]) -> None:
    """Put the questions of a step to people, all at once; nobody hears the others.

    Raises:
        StoreError: replies cannot be kept; every other failure is an answer's status.
    """
    shown = tuple(each.file for each in step.material)
    posed = {
        one.name: world.emit(e.Posed, **posed_of(one), material=shown) for one in step.questions
    }
    sheet = _Sheet(
        step,
        posed,
        tuple(Image(each.media, each.digest, each.data) for each in step.material if each.media),
        tuple(
            e.Material(name=each.file, text=each.text, media=each.media, digest=each.digest)
            for each in step.material
        ),
        _earlier(step, world.story),
    )
    sittings = await together(_sit(world.state, name, sheet, world.mind) for name in names)
    for name, sitting in zip(names, sittings, strict=True):
        for answer in sitting.given.values():
            world.emit(
                e.Answer,
                **{key: getattr(answer, key) for key in answer.model_fields_set - _PLACE},
            )
        for failure in sitting.failures:
            world.fail(failure, purpose="ask", person=name)


_PLACE = frozenset({"seq", "step", "round", "time"})


def posed_of(question: Question) -> dict[str, Any]:
    """A question as the event that puts it."""
    return {
        "question": question.name,
        "options": question.among,
        **{
            key: getattr(question, key)
            for key in ("type", "text", "minimum", "maximum", "unit", "choose", "reason")
        },
    }


def _earlier(step: AskStep, story: Iterable[e.Event]) -> dict[str, Given]:
    """The answers of steps before that questions of this one speak of."""
    own = {question.name for question in step.questions}
    wanted = {name for question in step.questions for name in question.needs()} - own
    found: dict[str, Given] = {}
    if wanted:
        for event in story:
            if isinstance(event, e.Answer) and event.question in wanted:
                found.setdefault(event.person, {})[event.question] = event
    return found


async def _sit(world: e.WorldState, name: str, sheet: _Sheet, mind: Mind) -> _Sitting:
    """One person goes through the questions, block by block."""
    person, sitting = world.people[name], _Sitting()
    for block in blocks(sheet.step.questions, sheet.step.calls):
        asked: list[e.Asking] = []
        for question in block:
            known = {**sheet.earlier.get(name, {}), **sitting.given}
            why = _why_not(question, person.persona, known)
            if why is None:
                asked.append(_shown(question, known, world, name, mind))
            else:
                sitting.given[question.name] = _draft(
                    world, name, question.name, "skipped", text=question.text, problem=why
                )
        if asked:
            await _put(asked, sitting, sheet, world, person, mind)
    return replace(
        sitting, given={one.name: sitting.given[one.name] for one in sheet.step.questions}
    )


def _why_not(question: Question, persona: Mapping[str, Any], known: Given) -> str | None:
    """Why somebody is not asked a question; None when they are."""
    for name in sorted(question.needs() & known.keys()):
        if known[name].status != "answered":
            return f"`{name}` has no answer"
    for path, wanted in question.condition.items():
        value = known[path].answer if path in known else fact(persona, path)
        if not agrees(value, wanted):
            return f"`{path}` is {_told(value)}"
    return None


def _told(value: Any) -> str:
    return "not known" if value is None else f"{value}"


def _shown(
    question: Question, known: Given, world: e.WorldState, name: str, mind: Mind
) -> e.Asking:
    """A question as it is put to one person: with earlier answers, in an order of its own."""

    def piped(found: Any) -> str:
        answer = known[found["name"]]
        words = (answer.reason or "") if found["reason"] else answer.content
        closed = question.text[found.end() : found.end() + 1] in {".", ",", ";", ":", "?", "!"}
        return words.removesuffix(".") if closed else words  # a sentence ends once

    options = [*question.among.items()]
    how = question.type != "likert" if question.shuffle is None else question.shuffle
    if how:
        rng = stream(mind.seed, mind.sample, world.step, name, question.name, "order")
        if how != "reverse":
            rng.shuffle(options)
        elif rng.random() < 0.5:
            options.reverse()
    return e.Asking(
        name=question.name,
        type=question.type,
        text=PIPE.sub(piped, question.text),
        options=dict(options),
        minimum=question.minimum,
        maximum=question.maximum,
        unit=question.unit,
        choose=question.choose,
        reason=question.reason,
    )


async def _put(
    asked: Sequence[e.Asking],
    sitting: _Sitting,
    sheet: _Sheet,
    world: e.WorldState,
    person: e.PersonState,
    mind: Mind,
) -> None:
    """One call; whatever comes of it stands in the sitting."""
    lost = next((each for each in sitting.failures if isinstance(each, BudgetError)), None)
    reading = Reading([sheet.posed[one.name] for one in asked])
    keys: tuple[str, ...] = ()
    failure: TroupeError | None = lost
    if lost is None:
        try:
            keys = await _call(asked, reading, sitting, sheet, world, person, mind)
        except StoreError:
            raise
        except TroupeError as caught:
            failure = caught
            sitting.failures.append(caught)
    for one in asked:
        facts: dict[str, Any] = {"text": one.text, "order": tuple(one.options), "calls": keys}
        if one.name in reading.answers:
            answer, reason = reading.answers[one.name]
            facts |= {"answer": answer, "content": in_words(sheet.posed[one.name], answer)}
            facts |= {"reason": reason, "remembered": sheet.step.remember}
            status = "answered"
        else:
            status = "invalid" if isinstance(failure, BadReplyError) else "failed"
            facts["problem"] = reading.faults.get(one.name) or str(failure)
        sitting.given[one.name] = _draft(world, person.name, one.name, status, **facts)


async def _call(
    asked: Sequence[e.Asking],
    reading: Reading,
    sitting: _Sitting,
    sheet: _Sheet,
    world: e.WorldState,
    person: e.PersonState,
    mind: Mind,
) -> tuple[str, ...]:
    context = ask_context(world, person, mind, asked, sheet.material, sitting.given.values())
    replied = await mind.ask(
        "ask",
        context,
        ask_messages(context),
        reading,
        person=person.name,
        step=world.step,
        round_=world.round,
        schema=sheet.schema(tuple(one.name for one in asked)),
        images=sheet.images,
    )
    return replied.keys


def ask_context(
    world: e.WorldState,
    person: e.PersonState,
    mind: Mind,
    asked: Sequence[e.Asking],
    material: tuple[e.Material, ...] = (),
    given: Iterable[e.Answer] = (),
) -> e.AskContext:
    """All that the person knows now, and what they are asked."""
    assert world.time is not None
    just = tuple(each for each in given if each.remembered and each.status == "answered")
    # What is asked is what memories are looked for by.
    curious = replace(person, inbox=[], goals=tuple(one.text for one in asked))
    return e.AskContext(
        person=person.name,
        persona=person.persona,
        clock=world.time,
        place=person.place,
        context=person.context,
        attention=person.attention,
        emotions=person.emotions,
        memories=recall(curious, mind.recall, mind.memory),
        history=(*told((*person.history, *attended(world, person, mind)[0])), *just),
        material=material,
        questions=tuple(asked),
        guards=mind.guards,
    )


def _draft(world: e.WorldState, person: str, question: str, status: str, **facts: Any) -> e.Answer:
    """An answer before it has its place in the story."""
    assert world.time is not None
    return e.Answer(
        seq=0, step=world.step, round=world.round, time=world.time, person=person,
        question=question, status=status, **facts,
    )  # fmt: skip
