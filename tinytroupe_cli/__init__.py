"""troupe: simulate people with LLMs."""

__version__ = "0.1.0"
