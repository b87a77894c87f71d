"""Reading a file of any known form: `read_file` is the one way in, `DocumentError` the one failure.

The format is told from the content, never from the name. Each reader is imported when its first
file comes, so that a folder of text files does not load the PDF engine.
"""

from dataclasses import replace
from pathlib import Path

from assistant.errors import DocumentError
from ingest.blocks import RawDocument
from ingest.readers.common import Deadline, Granted, Limits, UnreadableError
from ingest.readers.detect import detect

__all__ = ["Limits", "read_file"]


def read_file(
    path: Path, limits: Limits | None = None, granted: Granted | None = None
) -> RawDocument:
    """Read the file at `path` into blocks in reading order.

    `granted` is told of seconds that are granted beyond `limits.seconds` (for OCR, page by page).
    Raises `DocumentError`, with one line that names the file and says what to do, and nothing
    else, whatever the file holds.
    """
    limits = limits or Limits()
    try:
        document = _read(path, limits, Deadline(limits.seconds, granted))
    except UnreadableError as error:
        raise DocumentError(f"{_shown(path)} {error}") from error
    except (MemoryError, RecursionError) as error:
        raise DocumentError(f"{_shown(path)} is too large or too deep: split it") from error
    if not document.blocks:
        raise DocumentError(f"{_shown(path)} holds no text: check that it is the right file")
    if len(document.blocks) > limits.max_blocks:
        raise DocumentError(
            f"{_shown(path)} has more than {limits.max_blocks} paragraphs: split it"
        )
    return document


def _read(path: Path, limits: Limits, deadline: Deadline) -> RawDocument:
    data = _bytes(path, limits.max_bytes)
    form = detect(data)
    if form == "pdf":
        from ingest.readers.pdf import read_pdf

        return read_pdf(path, data, limits, deadline)
    if form == "docx":
        from ingest.readers.docx import read_docx

        return replace(read_docx(path, data, limits, deadline), form="docx")
    if form == "html":
        from ingest.readers.html import read_html

        return replace(read_html(path, data, deadline), form="html")
    from ingest.readers.text import read_text

    return replace(read_text(path), form="text")


def _bytes(path: Path, max_bytes: int) -> bytes:
    try:
        if not path.is_file():
            kind = "is a folder, not a file" if path.is_dir() else "is not there, or not a file"
            raise UnreadableError(f"{kind}: check the path")
        # Read one byte more than allowed: a file that grows meanwhile is still caught.
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except PermissionError as error:
        raise UnreadableError("may not be read: check its permissions") from error
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        reason = getattr(error, "strerror", None) or "the system refused"
        raise UnreadableError(f"cannot be opened ({reason}): check the path") from error
    if len(data) > max_bytes:
        raise UnreadableError(
            f"is larger than {max_bytes / 1e6:g} MB: split it, or raise the limit"
        )
    return data


def _shown(path: Path) -> str:
    """Return the path as it can stand in one line, whatever characters its name has."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(path)) + ":"
