"""Statamic sites: flat files that the CMS reads and writes."""

from audit.sources.statamic.accounts import read_accounts
from audit.sources.statamic.lone import read_file
from audit.sources.statamic.source import StatamicSource

__all__ = ["StatamicSource", "read_accounts", "read_file"]
