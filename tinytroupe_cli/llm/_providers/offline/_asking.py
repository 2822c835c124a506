"""Asking what a brief wants to know: its reported questions put directly, then some that go on."""

from __future__ import annotations

import re
from functools import lru_cache

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._text import sentences
from tinytroupe_cli.llm._providers.offline._verbs import BASES, base_of, is_third_person

_WH = r"(?:what|which(?: \w+)?|how(?: (?:often|much|many|long|old|far|well|important))?|why|when|where|who|whether|if)"
_REPORTED = re.compile(
    rf"\b(?P<wh>{_WH})\s+(?:(?P<subject>he|she|they|[A-Z]\w+|the \w+)\s+)?(?P<rest>[^.;:?!]+?)"
    rf"(?=[.;:?!]|$|,? and {_WH}\b|, {_WH}\b)"
)
_ABOUT = re.compile(
    r"\babout (?P<topic>(?:his|her|their|the|an?|our|your)?\s?[\w'’-]+(?: [\w'’-]+){0,4}?)"
    r"(?=[.,;:?!]|$| and (?:what|how|why|when|where|which|who)\b)"
)
_MODALS = r"(?:would|can|could|will|should|might|must|may)"
_LIKE = {"his": "your", "her": "your", "their": "your", "him": "you", "them": "you", "himself": "yourself",
         "herself": "yourself", "themselves": "yourself", "he": "you", "she": "you", "they": "you"}  # fmt: skip


@lru_cache(maxsize=512)
def questions_of(brief: str) -> tuple[str, ...]:
    """The questions that a brief wants asked, in its order, put to the one who is asked.

    `Find out what he likes about tea.` -> `What do you like about tea?`
    """
    found = [one for sentence in sentences(brief) for one in _of_sentence(sentence)]
    topic = topic_of_interview(brief)
    if topic and found:  # the first question has to name what the others call `it`
        found[0] = re.sub(r"\bit\b", topic, found[0], count=1)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=512)
def topic_of_interview(brief: str) -> str:
    """What the interview is about, as one says it to the other: `your way to work`; or empty."""
    match = _ABOUT.search(brief)
    return _to_you(match["topic"].strip()) if match else ""


def _of_sentence(sentence: str) -> list[str]:
    asked = []
    for match in _REPORTED.finditer(sentence):
        rest = _to_you(match["rest"].strip().rstrip(","))
        subject = match["subject"] or ""
        own = "you" if rest != match["rest"].strip().rstrip(",") else subject
        asked.append(_direct(g.lower_first(match["wh"]), own if subject else "", rest))
    return [one for one in asked if one]


def _to_you(text: str) -> str:
    return re.sub(r"\b(?:" + "|".join(_LIKE) + r")\b", lambda match: _LIKE[match[0]], text)


def _direct(wh: str, subject: str, rest: str) -> str:
    """One question, with its verb in front."""
    verb, _, tail = rest.partition(" ")
    whether = wh in {"whether", "if"}
    head = "" if whether else wh
    you = bool(subject) and not subject.startswith("the ")
    if (not subject and verb == "it") or subject == "it":
        verb, _, tail = (rest.partition(" ")[2]).partition(" ")
        who = "it"
    elif not subject:
        return g.upper_first(f"{wh} {rest}?") if not whether and verb else ""
    else:
        who = "you" if you else subject
    if re.fullmatch(_MODALS, verb):
        text = f"{head} {verb} {who} {tail}"
    elif verb in {"is", "was"} and you:
        text = f"{head} {'are' if verb == 'is' else 'were'} you {tail}"
    elif verb in {"is", "was", "are", "were"}:
        text = f"{head} {verb} {who} {tail}"
    elif is_third_person(verb):
        text = f"{head} {'do' if you else 'does'} {who} {base_of(verb)} {tail}"
    elif verb in BASES:
        text = f"{head} do {who} {verb} {tail}"
    else:
        return f"Could you tell me {wh} {who} {verb} {tail}".strip() + "?"
    return g.upper_first(" ".join(text.split())) + "?"
