"""One file, read and structured."""

import hashlib
from pathlib import Path

from assistant.errors import DocumentError
from ingest.readers import Limits, read_file
from ingest.readers.common import Granted
from ingest.structure import STRUCTURE_VERSION, Parsed, structure

__all__ = ["READING_VERSION", "Parsed", "content_hash", "parse_file"]

# A file that was read by another version counts as changed. Readers have no number of their own:
# what they change matters where it changes passages, which is what the structure's number is for.
READING_VERSION = STRUCTURE_VERSION


def parse_file(path: Path, limits: Limits | None = None, granted: Granted | None = None) -> Parsed:
    """Read the file at `path` and its structure.

    `granted` is told of seconds that are granted beyond the limit (for OCR, page by page).
    Raises `DocumentError`, one line that names the file, whatever the file holds.
    """
    raw = read_file(path, limits, granted)
    return structure(raw, content_hash(path), str(path))


def content_hash(path: Path) -> str:
    """Return the SHA-256 of the file in hex. Raises `DocumentError` if it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the system refused"
        raise DocumentError(f"{path}: cannot be opened ({reason}): check the path") from error
