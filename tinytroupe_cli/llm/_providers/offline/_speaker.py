"""Choosing words: frames that nobody used, facts that were not told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from random import Random

from tinytroupe_cli.ids import digest, stream
from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._affinity import Leaning, closeness, leaning
from tinytroupe_cli.llm._providers.offline._frames import FRAMES
from tinytroupe_cli.llm._providers.offline._persona import Fact
from tinytroupe_cli.llm._providers.offline._scene import Scene, norm
from tinytroupe_cli.llm._providers.offline._voice import Voice, pronounced, voice


@lru_cache(maxsize=4096)
def _landmarks(frame: str) -> tuple[str, ...]:
    """The fixed words of a frame, by which it is known again."""
    parts = [norm(part) for part in re.split(r"\{\w+\}", frame)]
    return tuple(part for part in parts if len(part.split()) > 1) or tuple(p for p in parts if p)


_OWN = frozenset(
    [
        "clause", "dislike", "does", "fact", "home", "items", "like", "list", "loss", "me", "mine", "rclause",
        "reason", "taste", "tclause", "title", "trouble",
    ]
)  # fmt: skip
"""Slots that are filled from the speaker's own persona, so that no two people fill them alike."""


@lru_cache(maxsize=4096)
def _slots(pattern: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\{(\w+)\}", pattern))


@lru_cache(maxsize=4096)
def _is_own(pattern: str) -> bool:
    """Whether each sentence of a frame holds something that only this speaker would say."""
    parts = re.split(r"(?<=[.!?])\s|(?<=\})\s(?=[A-Z{])", pattern)
    return all(_OWN & set(_slots(part)) for part in parts)


@lru_cache(maxsize=4096)
def _shuffled(act: str, seed: int, sample: str) -> list[tuple[str, str]]:
    """An act's frames as (register, pattern), in an order of this run's own."""
    order = sorted(FRAMES.get(act, ()), key=lambda frame: digest(seed, sample, act, frame))
    return [(frame.partition("|")[0], frame.partition("|")[2]) for frame in order]


class Speaker:
    """Finds the words of one turn; remembers what the turn has used already."""

    def __init__(self, scene: Scene, sample: str) -> None:
        self.scene = scene
        self.voice: Voice = voice(scene.me)
        self._sample = sample
        self._used: list[str] = []
        self._told: set[str] = set()

    def random(self, *path: object) -> Random:
        """A random stream for one decision of this turn."""
        scene = self.scene
        return stream(scene.seed, self._sample, scene.context.person, scene.context.turn, *path)

    def name(self, name: str) -> str:
        """How this speaker addresses somebody."""
        return self.scene.calls(name, formal=self.voice.formal)

    def say(
        self, act: str, *, shared: bool | str = False, alone: bool | str = False, **slots: str
    ) -> str:
        """A sentence, or several, for a dialogue act; empty when all was said already.

        Frames are dealt out among the crowd, so that two people who speak at the same moment
        take different ones.

        Args:
            act: a key of FRAMES.
            shared: also take a frame dealt to others when the own ones are used up; only for
                frames whose slots make the sentence the speaker's own.
            alone: nobody else does the like in this round, so all frames are the speaker's.
            slots: what fills the frame; frames that need more slots are passed over.
        """
        if "reason" in slots and slots["reason"].strip():
            slots["rclause"] = _as_clause(slots["reason"])
        for _, pattern in self._frames(act, shared=bool(shared), alone=bool(alone)):
            if any(not slots.get(slot) for slot in _slots(pattern)):
                continue
            text = _smooth(pattern.format(**slots))
            if self._is_new(pattern, text):
                self._used.append(norm(text))
                return pronounced(text, self.voice)
        return ""

    def _frames(self, act: str, *, shared: bool, alone: bool) -> list[tuple[str, str]]:
        """The frames to try, in order: the own ones that suit, others' that are safe, the rest."""
        scene = self.scene
        order = _shuffled(act, scene.seed, self._sample)
        own = order[scene.rank :: len(scene.crowd)]
        if shared or alone:
            start = int(digest(scene.context.person, act)[:6], 16) % max(len(order), 1)
            rest = [one for one in order[start:] + order[:start] if one not in own]
            own = own + [one for one in rest if alone or _is_own(one[1])]
        dealt = len(order[scene.rank :: len(scene.crowd)])
        suits = [self.voice.rank(register) for register, _ in own]
        places = sorted(
            range(len(own)),
            key=lambda place: (suits[place] > 1, place >= dealt, suits[place], place),
        )
        return [own[place] for place in places]

    def _is_new(self, pattern: str, text: str) -> bool:
        spoken = self.scene.spoken + " | " + " | ".join(self._used)
        marks = _landmarks(pattern)
        if marks and all(mark in spoken for mark in marks):
            return False
        earlier = self.scene.said
        return all(norm(one) not in earlier for one in g.sentences(text))

    def fresh(self, facts: Iterable[Fact]) -> list[Fact]:
        """Those facts that were not told yet."""
        return [
            fact
            for fact in facts
            if fact.text not in self._told and not self.scene.told(core(fact.text))
        ]

    def tell(self, fact: Fact) -> str:
        """A fact's sentence; it will not be told again."""
        self._told.add(fact.text)
        self._used.append(norm(fact.text))
        return pronounced(fact.text, self.voice)

    def mark(self, text: str) -> None:
        """Note that a text of the persona was used in this turn."""
        self._told.add(text)
        self._used.append(norm(text))

    def unused(self, phrases: Iterable[str]) -> list[str]:
        """Those phrases that were not said yet."""
        return [p for p in phrases if p not in self._told and not self.scene.told(p)]

    def nearest(
        self, facts: Iterable[Fact], text: str, *, least: float = 0.6, by: str = "near"
    ) -> Fact | None:
        """The untold fact that has most to do with a text, if any has enough."""
        scored = [(closeness(fact.text, text), fact) for fact in self.fresh(facts)]
        scored = [(near, fact) for near, fact in scored if near >= least]
        if not scored:
            return None
        return max(scored, key=lambda pair: (pair[0], self.lot(by, pair[1].text)))[1]

    def any_of(self, items: Sequence[Fact], by: str) -> Fact | None:
        """One of the untold facts, drawn."""
        left = self.fresh(items)
        return max(left, key=lambda fact: self.lot(by, fact.text)) if left else None

    def lot(self, *path: object) -> float:
        """A number in [0, 1) that is drawn for a thing, the same for the whole run."""
        scene = self.scene
        parts = [str(part) for part in path]
        drawn = digest(scene.seed, self._sample, scene.context.person, parts)
        return int(drawn[:12], 16) / 16**12

    def leaning(self, text: str) -> Leaning:
        """What the speaker thinks of a text."""
        return leaning(self.scene.me, text)

    def best(self, items: Iterable[str], key: Callable[[str], float]) -> str | None:
        """The item with the highest key, ties drawn by lot."""
        ranked = sorted(items, key=lambda item: (-key(item), self.lot("tie", item)))
        return ranked[0] if ranked else None


def core(sentence: str) -> str:
    """The part of a fact that stays the same however it is worked into a sentence."""
    text = re.sub(r"^(?:I|My|There is my|There is)\s+", "", g.bare(sentence))
    return " ".join(text.split()[:9])


def _as_clause(reason: str) -> str:
    """A reason as it stands inside a sentence; empty for more than one plain sentence."""
    plain = len(g.sentences(reason)) == 1 and not re.search(r"[:?!;]", reason)
    led = re.match(
        r"(?:The thing|You |If |As |To my|In |When|Where|With|For |Fact|Look|Think|It's about|Let me|After all)",
        reason,
    )
    return g.clause(reason) if plain and not led else ""


def _smooth(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"([.!?])[.]+(?=\s|$)", r"\1", text)
    text = re.sub(r"([,;:])\s*([,;:.])", r"\2", text)
    return re.sub(r"(?:^|(?<=[.!?] ))[a-zà-ÿ]", lambda match: match[0].upper(), text)
