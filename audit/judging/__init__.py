"""From evidence to a verdict, in the order of the stages. Pure."""

from audit.judging.certificates import HTTPS_AVAILABLE
from audit.judging.drift import DRIFTED
from audit.judging.judge import judge, judge_unchanged

__all__ = ["DRIFTED", "HTTPS_AVAILABLE", "judge", "judge_unchanged"]
