"""How much of a host is asked a second time: enough to know it, and little of a large one."""

from dataclasses import dataclass, field

from audit.judging.compare import are_alike
from audit.model.probe import Page


@dataclass(slots=True, kw_only=True)
class Trust:
    """Which absences are believed at their first word.

    A site with a hundred dead links would be asked for each of them twice. After a few second requests that agreed, an answer is
    believed that shows the same page as they did, and only now and then asked again; a single one that disagrees ends that for the
    rest of the run. A server in trouble says "not found" as well, and rarely with the page that it keeps for it.
    """

    tests: int = 3
    """That must agree before a host is believed."""
    every: int = 12
    """From then on one in so many is tested still."""
    _agreed: dict[str, int] = field(default_factory=dict)
    _believed: dict[str, int] = field(default_factory=dict)
    _shown: dict[str, Page] = field(default_factory=dict)
    _doubted: set[str] = field(default_factory=set)

    def believes(self, host: str, page: Page | None) -> bool:
        """Whether the next one of this host, which shows `page`, is taken at its first word."""
        if host in self._doubted or self._agreed.get(host, 0) < self.tests or not are_alike(page, self._shown.get(host)):
            return False
        self._believed[host] = self._believed.get(host, 0) + 1
        return self._believed[host] % self.every != 0

    def note(self, host: str, page: Page | None, *, agreed: bool) -> None:
        """A second request, answered by `page`, has said the same as the first, or has not."""
        if not agreed:
            self._doubted.add(host)
            return
        self._agreed[host] = self._agreed.get(host, 0) + 1
        if page is not None:
            self._shown.setdefault(host, page)


@dataclass(slots=True, kw_only=True)
class Sample:
    """How many further requests each host gets for what need not be known tonight: a few, and then one for so many links."""

    first: int = 3
    every: int = 30
    _met: dict[str, int] = field(default_factory=dict)
    _taken: dict[str, int] = field(default_factory=dict)

    def takes(self, host: str, *, wanted: bool) -> bool:
        """Whether the next link of this host gets one; `wanted` when there is something to learn from it."""
        self._met[host] = self._met.get(host, 0) + 1
        if not wanted or self._taken.get(host, 0) >= self.first + self._met[host] // self.every:
            return False
        self._taken[host] = self._taken.get(host, 0) + 1
        return True
