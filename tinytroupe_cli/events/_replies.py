"""What the model has to answer with: the shapes of replies, the same bytes for everyone.

The schema asks for exactly one form; reading is lenient where only one thing can be meant, since
asking again costs a whole call.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from tinytroupe_cli.events._schema import reply_schema


def _text(value: Any) -> Any:
    return "" if value is None else value


def _texts(value: Any) -> Any:
    if value is None or value == "":
        return ()
    return (value,) if isinstance(value, str) else value


def _mapping(value: Any) -> Any:
    return value if isinstance(value, dict | BaseModel) else None


Text = Annotated[str, BeforeValidator(_text)]
Texts = Annotated[tuple[str, ...], BeforeValidator(_texts)]


class Reply(BaseModel):
    """What every reply is."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    @classmethod
    def schema_to_send(cls) -> dict[str, Any]:
        """The JSON Schema that goes with the request."""
        return reply_schema(cls.model_json_schema())


class ActionReply(Reply):
    """One action of a turn."""

    action: str = Field(json_schema_extra={"enum": ["TALK", "REACH_OUT", "RECALL"]})
    target: Text = Field("", description='a full name, or "" for all')
    content: Text = ""


class StateReply(Reply):
    """The cognitive state after a turn."""

    goals: Texts = Field((), description="all you still have, old ones too, three at the most")
    attention: Text = Field("", description="a few words")
    emotions: Text = Field("", description="a few words, and why")


class TurnReply(Reply):
    """A whole turn: first the thought, then the actions, then the state they leave behind."""

    thought: Text = Field("", description="one short sentence")
    actions: tuple[ActionReply, ...] = ()
    state: Annotated[StateReply | None, BeforeValidator(_mapping)] = Field(
        None, description="null if it has not changed, as in most turns"
    )


class JudgeReply(Reply):
    """A verdict on a condition, with its reason first."""

    reason: Text = ""
    met: bool


class MemoriesReply(Reply):
    """What is worth keeping of a block of history."""

    memories: Texts


class MinibioReply(Reply):
    """A short introduction of a person."""

    text: str


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("is missing: a text is wanted")
    return " ".join(text.split())


def _entries(texts: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))
    if not kept:
        raise ValueError("is missing: at least one entry is wanted")
    return kept


Filled = Annotated[str, AfterValidator(_filled)]
Entries = Annotated[Texts, AfterValidator(_entries), Field(json_schema_extra={"minItems": 1})]


class WorkReply(Reply):
    """What somebody does all day, paid or not."""

    title: Filled
    organization: Text = ""
    description: Filled


class DaysReply(Reply):
    """How the days of somebody go."""

    morning: Filled
    workday: Filled
    evening: Filled
    weekend: Filled


class TieReply(Reply):
    """Somebody the person knows."""

    name: Filled
    description: Text = ""


class LifeReply(Reply):
    """The life around the facts about a person."""

    occupation: WorkReply
    education: Filled
    long_term_goals: Entries
    traits: Entries
    interests: Entries
    likes: Entries
    dislikes: Entries
    beliefs: Entries
    skills: Entries
    routine: DaysReply
    relationships: tuple[TieReply, ...] = ()
    health: Filled
    other_facts: Entries
    style: Filled
