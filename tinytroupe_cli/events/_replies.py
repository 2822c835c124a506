"""What the model has to answer with: the shapes of replies, the same bytes for everyone."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class _ReplyModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class ActionReply(_ReplyModel):
    """One action of a turn."""

    action: str
    target: str
    content: str


class StateReply(_ReplyModel):
    """The cognitive state after a turn."""

    goals: tuple[str, ...]
    context: tuple[str, ...]
    attention: str
    emotions: str


class TurnReply(_ReplyModel):
    """A whole turn: first the thought, then the actions, then the state they leave behind."""

    thought: str
    actions: tuple[ActionReply, ...]
    state: StateReply


class JudgeReply(_ReplyModel):
    """A verdict on a condition, with its reason first."""

    reason: str
    met: bool


class MemoriesReply(_ReplyModel):
    """What is worth keeping of a block of history."""

    memories: tuple[str, ...]


class MinibioReply(_ReplyModel):
    """A short introduction of a person."""

    text: str
