"""Lines of the log hold nothing that opens an address, whatever event put it there."""

import json
import logging

import pytest

from audit.cli.logs import Lines

SECRET = "s3same"


@pytest.mark.parametrize("as_json", [True, False])
def test_what_opens_an_address_stands_in_no_line(as_json):
    why = ValueError(f'could not read "https://amina:{SECRET}@a.example/?token={SECRET}"')
    record = logging.makeLogRecord({"msg": f"asked https://a.example/?sig={SECRET}", "why": why, "count": 3, "url": f"x?key={SECRET}"})
    try:
        raise why
    except ValueError as error:
        record.exc_info = (type(error), error, error.__traceback__)
    line = Lines(as_json=as_json).format(record)
    assert SECRET not in line
    assert "a.example" in line
    if as_json:
        assert json.loads(line)["count"] == 3
        assert json.loads(line)["url"] == "x?key=…"
