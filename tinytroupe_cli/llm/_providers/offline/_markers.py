"""The marks by which speech is understood: what the engine says by them, it reads by them.

kind     | said as                                         | read by
proposal | "What about {idea}?"  "My idea is {idea}."      | proposal_in
choice   | "I would go for {label}."  "My vote is {title}" | choice_in
none     | "I would choose none of them."                  | choice_in -> NONE
rating   | "I would give it a {number} out of {high}."     | rating_in
for      | "I agree with you, {name}."  "That would help me." | stance_in -> "for"
against  | "I disagree, {name}."  "That is not for me."    | stance_in -> "against"
reason   | "..., because {reason}"  "My reason is {..}"    | reason_in

`MARKERS` holds the phrases; each is found in any case and with `I would`, `I'd` and `I’d` alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal

from tinytroupe_cli.llm._providers.offline._options import Option, label_number, number_of
from tinytroupe_cli.llm._providers.offline._text import overlap, sentences, tokens

Stance = Literal["for", "against"]

NONE: Final = "none"
"""What `choice_in` answers when somebody said that they choose none."""

MARKERS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    # What follows, up to the end of the sentence, is the idea.
    "proposal": (
        "what about", "how about", "my idea is", "my idea would be", "my idea:", "one idea:",
        "another idea:", "an idea:", "here is an idea:", "here is one:", "here is mine:",
        "my proposal is", "my proposal:", "my suggestion is", "my suggestion would be",
        "my suggestion:", "my project idea is", "our project could be", "the project could be",
        "I propose", "I would propose", "I suggest", "I would suggest", "may I suggest",
        "let me suggest", "let me propose", "we could build", "we could add", "we could make",
        "we could offer", "we could use", "you could build", "you could add", "we should build",
        "we should add", "we might build", "let us build", "let's build", "let us add",
        "let's add", "I would build", "I would add", "I would put in", "I would want",
        "I would love to have", "I would love to see", "I would like to have",
        "I would like to see", "I wish for", "I wish we had", "I want to see", "imagine",
        "picture", "put in", "give us", "give me", "give people", "think of", "suppose we had",
        "what I need is", "what I would need is", "what I want is", "what would help me is",
        "what would help is", "the feature I want is", "the feature I need is",
        "I vote we build", "I am thinking of", "I was thinking of", "we need", "they should add",
    ),
    # What follows names an option by its label, its place or its title.
    "choice": (
        "I would go for", "I would go with", "I go for", "I go with", "I am going for",
        "I am going with", "I would pick", "I pick", "I would choose", "I choose",
        "I would take", "I take", "I would select", "I select", "I vote for", "I would vote for",
        "I am voting for", "my choice is", "my choice would be", "my choice:", "my vote is",
        "my vote goes to", "my vote:", "my pick is", "my pick:", "my favourite is",
        "my favorite is", "I prefer", "I would prefer", "put me down for", "it is", "it has to be",
        "that leaves", "I settle on", "I would settle on", "I decide for", "I lean towards",
        "I would look up", "I would click", "I would call about", "I would opt for", "I opt for",
        "I stay with", "I am for", "mine is", "the winner is", "count me for", "I end up with",
        "so I say", "I say", "I would say", "give me", "the one for me is",
    ),
    "none": (
        "none of them", "none of these", "none of those", "none of the", "not one of them",
        "neither of them", "choose none", "pick none", "my choice is none", "my vote is none",
        "I would choose nothing", "not any of them", "vote for none", "take none", "go for none",
        "go with none",
    ),
    # A number of the scale follows.
    "rating": (
        "I would give it", "I give it", "I give this", "I would give this", "I would give that",
        "I rate it", "I would rate it", "I rate this", "I would rate this", "my rating is",
        "my rating would be", "my rating:", "my score is", "my score:", "my number is",
        "my answer is", "my answer:", "I would say", "I say", "I would put it at",
        "I put it at", "I put myself at", "I would put myself at", "it gets", "it is",
        "that is", "that makes", "from me it gets", "call it", "I land on", "I end up at",
        "I am at", "a solid", "a clear",
    ),
    "for": (
        "yes", "yeah", "I agree", "agreed", "I am with", "I am for", "I am in", "count me in",
        "good idea", "good point", "great idea", "fair point", "exactly", "you are right",
        "he is right", "she is right", "that is right", "is right about", "I like", "I love",
        "I would like that", "I would love", "I would use", "I would click", "I would buy",
        "I would book", "I would call", "I would look it up", "I would try", "I would want that",
        "I would pay", "would help me", "would help us", "would save me", "that suits me",
        "suits me", "fits my life", "fits me", "sign me up", "I support", "I second", "speaks to me",
        "appeals to me", "works for me", "absolutely", "definitely", "of course", "certainly",
        "sounds good", "sounds useful", "makes sense", "I could use", "interests me",
        "I am interested", "I am tempted", "I would go", "I enjoy", "I appreciate",
        "has my vote", "I back", "I stand behind", "I want that",
    ),
    "against": (
        "no", "nope", "I disagree", "I do not agree", "I don't agree", "I cannot agree",
        "I can't agree", "I beg to differ", "not for me", "I would not", "I wouldn't",
        "I don't think so", "I do not think so", "I don't like", "I do not like", "I dislike",
        "I hate", "I can't stand", "I cannot stand", "I doubt", "I am not sure", "not sure about",
        "I am against", "I am not convinced", "not convinced", "I am not interested",
        "I would skip", "I would scroll past", "I would pass", "I object", "I am sceptical",
        "I am skeptical", "leaves me cold", "does nothing for me", "I have my doubts",
        "I have doubts", "too expensive for me", "puts me off", "I don't believe",
        "I do not believe", "I don't need", "I do not need", "bothers me", "worries me",
        "I don't want", "I do not want", "I never", "never", "I see it differently",
        "I would rather not", "that is not", "won't help", "would not help", "I distrust",
        "I don't trust", "I do not trust",
    ),
    # What follows, up to the end of the sentence, is the reason.
    "reason": (
        "because", "my reason is", "the reason is", "my reason:", "that is because", "for one reason:",
        "since", "after all,", "what decides it is", "what decides it for me is", "what wins me is",
    ),
})  # fmt: skip
"""Kind of mark -> its phrases."""

_SHORT = (
    ("would not", "(?:would not|wouldn['’]t)"), ("I would", "I(?: would|['’]d)"),
    ("I am", "I(?: am|['’]m)"), ("you are", "you(?: are|['’]re)"), ("he is", "he(?: is|['’]s)"),
    ("it is", "it(?: is|['’]s)"), ("that is", "that(?: is|['’]s)"),
    ("here is", "here(?: is|['’]s)"), ("let us", "let(?: us|['’]s)"),
)  # fmt: skip
_NOT_BEFORE = r"(?<![\w'’-])"
_NEGATED = re.compile(
    r"(?:\bnot|n['’]t|\bnever|\bno longer|\bif|\bunless|\bwhether|\bhardly|\bonly)[\s,]+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


@lru_cache(maxsize=20)
def _pattern(kind: str) -> re.Pattern[str]:
    phrases = []
    for phrase in sorted(MARKERS[kind], key=len, reverse=True):
        text = re.escape(phrase).replace(r"\ ", " ").replace("'", "['’]")
        for full, both in _SHORT:
            text = text.replace(full, both)
        phrases.append(text.replace(" ", r"\s+") + (r"(?!\w)" if phrase[-1].isalnum() else ""))
    return re.compile(_NOT_BEFORE + "(?:" + "|".join(phrases) + ")", re.IGNORECASE)


# ---------------------------------------------------------------------------------- proposals

_OPENERS = re.compile(r"^(?:something like|this:|that|to have|having|:|,|—|–|-)\s+", re.IGNORECASE)
_NO_IDEA = re.compile(
    r"^(?:that\b(?! )|it\b|this\b(?!:)|so\b|them\b|you\b|we\b|me\b|us\b|him\b|her\b|not\b|what\b|how\b"
    r"|time\b(?! )|your\b|others?\b|my (?:mother|father|wife|husband|kids|children)|in\b|of\b)",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?P<idea>(?:an?|the|one)\s+(?:[\w'’-]+\s+){0,8}?"
    r"(?:button|assistant|tool|feature|panel|checker|mode|helper|app|service|view|list|board|"
    r"programme|program|system|course|page|form|finder|reader|reminder|template|bot)\b"
    r"\s+(?:that|which|to|for|where|who)\s+.+)",
    re.IGNORECASE,
)
_WEAK = frozenset(
    ["imagine", "picture", "put in", "give us", "give me", "give people", "think of", "we need"]
)


@lru_cache(maxsize=20_000)  # a memo of a pure function: extract and judge ask about each sentence
def proposal_in(sentence: str) -> str | None:
    """The idea that a sentence proposes, verbatim and without the lead-in; None without one.

    `How about a margin that shows the source of each figure?` -> `a margin that shows the source
    of each figure`.
    """
    for match in _pattern("proposal").finditer(sentence):
        if _NEGATED.search(sentence[: match.start()]):
            continue
        idea = _OPENERS.sub("", sentence[match.end() :].strip())
        weak = " ".join(match.group().lower().split()) in _WEAK
        if weak and (match.start() > 24 or not re.match(r"(?:an?|the|one)\b", idea, re.IGNORECASE)):
            continue
        idea = _trimmed(idea)
        if len(tokens(idea)) >= 3 and not _NO_IDEA.match(idea):
            return idea
    return None


def _trimmed(idea: str) -> str:
    idea = re.split(r"\s+(?:because|since)\s+", idea, maxsplit=1)[0]
    return idea.strip().rstrip(".!?…;,: ").strip()


# ------------------------------------------------------------------------------------ choices

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_KIND_WORD = (
    r"(?:option|ad|advert|advertisement|choice|number|no\.?|version|variant|concept|letter|"
    r"alternative|plan|design|product|answer)"
)
_BEFORE_LABEL = rf"(?:the\s+)?(?:{_KIND_WORD}\s+)?[\"“'(]?"
_AFTER_LABEL = r"(?=[\"”')]?\s*(?:$|[.,;:!?)—–-]|because\b|since\b|for\b|and\b|over\b|as\b|rather\b|without\b))"


def choice_in(text: str, options: Sequence[Option]) -> str | None:
    """The label of the option that a text chooses, NONE when it refuses all, None when it is open.

    The last choice of the text counts; questions and negated choices don't.
    """
    chosen: str | None = None
    for sentence in sentences(text):
        if sentence.rstrip("\"”') ").endswith("?"):
            continue
        found = _choice_of(sentence, options)
        chosen = found or chosen
    return chosen


def _choice_of(sentence: str, options: Sequence[Option]) -> str | None:
    found: str | None = None
    for match in _pattern("choice").finditer(sentence):
        if _NEGATED.search(sentence[: match.start()]):
            continue
        label = _named(sentence[match.end() :], options)
        if label is not None:
            found = label
    if found is None and _pattern("none").search(sentence):
        return NONE
    return found or _bare_label(sentence, options)


def _bare_label(sentence: str, options: Sequence[Option]) -> str | None:
    """A sentence that is nothing but an option: `B.` or `Option B, because it is honest.`"""
    bare = sentence.strip().strip("*_\"“”")
    for option in options:
        number = re.escape(label_number(option.label))
        named = rf"(?:{_KIND_WORD}\s+|{re.escape(option.label)}$)"
        if re.match(rf"{named}{number}\b{_AFTER_LABEL}", bare, re.IGNORECASE):
            return option.label
        if bare.rstrip(".!) ").casefold() in {option.label.casefold(), option.title.casefold()}:
            return option.label
    return None


def _named(rest: str, options: Sequence[Option]) -> str | None:
    """The option that the words after a choice's mark name first."""
    clause = re.split(r"\b(?:because|since|although|though|instead of|rather than)\b", rest)[0]
    places: list[tuple[int, int, str]] = []
    for index, option in enumerate(options):
        place = min(_places(clause, index, option, len(options)), default=None)
        if place is not None:
            places.append((place, index, option.label))
    if places:
        return min(places)[2]
    scored = [(overlap(clause, f"{option.title} {option.text}"), option.label) for option in options]
    scored.sort(key=lambda pair: -pair[0])
    if len(scored) > 1 and scored[0][0] >= 0.45 and scored[0][0] > 1.5 * scored[1][0]:
        return scored[0][1]
    return None


