"""Which format a file is, told from its content: file names carry no meaning here."""

import re
import zipfile
from io import BytesIO
from typing import Literal

from ingest.readers.common import UnreadableError

Format = Literal["pdf", "docx", "html", "text"]

# Signatures of what people drop into a folder of papers, with what they can do about it.
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "is an RTF file: save it as .docx or PDF"),
    (b"\x89PNG", "is a picture (PNG): save it as PDF, then its text can be recognised"),
    (b"\xff\xd8\xff", "is a picture (JPEG): save it as PDF, then its text can be recognised"),
    (b"II*\x00", "is a picture (TIFF): save it as PDF, then its text can be recognised"),
    (b"MM\x00*", "is a picture (TIFF): save it as PDF, then its text can be recognised"),
    (b"GIF8", "is a picture (GIF): save it as PDF, then its text can be recognised"),
    (b"\x1f\x8b", "is a compressed file (gzip): unpack it first"),
    (b"7z\xbc\xaf", "is a compressed file (7z): unpack it first"),
    (b"Rar!", "is a compressed file (RAR): unpack it first"),
    (b"BZh", "is a compressed file (bzip2): unpack it first"),
    (b"\x7fELF", "is a program, not a document: leave it out"),
    (b"SQLite format 3", "is a database, not a document: leave it out"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|table|article|section|h[1-6]|p|ul|ol)\b",
    re.IGNORECASE,
)
_WEB_ARCHIVE = re.compile(rb"^(?:from:|mime-version:).{0,2000}multipart/related", re.I | re.S)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def detect(data: bytes) -> Format:
    """Return the format of `data` (a whole file). Raises `UnreadableError` for what cannot be read.

    A file whose name promises something else is read as what it is: a saved page that a browser
    named ".pdf" is still that page.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise UnreadableError("is empty: fetch or save it again")
    head = data[:4096]
    # Some writers put a few bytes before the header; the format allows it within the first 1,024.
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for signature, message in _REFUSED:
        if head.startswith(signature):
            raise UnreadableError(message)
    if head.startswith(_OLE):
        raise UnreadableError(_ole_message(data))
    if head.startswith(b"PK"):
        return _zip_format(data)
    if _WEB_ARCHIVE.match(head):
        raise UnreadableError(
            "is a web archive (.mht): save the page again as “Web page, HTML only”"
        )
    sample = _as_single_bytes(head)
    if _looks_binary(sample):
        raise UnreadableError("is not a document of a known format: use PDF, DOCX, HTML or text")
    return "html" if _is_markup(sample) else "text"


def _ole_message(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is encrypted: save a copy without a password"
    return "is in an old Office format (.doc): save it as .docx or PDF"


def _zip_format(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError("is damaged or cut off (a broken zip): fetch it again") from error
    if "word/document.xml" in names or any(n.startswith("word/") for n in names):
        return "docx"
    if any(n.startswith("xl/") for n in names):
        raise UnreadableError("is a spreadsheet (.xlsx): save it as PDF")
    if any(n.startswith("ppt/") for n in names):
        raise UnreadableError("is a presentation (.pptx): save it as PDF")
    if "mimetype" in names:
        raise UnreadableError("is an OpenDocument or EPUB file: save it as .docx or PDF")
    raise UnreadableError("is a zip archive: unpack it first")


def _as_single_bytes(head: bytes) -> bytes:
    """UTF-16 text as bytes that the checks below can look at; everything else as it is."""
    if head.startswith(_BOMS[1:]):
        return head.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = head[offset::2]
        # Western text in UTF-16 without a mark: nearly every second byte is zero.
        if len(half) > 20 and half.count(0) > 0.8 * len(half):
            return head.decode(encoding, errors="replace").encode("utf-8", errors="replace")
    return head


def _looks_binary(sample: bytes) -> bool:
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample)
    return b"\x00" in sample or control > 0.02 * len(sample)


def _is_markup(sample: bytes) -> bool:
    start = sample.removeprefix(_BOMS[0]).lstrip()[:200].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body", b"<!--")):
        return bool(_MARKUP.search(sample)) or start.startswith(b"<!")
    # A page fragment starts with a tag; prose that merely mentions one does not.
    return start.startswith(b"<") and len(_MARKUP.findall(sample)) >= 2
