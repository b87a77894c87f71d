"""The bytes of a web page as text."""

import codecs
import re

from charset_normalizer import from_bytes

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)


def decode(data: bytes) -> str:
    """Return `data` as text: by its mark, as UTF-8, as the page declares, or by statistics."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if data[1:200:2].count(0) > 80 or data[0:200:2].count(0) > 80:
        encoding = "utf-16-le" if data[1:200:2].count(0) > 80 else "utf-16-be"
        return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")  # valid UTF-8 is never anything else in practice
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:4096])
    name = declared[1].decode("ascii", errors="replace").lower() if declared else ""
    if name in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"):
        name = "cp1252"  # what such pages mean
    text = None if name in ("", "utf-8", "utf8") else _decoded(data, name)
    return text if text is not None else _guessed(data)


def _guessed(data: bytes) -> str:
    """Decode bytes of unknown encoding, Windows-1252 where nothing speaks for another.

    Statistics cannot tell "£" from "Ł" in a page of English; few odd bytes say English.
    """
    if sum(byte > 127 for byte in data) >= 0.25 * len(data):
        best = from_bytes(data[:200_000]).best()
        text = None if best is None else _decoded(data, best.encoding)
        if text is not None:
            return text
    return data.decode("cp1252", errors="replace")


def _decoded(data: bytes, name: str) -> str | None:
    """Return `data` decoded, None where Python knows no such text encoding."""
    try:
        return data.decode(name, errors="replace")
    except (LookupError, ValueError):
        return None
