"""What somebody finds when their turn comes: who is there, what was said, what is wanted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tinytroupe_cli.events import (
    Action,
    Crowd,
    Moment,
    Observation,
    Others,
    Rest,
    Stimulus,
    TurnContext,
    names_of,
)
from tinytroupe_cli.ids import canonical_json, digest
from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._persona import Portrait, first_name, portrait
from tinytroupe_cli.llm._providers.offline._task import Task, read_task

_SPEECH = frozenset({"TALK", "REACH_OUT"})
_LONG = (
    ("'m", " am"), ("can't", "cannot"), ("won't", "will not"), ("n't", " not"), ("'ve", " have"), ("'d", " would"),
    ("'ll", " will"), ("'re", " are"), ("it's", "it is"), ("that's", "that is"),
)  # fmt: skip


@lru_cache(maxsize=20_000)
def norm(text: str) -> str:
    """A text as it is compared: small letters, words only, contractions undone."""
    low = text.casefold().replace("’", "'")
    for short, full in _LONG:
        low = low.replace(short, full)
    return " ".join(re.findall(r"\w+", low))


@lru_cache(maxsize=8192)
def _normed(text: str) -> tuple[str, ...]:
    """The sentences of a text as they are compared."""
    return tuple(norm(each) for each in g.sentences(text))


@lru_cache(maxsize=256)
def _mixed(seed: int, names: Crowd) -> Crowd:
    """Names in an order of a run's own."""
    return Crowd(sorted(names, key=lambda name: digest(seed, "crowd", name)))


@lru_cache(maxsize=256)
def _first_names(crowd: Crowd) -> Counter[str]:
    """How many have each first name."""
    return Counter(map(first_name, crowd))


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something that was said."""

    person: str
    text: str
    target: str | None
    seq: int
    new: bool
    """Whether it is not answered yet."""


@dataclass(frozen=True)
class Scene:
    """The context of a turn, read for speaking."""

    context: TurnContext
    seed: int

    @cached_property
    def me(self) -> Portrait:
        """The speaker."""
        return portrait(self.context.person, canonical_json(self.context.persona))

    @cached_property
    def others(self) -> Sequence[str]:
        """The names of those who can be reached, in roster order."""
        names = names_of(self.context.others)
        if isinstance(names, Rest):
            return names
        return [name for name in names if name != self.context.person]

    @cached_property
    def start(self) -> int:
        """After which event the matter at hand was opened: for a summary, all counts."""
        return -1 if self.task.kind == "sum_up" else self.task.seq

    @cached_property
    def crowd(self) -> Crowd:
        """Everyone, in an order of this run's own that all of them agree on."""
        if isinstance(self.others, Rest):
            return _mixed(self.seed, self.others.crowd)
        return _mixed(self.seed, Crowd(sorted({*self.others, self.context.person})))

    @cached_property
    def rank(self) -> int:
        """The speaker's place in the crowd."""
        return self.crowd.places[self.context.person]

    @cached_property
    def moments(self) -> list[tuple[Moment, bool]]:
        """All that was lived through, oldest first, and whether it is unanswered."""
        new = [(moment, True) for moment in self.context.inbox]
        return [(moment, False) for moment in self.context.history] + new

    @cached_property
    def talk(self) -> list[Utterance]:
        """All that was said, oldest first."""
        return [
            Utterance(moment.person, moment.content, moment.target, moment.seq, new)
            for moment, new in self.moments
            if isinstance(moment, Action) and moment.action in _SPEECH and moment.content
        ]

    @cached_property
    def heard(self) -> list[Utterance]:
        """What others said."""
        return [one for one in self.talk if one.person != self.context.person]

    @cached_property
    def mine(self) -> list[Utterance]:
        """What the speaker said."""
        return [one for one in self.talk if one.person == self.context.person]

    @cached_property
    def stimuli(self) -> list[tuple[Stimulus, bool]]:
        """What came from outside, oldest first, and whether it is unanswered."""
        return [(one, new) for one, new in self.moments if isinstance(one, Stimulus)]

    @cached_property
    def task(self) -> Task:
        """What is wanted of the speaker."""
        return read_task(self.stimuli, self.context.goals, self.context.context)

    @cached_property
    def spoken(self) -> str:
        """Everything that was said or thought or read so far, for comparing."""
        texts = [norm(one.text) for one in self.talk]
        for moment, _ in self.moments:
            if (isinstance(moment, Action) and moment.action not in _SPEECH) or isinstance(
                moment, Observation
            ):
                texts.append(norm(moment.content))
        return " | ".join([*texts, *(norm(memory) for memory in self.context.memories)])

    @cached_property
    def said(self) -> set[str]:
        """Every sentence so far, for comparing."""
        texts = [one.text for one in self.talk]
        texts += [m.content for m, _ in self.moments if isinstance(m, Action)]
        return {each for text in texts for each in _normed(text)}

    @cached_property
    def own_words(self) -> str:
        """Everything that the speaker said or thought, for comparing."""
        mine = self.context.person
        texts = [m.content for m, _ in self.moments if isinstance(m, Action) and m.person == mine]
        return " | ".join(norm(text) for text in texts)

    def told(self, text: str) -> bool:
        """Whether the words of a text were said before."""
        return norm(text) in self.spoken

    @cached_property
    def turns_taken(self) -> int:
        """How often the speaker has spoken since the task was set."""
        return sum(one.seq > self.task.seq for one in self.mine)

    @cached_property
    def last_round(self) -> bool:
        """Whether nobody will speak after this round."""
        return self.context.rounds_left == 0

    def calls(self, name: str, *, formal: bool = False) -> str:
        """How the speaker addresses somebody: the first name where it is clear enough."""
        first = first_name(name)
        return name if formal or _first_names(self.crowd)[first] > 1 else first

    def relation(self, name: str) -> str:
        """How the speaker is related to somebody."""
        others = self.context.others
        if isinstance(others, Others):
            return others.relation(name)
        return next((one.relation for one in others if one.name == name), "")

    def to_me(self, utterance: Utterance) -> bool:
        """Whether something was said to the speaker in particular."""
        if len(self.others) == 1 or utterance.target == self.context.person:
            return True
        return bool(re.search(rf"\b{re.escape(self.me.first)}\b", utterance.text))
