"""Bytes into text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.probing.decoding import decode, is_binary, looks_like_html

JA = "<title>ページ</title>"


@pytest.mark.parametrize(
    ("body", "header", "text"),
    [
        ("é".encode(), "text/html; charset=utf-8", "é"),
        ("é".encode("latin-1"), "text/html; charset=iso-8859-1", "é"),
        ("“é”".encode("cp1252"), "text/html; charset=iso-8859-1", "“é”"),
        ("“é”".encode(), "text/html; charset=iso-8859-1", "“é”"),
        ("é".encode("cp1252"), "text/html", "é"),
        ("é".encode(), "text/html", "é"),
        ("é".encode(), "text/html; charset=none-such", "é"),
        ("é".encode(), "text/html; charset=rot13", "é"),
        (b"\xef\xbb\xbf" + "é".encode(), "text/html; charset=iso-8859-1", "é"),
        (b"\xff\xfe" + "é".encode("utf-16-le"), "", "é"),
        (b"\xfe\xff" + "é".encode("utf-16-be"), "", "é"),
        ("plain text".encode("utf-16-le"), "text/html", "plain text"),
        ("plain text".encode("utf-16-be"), "text/html", "plain text"),
        (b"\x83y\x81[\x83W", "text/html; charset=Shift_JIS", "ページ"),
        ("д".encode("cp1251"), "text/html; charset=windows-1251", "д"),
    ],
)
def test_the_text_is_what_browsers_would_read(body: bytes, header: str, text: str) -> None:
    assert decode(body, header)[0] == text


def test_the_page_may_name_its_own_charset() -> None:
    for markup in (f'<meta charset="Shift_JIS">{JA}', f'<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">{JA}'):
        assert JA in decode(markup.encode("cp932"), "text/html")[0]
    assert JA in decode(f'<?xml version="1.0" encoding="Shift_JIS"?>{JA}'.encode("cp932"))[0]


def test_a_page_that_can_be_read_as_ascii_is_no_utf_16() -> None:
    assert decode('<meta charset="utf-16">é'.encode(), "text/html")[0].endswith("é")


@pytest.mark.parametrize(
    ("body", "binary"),
    [
        (b"%PDF-1.5 x", True),
        (b"\x89PNG\r\n", True),
        (bytes(range(256)) * 4, True),
        (b"<html>plain", False),
        ("plain".encode("utf-16-le") * 20, False),
        (b"\xff\xfe" + "x".encode("utf-16-le"), False),
        (b"", False),
    ],
)
def test_binary_is_told_from_text(body: bytes, binary: bool) -> None:
    assert is_binary(body) is binary


def test_a_page_without_a_type_is_known_by_its_start() -> None:
    assert looks_like_html(b"\xef\xbb\xbf\n<!DOCTYPE html>")
    assert not looks_like_html(b"%PDF-1.5")


@given(st.binary(max_size=400), st.text(max_size=40))
def test_nothing_that_a_server_sends_breaks_it(body: bytes, header: str) -> None:
    text, codec = decode(body, header)
    assert isinstance(text, str)
    assert codec
