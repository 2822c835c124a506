"""Choosing words: frames that nobody used, facts that were not told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from tinytroupe_cli.ids import digest
from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._leaning import Leaning, closeness, leaning
from tinytroupe_cli.llm._providers.offline._persona import Fact
from tinytroupe_cli.llm._providers.offline._scene import Scene, norm
from tinytroupe_cli.llm._providers.offline._tables import Frame, frames
from tinytroupe_cli.llm._providers.offline._voice import Voice, pronounced, voice

_OWN = frozenset({"clause", "fact", "list", "mine", "rclause", "taste", "tclause", "trouble",
                  "title"})  # fmt: skip
"""Slots that are filled from the speaker's own persona, so that no two people fill them alike."""
_BECAUSE = re.compile(r"\b(?:because|since|so that)\b|, so\b")
_MANY = 20
"""In a larger crowd the sentences do not suffice for giving each person their own."""
_EMPTY = frozenset({"reason", "value"})
"""Slots that may stay empty."""


@lru_cache(maxsize=4096)
def _shuffled(act: str, seed: int) -> tuple[Frame, ...]:
    """An act's frames in an order of this run's own."""
    return tuple(
        sorted(
            frames().get(act, ()),
            key=lambda frame: digest(seed, act, frame.register, frame.pattern),
        )
    )


@lru_cache(maxsize=4096)
def _shift(seed: int, act: str, register: str) -> int:
    """Where the dealing of a register begins, so that it is not always the same people's."""
    return int(digest(seed, act, register)[:6], 16)


