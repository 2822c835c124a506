"""All sentence frames, by dialogue act.

A frame is `register|text with {slots}`; the register says whom it suits: f formal, w warm,
j joking, b blunt, nothing for everyone.
"""

from __future__ import annotations

from tinytroupe_cli.llm._providers.offline._frames_advert import ADVERT
from tinytroupe_cli.llm._providers.offline._frames_chat import CHAT
from tinytroupe_cli.llm._providers.offline._frames_group import GROUP
from tinytroupe_cli.llm._providers.offline._frames_mind import MIND
from tinytroupe_cli.llm._providers.offline._frames_verdict import VERDICT


def _read(text: str) -> dict[str, tuple[str, ...]]:
    acts: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("# "):
            lines = acts.setdefault(line[2:].strip(), [])
        elif line.strip():
            head, mark, rest = line.strip().partition("|")
            lines.append(f"{head}|{rest}" if mark and len(head) <= 1 else f"|{line.strip()}")
    return {act: tuple(frames) for act, frames in acts.items()}


FRAMES: dict[str, tuple[str, ...]] = _read(f"{ADVERT}\n{CHAT}\n{GROUP}\n{VERDICT}\n{MIND}")
"""Act -> its frames, each as `register|text`."""
