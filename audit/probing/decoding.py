"""Bytes of a page into text, as browsers do it: the header's word, then the mark at its start, then the page's own, then a guess."""

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache

_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_IN_PAGE = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_IN_XML = re.compile(rb"^\s{0,20}<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED_WITHIN = 4_096
_GUESSED_FROM = 100_000
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
"""Bytes that no text has, but for white space and the escape of some encodings."""
_BROWSERS_SAY = {
    "iso-8859-1": "cp1252",
    "ascii": "cp1252",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    "big5": "big5hkscs",
}
"""Labels that mean a larger set on the web (WHATWG Encoding Standard, 4.2)."""


_ON_THE_WEB = frozenset(
    {
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp866", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "cp874", "tis-620"),
        *(f"iso8859-{part}" for part in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)),
        *(f"cp{page}" for page in range(1250, 1259)),
        *("ascii", "gbk", "gb2312", "gb18030", "big5", "big5hkscs", "euc_jp", "iso2022_jp", "shift_jis", "cp932", "euc_kr", "cp949"),
    }
)
"""What browsers decode (WHATWG Encoding Standard, 4). Python knows more, some of it made for other things and slow beyond measure."""


@lru_cache(maxsize=256)
def _codec(label: str) -> str:
    """The codec that a label means on the web; empty when it means none there."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, UnicodeError, ValueError):
        return ""
    if name not in _ON_THE_WEB:
        return ""
    return "cp1252" if name in {"iso8859-1", "ascii"} else _BROWSERS_SAY.get(name, name)


def _guess(body: bytes) -> str:
    """A codec for bytes that declare none."""
    start = body[:2_000]
    if start[1::2].count(0) > len(start) // 3:
        return "utf-16-le"
    if start[0::2].count(0) > len(start) // 3:
        return "utf-16-be"
    try:
        # A long page may be cut within a letter; a short one is seen to its end.
        codecs.getincrementaldecoder("utf-8")().decode(body[:_GUESSED_FROM], final=len(body) <= _GUESSED_FROM)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _labels(content_type: str, head: bytes) -> Iterator[str]:
    """What the header and the page call the encoding; most pages need not be asked."""
    if found := _IN_HEADER.search(content_type):
        yield found[1]
    for pattern in (_IN_PAGE, _IN_XML):
        if in_page := pattern.search(head):
            yield in_page[1].decode("ascii", "replace")


def decode(body: bytes, content_type: str = "") -> tuple[str, str]:
    """The text of a page and the codec used. Never fails: what cannot be decoded becomes the replacement character."""
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace"), codec
    head = body[:_DECLARED_WITHIN]
    for label in _labels(content_type, head):
        if codec := _codec(label):
            # A page whose bytes could be read as "charset=utf-16" is no UTF-16: it says utf-8 (HTML standard, 13.2.3.2).
            codec = "utf-8" if codec.startswith("utf-16") and b"\0" not in head else codec
            # Western letters are what servers announce unasked; bytes that are UTF-8 throughout are nothing else.
            codec = "utf-8" if codec == "cp1252" and not body.isascii() and _guess(body) == "utf-8" else codec
            return body.decode(codec, "replace"), codec
    codec = _guess(body)
    return body.decode(codec, "replace"), codec


def looks_like_html(body: bytes) -> bool:
    """Whether bytes without a content type read as a page (after the MIME Sniffing Standard, 7.1)."""
    start = body[:1_024].lstrip(b"\xef\xbb\xbf \t\r\n\f").lower()
    return start.startswith(
        (
            b"<!doctype html",
            b"<html",
            b"<head",
            b"<body",
            b"<!--",
            b"<script",
            b"<meta",
            b"<title",
            b"<div",
            b"<h1",
            b"<p",
            b"<br",
            b"<a ",
            b"<table",
        )
    )


def is_binary(body: bytes) -> bool:
    """Whether bytes are no text at all, whatever their header says."""
    start = body[:1_024]
    if start.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"RIFF", b"OggS", b"ID3")):
        return True
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or not start:
        return False
    if 0 in start and max(start[0::2].count(0), start[1::2].count(0)) > len(start) // 3:
        return False
    return (len(start) - len(start.translate(None, _CONTROLS))) * 20 > len(start)
