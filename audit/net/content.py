"""Undoing content codings, never further than a cap."""

import sys
import zlib
from collections.abc import Callable

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_MOST_LAYERS = 3
"""More codings on top of each other than this are an attack, not a page."""
_MOST_MEMBERS = 32
"""Streams one behind the other that one gzip body may consist of; honest ones consist of one."""
_WINDOW = 23
"""The binary logarithm of the memory that a stream of zstd may ask for: 8 MB, as RFC 9659 allows on the web."""


def decoded(raw: bytes, encodings: str, *, cap: int) -> tuple[bytes, bool]:
    """The content of `raw`, and whether nothing is missing from it.

    Args:
        raw: the body as received, perhaps cut short.
        encodings: the value of ``Content-Encoding``. Unknown codings are ignored, as is one that does not fit the bytes.
        cap: bytes of content at the most.
    """
    layers = [name.strip().lower() for name in encodings.split(",") if name.strip()]
    whole = True
    if len(layers) > _MOST_LAYERS:
        return raw[:cap], False
    for name in reversed(layers):
        undo = _CODINGS.get(name)
        if undo is None:
            continue
        content, ended = undo(raw, cap)
        if not content and raw and not ended:
            continue  # announced and not applied, as misconfigured servers do
        raw, whole = content, whole and ended
    return raw[:cap], whole and len(raw) <= cap


def _gzip(raw: bytes, cap: int) -> tuple[bytes, bool]:
    return _inflated(raw, cap, wbits=47)


def _deflate(raw: bytes, cap: int) -> tuple[bytes, bool]:
    content, ended = _inflated(raw, cap, wbits=zlib.MAX_WBITS)
    # "deflate" should mean zlib's frame; some servers send the bare stream.
    return (content, ended) if content or ended else _inflated(raw, cap, wbits=-zlib.MAX_WBITS)


def _inflated(raw: bytes, cap: int, *, wbits: int) -> tuple[bytes, bool]:
    found = bytearray()
    if not raw:
        return b"", True
    for _ in range(_MOST_MEMBERS):
        undo = zlib.decompressobj(wbits)
        try:
            found += undo.decompress(raw, cap + 1 - len(found))
        except zlib.error:
            return bytes(found), False
        if not undo.eof or len(found) > cap:
            return bytes(found), undo.eof
        if undo.unused_data[:2] != b"\x1f\x8b":
            return bytes(found), True
        raw = undo.unused_data
    return bytes(found), False


def _brotli(raw: bytes, cap: int) -> tuple[bytes, bool]:
    undo = brotli.Decompressor()
    found = bytearray()
    try:
        while len(found) <= cap:
            piece = undo.process(raw, output_buffer_limit=cap + 1 - len(found))
            found += piece
            raw = b""
            if undo.is_finished() or (not piece and undo.can_accept_more_data()):
                break
    except brotli.error:
        return bytes(found), False
    return bytes(found), undo.is_finished()


def _zstd(raw: bytes, cap: int) -> tuple[bytes, bool]:
    undo = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _WINDOW})
    try:
        return undo.decompress(raw, cap + 1), undo.eof
    except (zstd.ZstdError, EOFError):
        return b"", False


_CODINGS: dict[str, Callable[[bytes, int], tuple[bytes, bool]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
