"""What the parts of ``report.json`` are made of."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from audit.renderers.mended import mended

Text = Annotated[str, BeforeValidator(mended)]


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


Moment = Annotated[AwareDatetime, AfterValidator(_utc)]
"""RFC 3339 in UTC, to the second."""

Count = Annotated[int, Field(ge=0)]
Counts = dict[Text, Count]


class Part(BaseModel):
    """A part of the document. Readers ignore fields that they do not know."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True, extra="ignore")
