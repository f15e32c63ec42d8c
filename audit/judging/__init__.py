"""From evidence to a verdict, in the order of the stages. Pure."""

from audit.judging.judge import judge

__all__ = ["judge"]
