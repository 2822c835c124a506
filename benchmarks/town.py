"""A town of seeded people with full personas, and the scenarios they are put into."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.server.sentences import bank

PERSONA = 5_000
"""Characters of a persona as it stands in its file."""

_FIRST = (
    "Ada", "Bela", "Carmen", "Dario", "Edda", "Femi", "Greta", "Hugo", "Imke", "Jonas", "Keiko",
    "Lorin", "Maren", "Nuno", "Olga", "Pavel", "Quirin", "Rosa", "Sami", "Tilda", "Umar", "Vera",
    "Wanda", "Yusuf", "Zora",
)  # fmt: skip
_LAST = (
    "Abel", "Brandt", "Castro", "Dorn", "Eriksen", "Farkas", "Gruber", "Haddad", "Ionescu",
    "Jansen", "Kowal", "Larsen", "Moreno", "Novak", "Okoro", "Petit", "Quist", "Rossi",
    "Sato", "Tanaka", "Ulrich", "Varga", "Weber", "Xu", "Young", "Zeman",
)  # fmt: skip
_TOWNS = ("Lisbon", "Gdansk", "Osaka", "Leeds", "Tunis", "Cordoba", "Malmo", "Kochi", "Accra")
_JOBS = (
    ("Tram driver", "City Lines"), ("Night nurse", "Saint Anne Hospital"), ("Baker", "Corner Oven"),
    ("Tax clerk", "Town Hall"), ("Carpenter", "own workshop"), ("Teacher", "Harbour School"),
    ("Buyer", "Northern Foods"), ("Translator", "freelance"), ("Warehouse lead", "Quick Parcel"),
)  # fmt: skip


def people(count: int, seed: int = 0) -> list[dict[str, Any]]:
    """So many personas, each of about PERSONA characters in YAML; names are unique."""
    return [_persona(number, seed) for number in range(count)]


def settle(folder: Path, count: int) -> None:
    """Write so many persona files into a folder."""
    folder.mkdir(parents=True)
    for number, persona in enumerate(people(count)):
        (folder / f"p{number:05d}.yaml").write_text(_yaml(persona), encoding="utf-8")


def scenario(folder: Path, count: int, **rest: Any) -> Path:
    """Write a scenario with so many people of their own; returns its file."""
    settle(folder / "town", count)
    facts = {"seed": 7, "people": ["town"], **rest}
    file = folder / "scenario.yaml"
    file.write_text(json.dumps(facts, indent=1, ensure_ascii=False), encoding="utf-8")
    return file


def _persona(number: int, seed: int) -> dict[str, Any]:
    random = Random(f"person {number} of {seed}")
    pair, lap = number % (len(_FIRST) * len(_LAST)), number // (len(_FIRST) * len(_LAST))
    first, last = _FIRST[pair % len(_FIRST)], _LAST[pair // len(_FIRST)]
    title, organization = random.choice(_JOBS)
    persona: dict[str, Any] = {
        "name": f"{first} {last}" + (f"-{_LAST[lap]}" if lap else ""),
        "age": random.randint(19, 84),
        "gender": random.choice(("Female", "Male")),
        "residence": random.choice(_TOWNS),
        "occupation": {
            "title": title,
            "organization": organization,
            "description": _say(random, 3),
        },
        "style": _say(random, 2),
        "personality": {"traits": _list(random, 4), "big_five": _big_five(random)},
        "preferences": {"likes": _list(random, 5), "dislikes": _list(random, 5)},
        "beliefs": _list(random, 6),
        "behaviors": {"routines": _list(random, 6)},
        "skills": _list(random, 3),
        "relationships": [{"name": "Aunt Mia", "description": _say(random, 1)}],
        "other_facts": [],
    }
    while len(_yaml(persona)) < PERSONA:
        persona["other_facts"].append(_say(random, 1))
    return persona


def _big_five(random: Random) -> dict[str, str]:
    names = ("openness", "conscientiousness", "extraversion", "agreeableness", "neuroticism")
    return {
        name: random.choice(("Low", "Medium", "High")) + f". {_say(random, 1)}" for name in names
    }


def _list(random: Random, count: int) -> list[str]:
    return [_say(random, 1) for _ in range(count)]


def _say(random: Random, sentences: int) -> str:
    return " ".join(random.choice(bank()) for _ in range(sentences))


def _yaml(value: Mapping[str, Any]) -> str:
    """YAML written by hand, so that the bench needs no library: mappings, lists, texts, numbers."""
    return "\n".join(_lines(value, "")) + "\n"


def _lines(value: Any, indent: str) -> list[str]:
    if isinstance(value, Mapping):
        pairs = [(f"{name}:", inner) for name, inner in value.items()]
    else:
        pairs = [("-", inner) for inner in value]
    lines = []
    for head, inner in pairs:
        if isinstance(inner, Mapping | list):
            lines += [f"{indent}{head}", *_lines(inner, indent + "  ")]
        else:
            text = json.dumps(inner, ensure_ascii=False)
            lines.append(f"{indent}{head} {text}")
    return lines
