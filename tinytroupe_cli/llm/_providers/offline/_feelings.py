"""How somebody feels after a turn: by temper and by how the matter lies."""

from __future__ import annotations

from tinytroupe_cli.llm._providers.offline._speaker import Speaker

_FEELINGS = (
    (-0.35, ("Annoyed, and not hiding it well.", "Irritated, but in control.", "Out of patience.")),
    (-0.1, ("A little doubtful.", "Sceptical and alert.", "Not quite convinced.")),
    (0.15, ("Calm and attentive.", "Composed, listening.", "At ease, waiting to hear more.")),
    (0.35, ("Interested.", "Curious, in good spirits.", "Pleasantly surprised.")),
    (9.0, ("Glad and full of energy.", "Delighted.", "Warm towards the others.")),
)
_NERVOUS = ("a bit tense underneath", "worried how it came across", "with a flutter in the stomach")


def emotions(speaker: Speaker, mood: float) -> str:
    """The emotions that a turn leaves, in a few words."""
    texts = next(texts for limit, texts in _FEELINGS if mood < limit)
    scene = speaker.scene
    text = texts[int(speaker.lot("mood", scene.context.turn) * len(texts))]
    nervous = scene.me.temper.get("neuroticism", 0)
    if nervous > 0 and speaker.lot("nerves", scene.context.turn) < 0.35 + 0.2 * nervous:
        tail = _NERVOUS[int(speaker.lot("tail", scene.context.turn) * len(_NERVOUS))]
        text = f"{text.rstrip('.')}, {tail}."
    return text
