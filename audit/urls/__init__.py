"""Addresses as browsers read them, and which of them may be asked."""

from audit.urls.alternatives import alternatives
from audit.urls.domains import registrable
from audit.urls.reading import join, read
from audit.urls.url import Url

__all__ = ["Url", "alternatives", "join", "read", "registrable"]
