"""What is asked: the models of YAML, the loader that finds every error, the schemas.

Why this floor exists: a user's files are read, checked and resolved once, here; everything above
builds on values that are complete and right.

object          | role                                          | lifetime
LoadedScenario  | a scenario with every file read, names full   | one command
Scenario        | the long form of a scenario file              | one command
CastMember      | one person with their merged persona          | one command
LifeOrder       | how the life around somebody's facts is asked | one command
ExtractSpec     | one question put to a model about a run       | one command
ReduceSpec      | one piece of arithmetic over a run            | one command
"""

from tinytroupe_cli.spec._ask import PIPE, AskStep, MaterialFile, Question, QuestionType, blocks
from tinytroupe_cli.spec._bands import band, label_of
from tinytroupe_cli.spec._cast import CastMember, LifeOrder, LoadedScenario
from tinytroupe_cli.spec._fields import field_names, result_schema, strict_ready, unwrap
from tinytroupe_cli.spec._generate import Order, generated, population_for, seed_of, unnamed
from tinytroupe_cli.spec._harvest import (
    AnyExtract,
    ExtractSpec,
    Marginal,
    NormalizeSpec,
    ReduceSpec,
    Weights,
)
from tinytroupe_cli.spec._human_file import WEIGHT, Respondents, load_respondents
from tinytroupe_cli.spec._library import Library, builtin_root, project_root
from tinytroupe_cli.spec._load import load_scenario, parse_scenario
from tinytroupe_cli.spec._load_parts import (
    LoadedHarvest,
    load_fragment,
    load_harvest,
    load_people,
    load_persona,
    load_persona_or_fragment,
    load_schema,
    load_world,
)
from tinytroupe_cli.spec._merge import Layer, Merged, merge, merge_layers
from tinytroupe_cli.spec._model import BudgetSpec, ModelSettings
from tinytroupe_cli.spec._node import Node
from tinytroupe_cli.spec._persona import DETAIL, PROVENANCE, Persona, PersonaFile
from tinytroupe_cli.spec._problems import Problems
from tinytroupe_cli.spec._roster import agrees, fact
from tinytroupe_cli.spec._scenario import NOT_BUILT_YET, GenerateEntry, PersonEntry, Scenario
from tinytroupe_cli.spec._schema import SCHEMA_NAMES, json_schema
from tinytroupe_cli.spec._steps import (
    ActStep,
    BroadcastStep,
    ContextStep,
    DefineStep,
    FragmentStep,
    JoinStep,
    LeaveStep,
    NoteStep,
    RelateStep,
    RoundsStep,
    Said,
    SayStep,
    SkipStep,
    Step,
)
from tinytroupe_cli.spec._survey import (
    Form,
    counted,
    load_survey,
    replies_wanted,
    survey_file,
    survey_of,
    survey_scenario,
    typed_survey,
)
from tinytroupe_cli.spec._times import parse_duration
from tinytroupe_cli.spec._who import Who
from tinytroupe_cli.spec._world import START, RelationSpec, WorldSpec
from tinytroupe_cli.spec._write import as_yaml

__all__ = [
    "DETAIL",
    "NOT_BUILT_YET",
    "PIPE",
    "PROVENANCE",
    "SCHEMA_NAMES",
    "START",
    "WEIGHT",
    "ActStep",
    "AnyExtract",
    "AskStep",
    "BroadcastStep",
    "BudgetSpec",
    "CastMember",
    "ContextStep",
    "DefineStep",
    "ExtractSpec",
    "Form",
    "FragmentStep",
    "GenerateEntry",
    "JoinStep",
    "Layer",
    "LeaveStep",
    "Library",
    "LifeOrder",
    "LoadedHarvest",
    "LoadedScenario",
    "Marginal",
    "MaterialFile",
    "Merged",
    "ModelSettings",
    "Node",
    "NormalizeSpec",
    "NoteStep",
    "Order",
    "PersonEntry",
    "Persona",
    "PersonaFile",
    "Problems",
    "Question",
    "QuestionType",
    "ReduceSpec",
    "RelateStep",
    "RelationSpec",
    "Respondents",
    "RoundsStep",
    "Said",
    "SayStep",
    "Scenario",
    "SkipStep",
    "Step",
    "Weights",
    "Who",
    "WorldSpec",
    "agrees",
    "as_yaml",
    "band",
    "blocks",
    "builtin_root",
    "counted",
    "fact",
    "field_names",
    "generated",
    "json_schema",
    "label_of",
    "load_fragment",
    "load_harvest",
    "load_people",
    "load_persona",
    "load_persona_or_fragment",
    "load_respondents",
    "load_scenario",
    "load_schema",
    "load_survey",
    "load_world",
    "merge",
    "merge_layers",
    "parse_duration",
    "parse_scenario",
    "population_for",
    "project_root",
    "replies_wanted",
    "result_schema",
    "seed_of",
    "strict_ready",
    "survey_file",
    "survey_of",
    "survey_scenario",
    "typed_survey",
    "unnamed",
    "unwrap",
]
