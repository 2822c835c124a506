"""The mouth: requests go out, replies come back, nothing is paid twice.

Why this floor exists: everything between a person and a model stands here, as small layers
around providers; the simulation sees one callable.

object     | role                                                | lifetime
Request    | one question, its model, its place in the run       | one call
Reply      | the answer as it came, with usage                   | one call
Layer      | takes something that answers, returns the like      | one session
Stack      | all layers in their order around all providers      | one invocation
Spending   | what a stack has paid, by purpose                   | one invocation
Providers  | clients, built at the first request for them        | one session
"""

from tinytroupe_cli.llm._ask import Asked, ask
from tinytroupe_cli.llm._kept import Moment, Tokens, fault, key_of, require_kept
from tinytroupe_cli.llm._layers import Budget, Limits, RetryPolicy
from tinytroupe_cli.llm._parse import parse
from tinytroupe_cli.llm._prices import prices
from tinytroupe_cli.llm._providers import Providers, Rungs
from tinytroupe_cli.llm._providers.scripted import scripted
from tinytroupe_cli.llm._spending import Spending, Tally
from tinytroupe_cli.llm._stack import Stack
from tinytroupe_cli.llm._types import (
    LLM,
    Attempt,
    Cache,
    Image,
    Layer,
    Message,
    ModelParams,
    Price,
    Purpose,
    Recorder,
    Reply,
    Request,
    Schema,
    Usage,
)

__all__ = [
    "LLM",
    "Asked",
    "Attempt",
    "Budget",
    "Cache",
    "Image",
    "Layer",
    "Limits",
    "Message",
    "ModelParams",
    "Moment",
    "Price",
    "Providers",
    "Purpose",
    "Recorder",
    "Reply",
    "Request",
    "RetryPolicy",
    "Rungs",
    "Schema",
    "Spending",
    "Stack",
    "Tally",
    "Tokens",
    "Usage",
    "ask",
    "fault",
    "key_of",
    "parse",
    "prices",
    "require_kept",
    "scripted",
]