def _places(clause: str, index: int, option: Option, count: int) -> Iterable[int]:
    number = label_number(option.label)
    shown = re.escape(number.upper() if len(number) == 1 and number.isalpha() else number)
    start = re.match(rf"\s*{_BEFORE_LABEL}", clause, re.IGNORECASE)
    if start and re.match(rf"{shown}(?!\w){_AFTER_LABEL}", clause[start.end() :]):
        yield 0
    kinds = re.search(rf"\b{_KIND_WORD}\s+{shown}\b", clause, re.IGNORECASE)
    if kinds:
        yield kinds.start()
    if not number.isdigit():
        for lone in re.finditer(rf"(?<![\w'’]){shown}(?![\w'’]){_AFTER_LABEL}", clause):
            yield lone.start()
    whole = re.search(rf"(?<!\w){re.escape(option.label)}(?!\w)", clause)
    if whole and len(option.label) > 1:
        yield whole.start()
    title = clause.casefold().find(option.title.casefold()) if len(option.title) > 2 else -1
    if title >= 0:
        yield title
    ordinal = _ORDINALS[index] if index < len(_ORDINALS) else ""
    named = rf"\bthe (?:{ordinal}{'|last' if index == count - 1 else ''})(?: one| {_KIND_WORD})?\b"
    placed = re.search(named, clause, re.IGNORECASE) if ordinal else None
    if placed:
        yield placed.start()


