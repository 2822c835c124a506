"""Lets these tests import the benches, which stand beside the package and not in it."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))
