"""Whether a condition holds on what happened; when in doubt it does not."""

from __future__ import annotations

import random

from tinytroupe_cli.events import JudgeContext, JudgeReply
from tinytroupe_cli.llm._providers.offline import _words as w
from tinytroupe_cli.llm._providers.offline._transcript import Transcript

IDEAS = frozenset({"idea", "proposal", "project", "suggestion", "feature", "solution"})


def answer(context: JudgeContext, rng: random.Random) -> JudgeReply:  # noqa: ARG001 - it is certain
    """The verdict, with the words it rests on."""
    script = Transcript(context.moments, {name: {} for name in context.people})
    words = {w.stem(word) for word in w.tokens(context.condition)}
    if words & {w.stem(word) for word in IDEAS}:
        return _ideas(context, script, words)
    stems = w.stems(context.condition)
    for said in script.everything:
        if not said.text.endswith("?") and len(stems & w.stems(said.text)) >= max(
            2, len(stems) // 2
        ):
            return JudgeReply(reason=f"{said.person} said: {said.text}", met=True)
    return JudgeReply(reason="nobody has said anything of the kind", met=False)


def _ideas(context: JudgeContext, script: Transcript, words: set[str]) -> JudgeReply:
    proposers = {one.person for one in script.all_proposals}
    missing = [name for name in context.people if name not in proposers]
    if words & {w.stem(word) for word in ("everyone", "everybody", "each", "all")}:
        if missing:
            return JudgeReply(reason=f"{missing[0]} has proposed nothing", met=False)
        return JudgeReply(reason="everyone has proposed something", met=True)
    if not script.all_proposals:
        return JudgeReply(reason="nobody has proposed anything", met=False)
    last = script.all_proposals[-1]
    return JudgeReply(reason=f"{last.person} proposed: {last.said.text}", met=True)
