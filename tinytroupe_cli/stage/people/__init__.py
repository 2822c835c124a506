"""People and worlds for scripts and notebooks, and simulations that can be taken up again.

Why this room exists: what a program does step by step is the same play as a scenario's, over the
same session; here it gets the names that programs know.

object      | role                                                    | lifetime
Troupe      | a session, opened when somebody first thinks            | people that share it
TinyPerson  | a person, in a world of their own or a TinyWorld        | for its caller
TinyWorld   | people together, with a clock                           | for its caller
Place       | one world in play, behind persons and worlds            | as theirs
Simulation  | what is between `control.begin` and `control.end`       | one execution
"""

__all__: list[str] = []
