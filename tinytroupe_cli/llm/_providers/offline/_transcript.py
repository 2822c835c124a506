"""A transcript as the reading half sees it: who said which sentence, proposed what, chose what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tinytroupe_cli.events import Action, Moment, Stimulus
from tinytroupe_cli.ids import canonical_json
from tinytroupe_cli.llm._providers.offline import _words as w
from tinytroupe_cli.llm._providers.offline._ideas import named_in

_SILENT = frozenset({"DONE", "THINK", "REACH_OUT", "RECALL", "CONSULT"})
"""Actions that say nothing to others."""
_ABOUT_IDEAS = re.compile(
    r"\b(?:propos\w+|suggest\w*|ideas?|how about|what about|I would love|put in|add)\b",
    re.IGNORECASE,
)

_ROLE = re.compile(
    r"\bthe ([a-z]{2,}(?:er|or|ist|ant|ent|eer|ian|man|woman|ess|ary|nurse|chef|clerk|boss|tutor))s?\b"
)
"""Words that may say what somebody is: the banker, the consultant."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence that somebody uttered, verbatim."""

    person: str
    text: str
    seq: int
    """The event's place in the story."""
    whole: str
    """The utterance that the sentence stands in."""
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An idea that somebody put forward first."""

    person: str
    title: str
    """What to call it."""
    idea: str
    """All that the proposal says of it, verbatim; two sentences at most."""
    said: Said


class Transcript:
    """What can be read out of moments; everything is worked out when first asked for."""

    def __init__(
        self,
        moments: Sequence[Moment],
        people: Mapping[str, Mapping[str, Any]],
        person: str | None = None,
    ) -> None:
        self.moments = moments
        self.people = people
        self.person = person
        """Whose words alone count; None: everyone's."""

    @cached_property
    def briefs(self) -> list[str]:
        """What came from outside and what was asked, each text once, oldest first."""
        texts = [one.content for one in self.moments if isinstance(one, Stimulus)]
        return list(dict.fromkeys(texts))

    @cached_property
    def utterances(self) -> list[Action]:
        """All that was said or written for others, oldest first."""
        return [
            one
            for one in self.moments
            if isinstance(one, Action) and one.action not in _SILENT and one.content.strip()
        ]

    @cached_property
    def everything(self) -> list[Said]:
        """Every sentence that was said, oldest first."""
        return [
            Said(one.person, sentence, one.seq, one.content, one.target)
            for one in self.utterances
            for sentence in w.sentences(one.content)
        ]

    @cached_property
    def sentences(self) -> list[Said]:
        """The sentences that count: those of the one person asked about, or everyone's."""
        return self.of(self.person)

    def of(self, person: str | None) -> list[Said]:
        """The sentences of somebody, or of everyone."""
        return [one for one in self.everything if person in {None, one.person}]

    @cached_property
    def speakers(self) -> list[str]:
        """Those who said something, in roster order."""
        spoke = {one.person for one in self.utterances}
        roster = [name for name in self.people if name in spoke]
        return roster + [name for name in dict.fromkeys(one.person for one in self.utterances)
                         if name not in self.people]  # fmt: skip

    @cached_property
    def offers(self) -> list[tuple[tuple[w.Option, ...], str]]:
        """The options that were put to people, and by which text, the newest first."""
        found = [
            (known, text)
            for text in reversed(self.briefs)
            if (known := w.choices(text) or w.listed(text))
        ]
        asked = [
            (known, one.content) for one in self.utterances if (known := w.options(one.content))
        ]
        return [*reversed(asked), *found]

    @cached_property
    def options(self) -> tuple[w.Option, ...]:
        """The options that were put to people: those of the newest text that has any."""
        return self.offers[0][0] if self.offers else ()

    def after(self, person: str | None, brief: str, *, follows: bool = False) -> list[Said]:
        """What somebody said after a brief and before the next one (or, if one follows that refers to it, after)."""
        orders = [
            one
            for one in self.moments
            if isinstance(one, Stimulus) and one.stimulus == "CONVERSATION"
        ]
        start = next((one.seq for one in reversed(orders) if one.content == brief), -1)
        later = [one.seq for one in orders if one.seq > start and one.content != brief]
        mine = [one for one in self.of(person) if one.seq > start]
        kept = [one for one in mine if one.seq < min(later, default=one.seq + 1)]
        return kept or (mine if follows or not later else [])

    @cached_property
    def scale(self) -> tuple[int, int] | None:
        """The rating scale that was put to people."""
        asked = self.briefs + [one.content for one in self.utterances if "?" in one.content]
        return next((found for text in reversed(asked) if (found := w.rating_scale(text))), None)

    def asks(self, sign: re.Pattern[str]) -> str:
        """The newest text put to people that asks for something; empty without one."""
        return next((text for text in reversed(self.briefs) if sign.search(text)), "")

    def replies(self, person: str | None, about: str) -> list[Said]:
        """What somebody said to the question that has most to do with a matter; else all they said."""
        mine = self.of(person)
        asked = [
            one
            for one in self.moments
            if isinstance(one, Stimulus) and one.stimulus == "CONVERSATION"
        ]
        if len({one.content for one in asked}) < 2:
            return mine
        near = max(asked, key=lambda one: (w.overlap(one.content, about), one.seq))
        if not w.overlap(near.content, about):
            return mine
        later = [one.seq for one in asked if one.seq > near.seq and one.content != near.content]
        return [one for one in mine if near.seq < one.seq < min(later, default=one.seq + 1)] or mine

    def choice(
        self, person: str, options: Sequence[w.Option], brief: str = ""
    ) -> tuple[str, Said] | None:
        """The last choice of somebody among options, or NONE, and the sentence that utters it."""
        asked = next((text for known, text in self.offers if known == options), brief)
        for said in reversed(self.after(person, asked, follows=True) if asked else self.of(person)):
            if said.text.endswith("?"):
                continue
            label = w.choice_in(said.text, options)
            if label is not None:
                return label, said
        return None

    def rating(
        self, person: str | None, scale: tuple[float, float] | None, about: str = ""
    ) -> tuple[float, Said] | None:
        """The last rating that somebody gave, and the sentence that utters it."""
        for said in reversed(self.replies(person, about)):
            value = w.rating_in(said.text, scale)
            if value is not None:
                return value, said
        return None

    def stance(
        self, person: str | None, about: str = "", asked: str = ""
    ) -> tuple[w.Stance, Said] | None:
        """The stance of somebody, nearest to the matter first, then the first that was taken."""
        taken = [
            (stance, one)
            for one in self.replies(person, asked)
            if (stance := w.stance_in(one.text))
        ]
        if not taken:
            return None
        return max(
            enumerate(taken),
            key=lambda pair: (
                _decided(pair[1][1].text),
                w.overlap(pair[1][1].text, about),
                -pair[0],
            ),
        )[1]

    @cached_property
    def all_proposals(self) -> list[Proposal]:
        """All ideas of everyone, each by whoever put it forward first."""
        found: list[Proposal] = []
        known: list[frozenset[str]] = []
        for index, said in enumerate(self.everything):
            for title, idea in _ideas_in(said, self.everything[index + 1 : index + 2]):
                stems = w.stems(title)
                if not any(_same(stems, other) for other in known):
                    known.append(stems)
                    found.append(Proposal(said.person, title, idea, said))
        return found

    @cached_property
    def proposals(self) -> list[Proposal]:
        """The proposals that count."""
        return [one for one in self.all_proposals if self.person in {None, one.person}]

    def support(self, proposal: Proposal) -> int:
        """How many sentences of others speak for a proposal, less those against it."""
        total = 0
        name = proposal.title.casefold().removeprefix("the ").removeprefix("a ")
        for said in self.everything:
            if said.person != proposal.person and name in said.text.casefold():
                total += {"for": 1, "against": -1, None: 0}[w.stance_in(said.text)]
        return total

    def meant(self, text: str) -> list[str]:
        """The people that a text speaks of, by name, first name or occupation, in roster order."""
        words = set(w.tokens(text))
        named = [
            name
            for name in self.people
            if name.casefold() in text.casefold()
            or any(part in words for part in w.tokens(name)[:1] if len(part) > 2)
        ]
        if named:
            return named
        roles = [role for role in _ROLE.findall(text) if role not in w.STOP_WORDS]
        return [name for role in roles for name in self._with_role(role)]

    def _with_role(self, role: str) -> list[str]:
        wanted = w.stem(role)
        counts = Counter(
            {
                name: _times(wanted, persona.get("occupation", "")) + 9 * _times(wanted, name)
                for name, persona in self.people.items()
            }
        ).most_common(2)
        clear = counts and counts[0][1] and (len(counts) == 1 or counts[0][1] > counts[1][1])
        return [counts[0][0]] if clear else []

    def nearest(
        self, query: str, among: Iterable[Said], *, limit: int, least: float = 0.0
    ) -> list[Said]:
        """The sentences that have most to do with a query, in the order of the transcript."""
        scored = [(_weight(one, query), index, one) for index, one in enumerate(among)]
        scored = [entry for entry in scored if entry[0] > least]
        scored.sort(key=lambda entry: (-entry[0], entry[1]))
        return [one for _, _, one in sorted(scored[:limit], key=lambda entry: entry[1])]


