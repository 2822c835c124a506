"""What all events have in common."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict


class BaseEvent(BaseModel):
    """Where and when in the run something happened."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        defer_build=True,
        ser_json_inf_nan="constants",  # no JSON, so that it is refused and not lost
    )

    seq: int
    """The place in the run's story, from 1."""
    step: int
    """The step of the scenario, from 1; 0 is the opening."""
    round: int | None = None
    """The round within the step, from 1."""
    time: datetime
    """The world's clock."""
