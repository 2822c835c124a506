"""What `troupe` costs in time, tokens and CPU, measured as a user would run it.

`python -m benchmarks` prints the table, `python -m benchmarks NAME` one case of it. Nothing here
is imported by the package or by its tests' support, and nothing here knows either of them: the
installed command is run as a process against a local endpoint that runs in another.
"""
