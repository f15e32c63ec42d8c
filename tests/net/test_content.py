"""Content codings, undone no further than wanted."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.net import content

try:
    from compression import zstd
except ImportError:
    from backports import zstd

TEXT = b"<p>Some words of a page.</p>" * 40


def test_zstd_is_read_though_nobody_asked_for_it():
    assert content.decoded(zstd.compress(TEXT), "zstd", cap=10_000) == (TEXT, True)
    assert content.decoded(TEXT, "zstd", cap=10_000) == (TEXT, True)


def test_more_layers_than_a_page_needs_are_left_alone():
    raw = gzip.compress(TEXT)

    assert content.decoded(raw, "gzip, gzip, gzip, gzip", cap=10_000) == (raw, False)


def test_streams_one_behind_the_other_are_read_up_to_a_few():
    member = gzip.compress(TEXT)

    assert content.decoded(member * 3, "gzip", cap=10_000) == (TEXT * 3, True)
    assert content.decoded(b"", "gzip", cap=10_000) == (b"", True)
    assert not content.decoded(gzip.compress(b"") * 100_000, "gzip", cap=10_000)[1]


def test_a_stream_that_wants_a_hundred_megabytes_of_memory_is_not_read():
    raw = zstd.compress(TEXT * 125_000, options={zstd.CompressionParameter.window_log: 27})

    assert content.decoded(raw, "zstd", cap=10_000)[0] == raw[:10_000]


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "zstd"])
@given(raw=st.binary(max_size=300))
def test_no_bytes_make_decoding_fail(coding, raw):
    found, _ = content.decoded(raw, coding, cap=100)

    assert len(found) <= 100


@given(st.binary(max_size=3000), st.integers(0, 3000))
def test_what_was_cut_short_is_read_as_far_as_it_goes(raw, cut):
    whole = gzip.compress(raw)
    found, complete = content.decoded(whole[:cut], "gzip", cap=10_000)

    assert raw.startswith(found) or found == whole[:cut]
    assert not complete or found == raw or cut == 0 or found == whole[:cut]
