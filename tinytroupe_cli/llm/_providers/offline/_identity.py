"""Who somebody is in a word: the occupation and the home."""

from __future__ import annotations

import re

from tinytroupe_cli.llm._providers.offline import _grammar as g
from tinytroupe_cli.llm._providers.offline._speaker import Speaker


def job_title(title: str) -> str:
    """`Data scientist` -> `a data scientist`, `Unemployed` -> `unemployed`."""
    title = re.sub(r"\s*\([^)]*\)", "", title).strip(" .")
    if not title or len(title) > 70:
        return ""
    words = [
        one if one.isupper() or any(c.isdigit() for c in one) else one.lower()
        for one in title.split()
    ]
    text = " ".join(words)
    plain = r"(?:unemployed|retired|self-employed)$|(?:an?|the|head|chair|director|owner|chief) "
    if re.match(plain, text):
        return text
    return f"{'an' if text[0] in 'aeiou' else 'a'} {text}"


def job_sentence(speaker: Speaker) -> str:
    """`I am a data scientist at Folio & Quill.`; empty without an occupation."""
    me = speaker.scene.me
    title = job_title(me.title)
    if not title:
        return ""
    house = re.split(r"[,;(]", me.organization)[0].strip()
    odd = r"(?:Self-employed|N/A|None|Formerly|Freelance|Paid|Two|Various|Retired|Unemployed|Registered)"
    named = bool(re.match(r"[A-Z]", house)) and not re.match(odd, house)
    return g.close(f"I am {title}" + (f" at {house}" if named else ""))


def home_of(speaker: Speaker) -> str:
    """`Toronto` of `Toronto, Canada`."""
    place = re.split(r"[,(]", speaker.scene.me.residence)[0].strip()
    with_article = r"(?:USA|UK|United (?:States|Kingdom)|Netherlands|Philippines)"
    return f"the {place}" if re.match(with_article, place) else place
