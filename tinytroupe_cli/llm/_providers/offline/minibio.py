"""A person in a few sentences of the third person, from the fields of their own persona."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

from tinytroupe_cli.events import MinibioContext, MinibioReply
from tinytroupe_cli.llm._providers.offline import _words as w

_PRONOUNS = {
    "female": ("She", "her"), "woman": ("She", "her"), "f": ("She", "her"),
    "male": ("He", "his"), "man": ("He", "his"), "m": ("He", "his"),
}  # fmt: skip
_VERB = re.compile(r"^(You|you) (\w+)")
_AS_THEY_ARE = {"are": "is", "have": "has", "do": "does", "go": "goes", "were": "was"}
_SHORT = {"don't": "doesn't", "aren't": "isn't", "haven't": "hasn't", "weren't": "wasn't"}
_UNCHANGED = frozenset(["can", "could", "will", "would", "should", "must", "may", "might", "cannot", "never", "often", "always", "usually", "also", "still", "rarely", "sometimes", "once", "now"])  # fmt: skip


def answer(context: MinibioContext, _rng: Random) -> MinibioReply:
    """Up to four sentences: who it is, what they do, what they like, what they are like.

    Nothing is added to what the persona says; what it does not say is left out.
    """
    inner = context.persona.get("persona")
    persona: Mapping[str, Any] = inner if isinstance(inner, Mapping) else context.persona
    name = context.person
    they, their = _PRONOUNS.get(
        str(persona.get("gender", "")).casefold(), (name.split()[0], "their")
    )
    sentences = [
        _who(name, persona),
        _work(persona, they, their),
        _tastes(persona, they),
        _temper(persona, they, their),
    ]
    told = " ".join(one for one in sentences if one)
    return MinibioReply(text=told or f"{name} is somebody of whom little is known.")


def _who(name: str, persona: Mapping[str, Any]) -> str:
    age, nation = persona.get("age"), _text(persona.get("nationality"))
    job = _lowered(_title(persona))
    home = _text(persona.get("residence") or persona.get("country_of_residence"))
    what = " ".join(part for part in (nation, job) if part) or ("person" if age or home else "")
    if not what:
        return ""
    aged = f"{age}-year-old " if isinstance(age, int) else ""
    noun = what if job or what == "person" else f"{what} person"
    article = (
        "an"
        if re.match(r"(?:[aeioAEIO]|8|11\b|11-|18\b|18-|un(?!i)|U(?!S|K|ni))", aged + noun)
        else "a"
    )
    lives = f" who lives in {home}" if home else ""
    return f"{name} is {article} {aged}{noun}{lives}."


def _work(persona: Mapping[str, Any], they: str, their: str) -> str:
    job = persona.get("occupation")
    described = _text(job.get("description")) if isinstance(job, Mapping) else ""
    told = (w.sentences(described) or [""])[0]
    if told and _VERB.match(told):
        return _third(told, they, their)
    place = (
        _text(job.get("organization") or job.get("organisation"))
        if isinstance(job, Mapping)
        else ""
    )
    if place:
        return f"{they} works at {place.rstrip('.')}."
    studied = _text(persona.get("education"))
    return f"{they} has this education: {studied.rstrip('.')}." if studied else ""


def _tastes(persona: Mapping[str, Any], they: str) -> str:
    preferences = persona.get("preferences")
    held = preferences if isinstance(preferences, Mapping) else persona
    liked = [_lowered(one) for one in _items(held.get("interests") or held.get("likes"))][:3]
    disliked = [_lowered(one) for one in _items(held.get("dislikes"))][:2]
    parts = [f"likes {_listed(liked)}"] * bool(liked) + [f"dislikes {_listed(disliked)}"] * bool(
        disliked
    )
    return f"{they} {' and '.join(parts)}." if parts else ""


def _temper(persona: Mapping[str, Any], they: str, their: str) -> str:
    held = persona.get("personality")
    traits = held.get("traits") if isinstance(held, Mapping) else held
    for source in (
        traits,
        persona.get("long_term_goals"),
        persona.get("beliefs"),
        persona.get("style"),
    ):
        for text in _items(source):
            if _VERB.match(text):
                return _third((w.sentences(text) or [text])[0], they, their)
    return ""


def _third(text: str, they: str, their: str) -> str:
    """A sentence about `you` as one about somebody else."""
    them = {"her": "her", "his": "him"}.get(their, "them")
    text = re.sub(
        r"\b(You|you)((?: (?:also|often|always|never|usually|still|rarely|sometimes|once|now))?) (\w+(?:['’]t)?)",
        lambda match: (
            f"{they if match[1] == 'You' else they if they not in {'She', 'He'} else they.lower()}"
            f"{match[2]} {_verb(match[3])}"
        ),
        text,
    )
    text = re.sub(r"\byou(?:['’]re)\b", f"{they} is", text, flags=re.IGNORECASE)
    text = re.sub(
        r"\byourself\b", {"her": "herself", "his": "himself"}.get(their, "themselves"), text
    )
    text = re.sub(r"\byours?\b", their, text)
    text = re.sub(r"\bYour\b", their.capitalize(), text)
    text = re.sub(r"\byou\b", them, text)
    return text.rstrip(".") + "."


def _verb(verb: str) -> str:
    low = verb.replace("’", "'")
    if low in _AS_THEY_ARE or low in _SHORT:
        return _AS_THEY_ARE.get(low) or _SHORT[low]
    if low in _UNCHANGED or low.endswith(("ed", "ought", "'t")) or low in _PAST:
        return verb
    if low.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{verb}es"
    if low.endswith("y") and low[-2:-1] not in set("aeiou"):
        return f"{verb[:-1]}ies"
    return f"{verb}s"


_PAST = frozenset(["grew", "had", "was", "did", "went", "came", "took", "lost", "won", "spent", "kept", "left", "made", "met", "saw", "said", "told", "became", "began", "ran", "wrote", "built", "paid", "put", "cut", "sold", "held", "gave", "got", "knew", "quit", "read"]) - {"read", "put", "cut", "quit"}  # fmt: skip


def _title(persona: Mapping[str, Any]) -> str:
    job = persona.get("occupation")
    if isinstance(job, Mapping):
        return _text(job.get("title") or job.get("name"))
    return _text(job) if len(_text(job).split()) < 9 else ""


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        value = next((one for one in value.values() if isinstance(one, str)), "")
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str)), "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _items(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, Mapping):
        return [text for text in (_text(one) for one in value.values()) if text]
    return (
        [text for text in (_text(one) for one in value or ()) if text]
        if isinstance(value, list)
        else []
    )


def _lowered(text: str) -> str:
    """A phrase as it stands within a sentence: small at the start unless it is a name."""
    text = text.strip().rstrip(".")
    first = text.split(" ")[0]
    return (
        text[:1].lower() + text[1:]
        if first[1:].islower() and len(text) > 1 and not _is_name(text)
        else text
    )


def _is_name(text: str) -> bool:
    return bool(re.match(r"[A-Z]\w+ [A-Z]", text))


def _listed(items: list[str]) -> str:
    return "".join(items) if len(items) < 2 else f"{', '.join(items[:-1])} and {items[-1]}"
