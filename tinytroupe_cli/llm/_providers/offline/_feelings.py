"""How somebody feels after a turn: by temper and by how the matter lies."""

from __future__ import annotations

from tinytroupe_cli.llm._providers.offline._speaker import Speaker
from tinytroupe_cli.llm._providers.offline._tables import frames

_LEVELS = (
    (-0.35, "annoyed"),
    (-0.1, "doubtful"),
    (0.15, "calm"),
    (0.35, "interested"),
    (9.0, "glad"),
)


def emotions(speaker: Speaker, mood: float) -> str:
    """The emotions that a turn leaves, in a few words."""
    scene = speaker.scene

    def drawn(act: str) -> str:
        choices = frames()[act]
        return choices[int(speaker.lot(act, scene.context.turn) * len(choices))].pattern

    text = drawn(next(act for limit, act in _LEVELS if mood < limit))
    nervous = scene.me.temper.get("neuroticism", 0)
    if nervous > 0 and speaker.lot("nerves", scene.context.turn) < 0.35 + 0.2 * nervous:
        text = f"{text.rstrip('.')}, {drawn('nervous')}."
    return text
