"""What alters a story beside its scenario: models, engines, prompts, memory, guards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tinytroupe_cli.ids import plain
from tinytroupe_cli.prompts import simulation_digest
from tinytroupe_cli.stage._models import meaning
from tinytroupe_cli.stage._session import Session


def means(session: Session, people: Sequence[str]) -> dict[str, Any]:
    """All that a run is played with, by name, as JSON; two runs with the same tell the same."""
    default = plain(meaning(session.acting))
    own = {name: plain(meaning(session.models.params(name, "act"))) for name in people}
    versions = {name: session.providers.version(name) for name in _providers(session, people)}
    return {
        "model": default,
        "models": {name: params for name, params in own.items() if params != default},
        "judge": plain(meaning(session.models.params(None, "judge"))),
        "engine": {name: version for name, version in versions.items() if version},
        "prompts": simulation_digest(),
        "memory": plain(session.memory),
        "guards": list(session.guards),
    }


def engine(session: Session, people: Sequence[str]) -> str:
    """Who speaks: one provider, or several joined by `+`."""
    return "+".join(_providers(session, people))


def _providers(session: Session, people: Sequence[str]) -> list[str]:
    speaks: Mapping[str, None] = dict.fromkeys(
        session.models.params(name, "act").provider for name in (*people, None)
    )
    return sorted(speaks)
