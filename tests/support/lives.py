"""A chat server's script that writes lives, and refuses those of whom it is told to."""

from __future__ import annotations

import json
import re
from collections.abc import Container
from typing import Any

from support.chat_server import Refused
from support.talkers import talker


def life(name: str, **changed: Any) -> dict[str, Any]:
    """A life that has its form, with the name in all of it."""
    work = {"title": f"Keeper {name}", "organization": "", "description": f"You keep {name}'s."}
    days = dict.fromkeys(("morning", "workday", "evening", "weekend"), f"You rest, {name}.")
    lists = ("long_term_goals", "traits", "interests", "likes", "dislikes", "beliefs", "skills",
             "other_facts")  # fmt: skip
    told = {key: [f"{key} of {name}"] for key in lists}
    told |= {"occupation": work, "routine": days, "education": f"A school for {name}"}
    ties = [{"name": "Zed Zorn", "description": "Your neighbour."}]
    return told | {"relationships": ties, "health": "Well.", "style": "Dry."} | changed


def about(asked: dict[str, Any]) -> str | None:
    """Whose life a request is for; None for any other request."""
    found = re.match(r"The facts about (.*):\n", asked["messages"][1]["content"])
    return found and found[1]


def writer(refused: Container[str] = (), **changed: Any) -> Any:
    """A script: lives for those who are not refused, and turns."""

    def script(asked: dict[str, Any]) -> Any:
        name = about(asked)
        if name is None:
            return talker(asked)
        if name in refused:
            return Refused(400, "Your request was rejected.", "content_filter")
        return life(name, **changed)

    return script


def facts_in(asked: dict[str, Any]) -> str:
    """The facts of a request for a life, as the model reads them."""
    return asked["messages"][1]["content"]


def shape(asked: dict[str, Any]) -> str:
    """The schema of a request, as text."""
    return json.dumps(asked["response_format"], sort_keys=True)
