"""One file, read and structured."""

import hashlib
from pathlib import Path

from assistant.errors import DocumentError
from ingest.readers import Limits, read_file
from ingest.structure import Parsed, structure

__all__ = ["Parsed", "content_hash", "parse_file"]


def parse_file(path: Path, limits: Limits | None = None) -> Parsed:
    """Read the file at `path` and its structure.

    Raises `DocumentError`, one line that names the file, whatever the file holds.
    """
    raw = read_file(path, limits)
    return structure(raw, content_hash(path), str(path))


def content_hash(path: Path) -> str:
    """Return the SHA-256 of the file in hex. Raises `DocumentError` if it cannot be opened."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the system refused"
        raise DocumentError(f"{path}: cannot be opened ({reason}): check the path") from error
