"""A process that plays a run into a database; told where, the run's id, and how many units."""

import sys

from store_samples import begin, call, heard, reply, request, talk

from tinytroupe_cli.store import Store

EVENTS = 5
"""How many events a unit has."""


def main(path: str, run: str, units: int) -> None:
    """Commit units one after another and tell of each on stdout."""
    with Store.open(path) as store:
        begin(store, run)
        ledger = store.recorder(run)
        for unit in range(units):
            key = f"{run}-{unit}"
            store.cache.put((key, request("the same rules for all", f"turn {unit}"), reply(key)))
            ledger.record(call(key=key))
            first = unit * EVENTS + 1
            events = [heard(first, f"unit {unit}")]
            events += [talk(seq, f"{run} says {seq}") for seq in range(first + 1, first + EVENTS)]
            store.commit_unit(run, events, unit=unit, prefix_hash=f"{run}:{unit}")
            sys.stdout.write(f"{unit}\n")
            sys.stdout.flush()
        store.finish_run(run, status="finished", exit_code=0, summary={"units": units})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
