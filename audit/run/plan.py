"""What one audit is about and how it looks at things."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from audit.history import Policy, Rechecks
from audit.model.details import Manners
from audit.model.site import SiteIndex
from audit.rules import ContentRule, Context, LinkRule, Rule, SiteRule
from audit.urls.addresses import Allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything about an audit that is settled before it begins."""

    scope: str
    ruleset: str
    canaries: tuple[str, ...]
    probing: bool
    known_hosts: frozenset[str]
    allowed: tuple[Allowed, ...]
    excluded: tuple[str, ...]
    content_rules: Sequence[ContentRule]
    link_rules: Sequence[LinkRule]
    site_rules: Sequence[SiteRule]
    context: Callable[[datetime, SiteIndex | None], Context]
    policy: Policy
    rechecks: Rechecks
    reports: Path
    zone: ZoneInfo
    base_url: str
    title: str
    user_agent: str
    manners: Manners
    edit_url: str
    hands: int = 1
    """So many processes read the content where there is much of it."""
    keep_days: int
    """How long checks of single targets are kept."""
    keep_reports_days: int | None = None
    """How long dated reports are kept that no list leads to; None for ever."""

    @property
    def rules(self) -> dict[str, Rule]:
        """Every rule that runs, by name."""
        return {rule.name: rule for rule in (*self.content_rules, *self.link_rules, *self.site_rules)}
