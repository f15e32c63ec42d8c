"""The sentences of the mails: the catalogue's, with the days of one time zone."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from audit.wording.catalogue import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """What mails say, in one language and one time zone."""

    wording: Wording
    zone: ZoneInfo

    def __call__(self, key: str, **values: str | float | date) -> str:
        """A text of the catalogue's section ``mail``, or of the section that the key names."""
        return self.wording.text(key if "." in key else f"mail.{key}", **values)

    def counted(self, key: str, *, count: int, **values: str | float | date) -> str:
        """The text for so many: ``<key>_none`` and ``<key>_one`` where the catalogue has them, else ``key``."""
        full = key if "." in key else f"mail.{key}"
        special = full + {0: "_none", 1: "_one"}.get(count, "")
        return self.wording.text(special if special in self.wording.texts else full, count=count, **values)

    def day(self, moment: datetime) -> date:
        """The local day of a moment."""
        return moment.astimezone(self.zone).date()

    def weekday(self, day: date) -> str:
        """The name of a day of the week."""
        return self.wording.words.weekdays[day.weekday()]

    def clock(self, moment: datetime) -> str:
        """The local time of a moment, such as 02:00."""
        return f"{moment.astimezone(self.zone):%H:%M}"


def day_of(report_id: str) -> date:
    """The day of a report, from its id."""
    return date.fromisoformat(report_id[:10])
