"""The cases, in the order of the table."""

from benchmarks.case import Case
from benchmarks.cases import (
    budget,
    carried,
    concurrency,
    control,
    cpu,
    faults,
    focus_group,
    generate,
    killed,
    long_run,
    memory,
    prompts,
    repeats,
    reuse,
    startup,
    store,
    survey,
)

CASES: tuple[Case, ...] = (
    focus_group.CASE,
    survey.CASE,
    generate.CASE,
    prompts.CASE,
    long_run.CASE,
    cpu.CASE,
    startup.CASE,
    memory.CASE,
    faults.CASE,
    budget.CASE,
    concurrency.CASE,
    reuse.CASE,
    repeats.CASE,
    carried.CASE,
    control.CASE,
    store.CASE,
    killed.CASE,
    memory.LARGE,
    cpu.LARGE,
)