@lru_cache(maxsize=4096)
def _ordered(seed: int, act: str, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Some sentences in an order of this run's own."""
    return tuple(sorted(texts, key=lambda text: digest(seed, act, text)))


class Speaker:
    """Finds the words of one turn; remembers what the turn has used already."""

    def __init__(self, scene: Scene, sample: str) -> None:
        self.scene = scene
        self.voice: Voice = voice(scene.me)
        self._sample = sample
        # shares go round the crowd from round to round, so that nobody runs out of sentences
        left = scene.context.rounds_left
        self._place = scene.rank + (scene.turns_taken if left is None else left)
        self._used: list[str] = []
        self._told: set[str] = set()
        self._named: set[str] = set()

    @property
    def crowded(self) -> bool:
        """Whether there are more people than words, so that some may say the same at once."""
        return len(self.scene.crowd) > _MANY

    def lot(self, *path: object) -> float:
        """A number in [0, 1) that is drawn for a thing, the same for the whole run."""
        scene = self.scene
        parts = [str(part) for part in path]
        return int(digest(scene.seed, self._sample, scene.context.person, parts)[:12], 16) / 16**12

    def leaning(self, text: str) -> Leaning:
        """What the speaker thinks of a text."""
        return leaning(self.scene.me, text)

    def name(self, name: str) -> str:
        """How this speaker calls somebody: formally the whole name the first time, else short."""
        if not self.voice.formal or name in self._named:
            return self.scene.calls(name)
        self._named.add(name)
        known = any(self.scene.calls(name) in one.text for one in self.scene.mine)
        return self.scene.calls(name, formal=not known)

    # -- frames ------------------------------------------------------------------------------

    def say(self, act: str, *, alone: bool = False, must: bool = False, **slots: Any) -> str:
        """A sentence, or several, for a dialogue act; empty when all was said already.

        Frames are dealt out among the crowd, so that two people who speak at the same moment
        take different ones; those of others are taken only where the speaker's own facts make
        the sentence a different one.

        Args:
            act: a key of the frames.
            alone: nobody else does the like in this round, so all frames are the speaker's.
            must: say something even if somebody else may say the same.
            slots: what fills the frame; frames that need more slots are passed over.
        """
        filled = _filled(slots)
        tried = self._frames(act, alone=alone)
        if must or self.crowded:
            rest = [one for one in _shuffled(act, self.scene.seed) if one not in tried]
            start = self.scene.rank % max(len(rest), 1)
            tried += rest[start:] + rest[:start]
        for frame in tried:
            if any(not filled.get(slot) and slot not in _EMPTY for slot in frame.slots):
                continue
            if any(_BECAUSE.search(filled[slot]) for slot in frame.grounds):
                continue  # no `because ..., because ...`
            text = _smooth(frame.pattern.format_map({**dict.fromkeys(_EMPTY, ""), **filled}))
            if self._is_new(text, frame, fact=filled.get("fact") or filled.get("trouble") or ""):
                self._used.append(frame.pattern)
                self._used += [norm(one) for one in g.sentences(text)]
                return pronounced(text, self.voice)
        return ""

    def _frames(self, act: str, *, alone: bool) -> list[Frame]:
        """The frames to try: the own ones that suit, the own ones that don't, others' that are safe."""
        order = _shuffled(act, self.scene.seed)
        if alone:
            return sorted(order, key=lambda one: self.voice.rank(one.register))
        always = [one for one in order if "rclause" not in one.slots]
        rest = [one for one in order if one not in always]
        own = self._share(act, always) + self._share(act, rest)
        safe = [
            one for one in order if one not in own and all(_OWN & {*part} for part in one.parts)
        ]
        start = self.scene.rank % max(len(safe), 1)
        suits = [one for one in own if self.voice.rank(one.register) < 2]
        rest = sorted(safe[start:] + safe[:start], key=lambda one: self.voice.rank(one.register))
        return suits + rest + [one for one in own if one not in suits]

    def _share(self, act: str, items: Sequence[Frame]) -> list[Frame]:
        """Those of some frames that are the speaker's, of each register where there are enough."""
        crowd = len(self.scene.crowd)
        if sum(not one.register for one in items) < crowd:
            return list(items[self._place % crowd :: crowd])
        mine: list[Frame] = []
        for register in dict.fromkeys(one.register for one in items):
            shift = _shift(self.scene.seed, act, register)
            alike = [one for one in items if one.register == register]
            mine += alike[(self._place + shift) % crowd :: crowd]
        return mine

    def _is_new(self, text: str, frame: Frame, fact: str) -> bool:
        """Whether nobody said any sentence of a text, and the speaker not the like of it."""
        told = {norm(one) for one in g.sentences(fact)}
        earlier = self.scene.said
        if frame.pattern in self._used or any(
            mark in self.scene.own_words for mark in _landmarks(frame)
        ):
            return False
        return all(norm(one) not in earlier or norm(one) in told for one in g.sentences(text))

    def deal(self, act: str, texts: Sequence[str]) -> str:
        """The first of some sentences that is the speaker's to say and that nobody said."""
        scene = self.scene
        order = _ordered(scene.seed, act, tuple(texts))
        turn = (scene.rank + scene.turns_taken) % len(scene.crowd)
        for text in order[turn :: len(scene.crowd)]:
            spoken = pronounced(text, self.voice)
            if norm(spoken) not in scene.said and norm(spoken) not in self._used:
                self._used.append(norm(spoken))
                return spoken
        return ""

    def quote(self, act: str, phrases: Sequence[str]) -> str:
        """A sentence about one of several phrases, which neighbours take in another order."""
        start = self.scene.rank % max(len(phrases), 1)
        said = (self.say(act, phrase=one) for one in [*phrases[start:], *phrases[:start]])
        return next((text for text in said if text), "")

    # -- facts -------------------------------------------------------------------------------

    def fresh(self, facts: Iterable[Fact]) -> list[Fact]:
        """Those facts that were not told yet."""
        return [one for one in facts if self.untold(one.text)]

    def untold(self, text: str) -> bool:
        """Whether a fact or a taste was not told yet."""
        return text not in self._told and not self.scene.told(core(text))

    def tell(self, text: str) -> str:
        """A fact's sentence; it will not be told again."""
        self._told.add(text)
        return pronounced(text, self.voice)

    def mark(self, *texts: str) -> None:
        """Note that texts of the persona were used in this turn."""
        self._told.update(texts)

    def nearest(self, facts: Iterable[Fact], text: str, *, least: float = 1.0) -> Fact | None:
        """The untold fact that has most to do with a text, if any has enough."""
        scored = [(closeness(fact.text, text), fact) for fact in self.fresh(facts)]
        scored = [(near, fact) for near, fact in scored if near >= least]
        best = max(scored, key=lambda pair: (pair[0], self.lot("near", pair[1].text)), default=None)
        return best[1] if best else None

    def any_of(self, facts: Iterable[Fact], by: str) -> Fact | None:
        """One of the untold facts, drawn."""
        return max(self.fresh(facts), key=lambda fact: self.lot(by, fact.text), default=None)


def core(sentence: str) -> str:
    """The part of a fact that stays the same however it is worked into a sentence."""
    text = re.sub(r"^(?:I|My|There is my|There is)\s+", "", g.bare(sentence))
    return " ".join(text.split()[:9])


def _filled(slots: dict[str, Any]) -> dict[str, str]:
    filled = {key: str(value) for key, value in slots.items() if value or value == 0}
    for key in ("notion", "mine"):
        if key in filled:
            filled[key.capitalize()] = g.upper_first(filled[key])
    if reason := filled.get("reason"):
        plain = len(g.sentences(reason)) == 1 and not re.search(r"[:?!;\"]", reason)
        filled["rclause"] = g.clause(reason) if plain else ""
    return filled


@lru_cache(maxsize=4096)
def _landmarks(frame: Frame) -> tuple[str, ...]:
    """The fixed words of a frame, if they are so many that a second use would be noticed."""
    parts = [norm(part) for part in re.split(r"\{\w+\}", frame.pattern)]
    longest = max(parts, key=len, default="")
    return (longest,) if len(longest.split()) > 2 else ()


def _smooth(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"([.!?])[.]+(?=\s|$)", r"\1", text)
    text = re.sub(r"([,;:])\s*([,;:.])", r"\2", text)
    return re.sub(r"(?:^|(?<=[.!?] ))[a-zà-ÿ]", lambda match: match[0].upper(), text)