# -------------------------------------------------------------------------- ratings and stances

_VALUE = r"(?P<value>\d{1,3}(?:\.\d+)?|zero|one|two|three|four|five|six|seven|eight|nine|ten)"
_RATED = re.compile(r"^\s*(?:a|an|it|at|about|only|just|as|is|[:,])*\s*(?:strong|weak|solid|clear|full|"
                    r"firm|cautious|generous|mere)?\s*" + _VALUE + r"(?![\w%])", re.IGNORECASE)  # fmt: skip
_OUT_OF = re.compile(_VALUE + r"\s*(?:out of|/|on a scale)\s*(?P<high>\d+|five|ten|seven)?", re.IGNORECASE)
_LONE = re.compile(r"^\W*" + _VALUE + r"(?=\s*(?:$|[.,;:!—–-]))", re.IGNORECASE)


def rating_in(text: str, scale: tuple[int, int] | None = None) -> float | None:
    """The number that a text gives as a rating, within the scale if there is one; the last counts."""
    found: float | None = None
    for sentence in sentences(text):
        for value in _ratings(sentence):
            if scale is None or scale[0] <= value <= scale[1]:
                found = value
                break
    return found


def _ratings(sentence: str) -> Iterable[float]:
    for match in _OUT_OF.finditer(sentence):
        yield _float(match["value"])
    for mark in _pattern("rating").finditer(sentence):
        rated = _RATED.match(sentence[mark.end() :])
        if rated:
            yield _float(rated["value"])
    lone = _LONE.match(sentence)
    if lone:
        yield _float(lone["value"])


def _float(value: str) -> float:
    return float(value) if value[0].isdigit() else float(number_of(value))


@lru_cache(maxsize=20_000)  # a memo of a pure function: extract and judge ask about each sentence
def stance_in(text: str) -> Stance | None:
    """Whether a text speaks for or against the matter; None when neither or both alike."""
    against = list(_pattern("against").finditer(text))
    taken = [match.span() for match in against]
    favour = [
        match
        for match in _pattern("for").finditer(text)
        if not any(low <= match.start() < high for low, high in taken)
        and not _NEGATED.search(text[: match.start()])
    ]
    if len(favour) == len(against):
        if not favour:
            return None
        return "for" if favour[0].start() < against[0].start() else "against"
    return "for" if len(favour) > len(against) else "against"


def reason_in(text: str) -> str | None:
    """The first sentence of a text that gives a reason, verbatim; None without one."""
    return next((one for one in sentences(text) if _pattern("reason").search(one)), None)
