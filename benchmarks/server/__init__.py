"""A local OpenAI-compatible endpoint with a clock, a prefix cache and faults.

object      | role                                                  | lifetime
Settings    | latency, faults, quirks                               | until changed at /control
Wire        | HTTP on one connection                                | one connection
Desk        | what becomes of a request, and when                   | the process
Question    | what of a request decides its answer                  | one request
Faults      | which tries fail                                      | until the next reset
PrefixStore | what a provider's cache would have served             | until the next reset
Counters    | what was seen                                         | until the next reset
"""
