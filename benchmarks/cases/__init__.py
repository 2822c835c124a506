"""The cases, in the order of the table."""

from benchmarks.case import Case
from benchmarks.cases import (
    budget,
    concurrency,
    cpu,
    faults,
    focus_group,
    long_run,
    memory,
    prompts,
    startup,
    survey,
)

CASES: tuple[Case, ...] = (
    focus_group.CASE,
    survey.CASE,
    prompts.CASE,
    long_run.CASE,
    cpu.CASE,
    startup.CASE,
    memory.CASE,
    faults.CASE,
    budget.CASE,
    concurrency.CASE,
    memory.LARGE,
    cpu.LARGE,
)
