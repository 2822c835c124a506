"""What alters a story beside its scenario: models, engines, prompts, memory, guards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tinytroupe_cli.ids import plain
from tinytroupe_cli.prompts import life_digest, simulation_digest
from tinytroupe_cli.stage._models import meaning
from tinytroupe_cli.stage._session import Session


def means(session: Session, people: Sequence[str], generated: Sequence[str] = ()) -> dict[str, Any]:
    """All that a run is played with, by name, as JSON; two runs with the same tell the same.

    Args:
        session: settings and models.
        people: everyone who takes part.
        generated: those of them whose lives are written by a model.
    """
    default = plain(meaning(session.acting))
    own = {name: plain(meaning(session.models.params(name, "act"))) for name in people}
    speaking = _providers(session, people, generated)
    versions = {name: session.providers.version(name) for name in speaking}
    lives = {"generate": _writers(session, generated)} if generated else {}
    return {
        "model": default,
        "models": {name: params for name, params in own.items() if params != default},
        "judge": plain(meaning(session.models.params(None, "judge"))),
        "engine": {name: version for name, version in versions.items() if version},
        "prompts": simulation_digest(),
        "memory": plain(session.memory),
        "guards": list(session.guards),
        **lives,
    }


def engine(session: Session, people: Sequence[str], generated: Sequence[str] = ()) -> str:
    """Who speaks, or wrote the lives of those who do: one provider, or several joined by `+`."""
    return "+".join(_providers(session, people, generated))


def _providers(session: Session, people: Sequence[str], generated: Sequence[str]) -> list[str]:
    params = session.models.params
    speaks = {params(name, "act").provider for name in (*people, None)}
    return sorted(speaks | {params(name, "generate").provider for name in generated})


def _writers(session: Session, generated: Sequence[str]) -> dict[str, Any]:
    """By whom lives are written, and how they are asked."""
    found = [plain(meaning(session.models.params(name, "generate"))) for name in generated]
    others = [each for each in zip(generated, found, strict=True) if each[1] != found[0]]
    return {"prompt": life_digest(), "model": found[0], "models": dict(others)}
