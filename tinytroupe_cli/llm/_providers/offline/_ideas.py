"""Ideas: which ones there are, which difficulty they answer, and which were proposed so far."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from tinytroupe_cli.ids import digest
from tinytroupe_cli.llm._providers.offline._scene import Scene
from tinytroupe_cli.llm._providers.offline._tables import Idea, ideas
from tinytroupe_cli.llm._providers.offline._words import (
    key_phrases,
    proposal_in,
    sentences,
    stance_in,
    title_of,
)

_DIGITAL = re.compile(
    r"\b(?:AI|artificial|software|word processor|app|digital|programs?|computer|office suite|chatbot"
    r"|website|online|editor|spreadsheet|e-?mail client|IT|data)\b"
)

_PLACE = re.compile(
    r"\b(?:museum|library|zoo|park|caf[eé]|restaurant|shop|store|market|station|hotel|pool|theat(?:re|er)|cinema|school|town|city"
    r"|village|office|hospital|gym|festival|fair|bakery|bar|clinic|bus|train|tram|airport|street|square|church|event|party|club"
    r"|neighbou?rhood|service|course|garden|playground|centre|center|snack|smoothie|drink|menu|food)s?\b",
    re.IGNORECASE,
)
_FOOD = re.compile(
    r"\b(?:food|drinks?|smoothie|snacks?|menu|restaurant|caf[eé]|recipe|flavou?r|eat)\w*",
    re.IGNORECASE,
)
_EATEN = re.compile(r"\b(?:flavour|sugar|ingredients)\b")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal that somebody made."""

    owner: str
    bare: str
    """What to call it, without an article."""
    text: str
    """What was said of it."""
    seq: int
    new: bool
    idea: Idea | None = None

    @property
    def name(self) -> str:
        """What to call it, with its article."""
        return f"the {self.bare}"


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Idea]:
    return {
        one.bare.casefold(): one for kind in ("digital", "general", "things") for one in ideas(kind)
    }


@lru_cache(maxsize=1)
def _any_name() -> re.Pattern[str]:
    names = sorted((re.escape(name) for name in _by_name()), key=lambda name: -len(name))
    return re.compile(rf"\b(?:{'|'.join(names)})\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def named_in(text: str) -> tuple[Idea, ...]:
    """The known ideas that a text speaks of, in its order."""
    found = dict.fromkeys(match[0].casefold() for match in _any_name().finditer(text))
    return tuple(_by_name()[name] for name in found)


@lru_cache(maxsize=512)
def catalogue(brief: str, product: str, seed: int) -> tuple[Idea, ...]:
    """The ideas that suit a brief: for programs, for places or for things, in an order of the run's own."""
    place = _PLACE.search(product or brief)
    kind = "digital" if _DIGITAL.search(brief) else "general" if place else "things"
    eaten = kind == "digital" or _FOOD.search(brief)
    known = [one for one in ideas(kind) if eaten or not _EATEN.search(one.bare)]
    found = [_for(one, product) for one in known]
    return tuple(sorted(found, key=lambda one: digest(seed, "idea", one.bare)))


@lru_cache(maxsize=4096)
def _for(idea: Idea, product: str) -> Idea:
    """An idea that names the product it is for."""
    return replace(idea, does=idea.does.replace("{product}", product or "it"))


@lru_cache(maxsize=16384)
def fit(idea: Idea, difficulty: str) -> int:
    """How well an idea answers a difficulty: the number of different signs that meet it."""
    return len({match.casefold() for match in idea.meets.findall(difficulty)})


def proposals(scene: Scene) -> list[Proposal]:
    """All proposals since the task was set, oldest first, each once."""
    found: dict[str, Proposal] = {}
    for said in scene.talk:
        if said.seq <= scene.start:
            continue
        known = named_in(said.text)
        for idea in (_for(one, scene.task.product) for one in known):
            one = Proposal(
                said.person, idea.bare, f"{idea.bare} {idea.does}", said.seq, said.new, idea
            )
            found.setdefault(idea.bare, one)
        if not known:
            for title, text in _free(said.text):
                found.setdefault(title, Proposal(said.person, title, text, said.seq, said.new))
    return list(found.values())


def _free(text: str) -> Iterable[tuple[str, str]]:
    """The proposal of an utterance in words that the catalogue does not know."""
    for sentence in sentences(text):
        idea = proposal_in(sentence)
        if idea and not sentence.rstrip().endswith("?"):
            title = re.sub(r"^(?:an?|the|my|our) ", "", title_of(idea))
            if len(title.split()) > 6:
                title = f"idea about {next(iter(key_phrases(idea, 1)), 'that')}"
            yield title, idea
            return


_VOTE = re.compile(
    r"\b(?:vote|choose|go for|comes first|I take|winner|pick|at the top|recommendation|favourite|stays with me|prize)\b"
)
"""How somebody says at the end which idea should be built."""


def votes(scene: Scene) -> dict[str, str]:
    """Who chose which proposal, by its bare name."""
    found: dict[str, str] = {}
    for said in scene.talk:
        for sentence in sentences(said.text):
            if said.seq > scene.start and _VOTE.search(sentence) and (named := named_in(sentence)):
                found[said.person] = named[-1].bare
    return found


def backing(scene: Scene, proposal: Proposal) -> int:
    """How many others spoke for a proposal, less those who spoke against it."""
    total = 0
    for said in scene.talk:
        if said.person != proposal.owner and proposal.bare.casefold() in said.text.casefold():
            total += {"for": 1, "against": -1}.get(stance_in(said.text) or "", 0)
    return total
