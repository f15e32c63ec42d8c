"""How much of a host has been tested before the rest of it is believed."""

from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Trust:
    """Counts, by host, how often a second request said the same as the first.

    A site with a hundred dead links would be asked for each of them twice. After a few tests that agree, it is believed, and
    only now and then tested again; a single test that disagrees ends that for the rest of the run.
    """

    tests: int = 3
    """That must agree before a host is believed."""
    every: int = 12
    """From then on one in so many is tested still."""
    _agreed: dict[str, int] = field(default_factory=dict)
    _believed: dict[str, int] = field(default_factory=dict)
    _doubted: set[str] = field(default_factory=set)

    def believes(self, host: str) -> bool:
        """Whether the next one of this host is taken at its first word."""
        if host in self._doubted or self._agreed.get(host, 0) < self.tests:
            return False
        self._believed[host] = self._believed.get(host, 0) + 1
        return self._believed[host] % self.every != 0

    def note(self, host: str, *, agreed: bool) -> None:
        """A test of this host has ended."""
        if agreed:
            self._agreed[host] = self._agreed.get(host, 0) + 1
        else:
            self._doubted.add(host)
