"""What a crowd of personas is like: shares against known ones, temper, doubles, likeness.

Why this room exists: people that a model imagined, or that a sample drew, are looked at before
anybody pays for their answers.

object     | role                                            | lifetime
Thresholds | what a crowd has to keep                        | one audit
Audit      | all that was found, and whether it is kept      | one audit
"""

from tinytroupe_cli.harvest.audit._audit import Audit, Thresholds, audit

__all__ = ["Audit", "Thresholds", "audit"]