def _decided(text: str) -> bool:
    return bool(re.match(r"\W*(?:yes|no)\b|.*\bso (?:yes|no)\b", text, re.IGNORECASE))


def _times(wanted: str, value: Any) -> int:
    text = value if isinstance(value, str) else canonical_json(value)
    return sum(w.stem(word) == wanted for word in w.tokens(text))


def _weight(said: Said, query: str) -> float:
    """How much a sentence has to say about a query: shared words, substance, no question."""
    stems = w.stems(said.text)
    substance = min(len(stems), 12) / 60
    return 2 * w.overlap(said.text, query) + substance - (0.5 if said.text.endswith("?") else 0)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other:
        return one == other
    return len(one & other) >= 0.75 * min(len(one), len(other))


def _ideas_in(said: Said, following: Sequence[Said]) -> Iterable[tuple[str, str]]:
    """The ideas that a sentence puts forward, as title and text."""
    idea = w.proposal_in(said.text)
    names = named_in(said.text) if idea or _ABOUT_IDEAS.search(said.text) else ()
    if not idea and not _proposes(said.text):
        return
    if not names and idea:
        yield w.title_of(idea), _with_more(idea, said, following)
    for name in names:
        bare = name.bare
        match = re.search(rf"(?:\b(?:the|an?) )?\b{re.escape(bare)}", said.text, re.IGNORECASE)
        if match:
            rest = said.text[match.start() :]
            text = (w.proposal_in(f"I propose {rest}") or match[0]) if len(names) == 1 else match[0]
            yield match[0], _with_more(text, said, following)


def _proposes(sentence: str) -> bool:
    """Whether a sentence that names a known idea puts it forward, though in no known form."""
    own = re.search(r"\b(?:I|my|mine|another|second)\b", sentence, re.IGNORECASE)
    return bool(own and re.search(r"\b(?:propos\w+|suggest\w*|idea)\b", sentence, re.IGNORECASE))


def _with_more(idea: str, said: Said, following: Sequence[Said]) -> str:
    """An idea with the sentence after it, when that goes on about it."""
    if len(idea.split()) > 7 or not following or following[0].seq != said.seq:
        return idea
    more = following[0].text
    if re.match(r"(?:It|This one|That|They|By that I mean)\s", more):
        return f"{idea}. {more.rstrip('.!')}"
    return idea
