"""troupe: simulate people with LLMs.

What the command does, for scripts and notebooks:

    from tinytroupe_cli import TinyPerson, TinyWorld
    from tinytroupe_cli.examples import create_lisa_the_data_scientist

    lisa = create_lisa_the_data_scientist()
    lisa.listen_and_act("Tell me about your life.")

Nothing is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from tinytroupe_cli import control, examples, factory, openai_utils
    from tinytroupe_cli.errors import TroupeError
    from tinytroupe_cli.stage import (
        Normalizer,
        Options,
        ResultsExtractor,
        ResultsReducer,
        Run,
        TinyPerson,
        TinyPersonFactory,
        TinySocialNetwork,
        TinyWorld,
        Troupe,
        run_repeats,
        run_repeats_async,
        run_scenario,
        run_scenario_async,
    )

__all__ = [
    "Normalizer",
    "Options",
    "ResultsExtractor",
    "ResultsReducer",
    "Run",
    "TinyPerson",
    "TinyPersonFactory",
    "TinySocialNetwork",
    "TinyWorld",
    "Troupe",
    "TroupeError",
    "control",
    "examples",
    "factory",
    "openai_utils",
    "run_repeats",
    "run_repeats_async",
    "run_scenario",
    "run_scenario_async",
]

_MODULES = frozenset({"control", "examples", "factory", "openai_utils"})


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    floor = "errors" if name == "TroupeError" else "stage"
    return getattr(import_module(f"{__name__}.{floor}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
