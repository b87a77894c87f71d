"""What every reader needs: limits, the one failure they raise, and how printed text is tidied."""

import re
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How much work one file may cause; a file beyond any of these fails with one line.

    `max_bytes` is the size on disk, `max_expanded_bytes` what its compressed parts may grow to,
    `seconds` the time for one file without OCR and `ocr_seconds` the time for one scanned page.
    `ocr_languages` names Tesseract's language data, joined by "+".
    """

    max_bytes: int = 100_000_000
    max_expanded_bytes: int = 400_000_000
    max_pages: int = 1_000
    max_blocks: int = 200_000
    seconds: float = 120.0
    ocr_seconds: float = 60.0
    ocr_languages: str = "eng"


class UnreadableError(Exception):
    """A reader gives up; the message says what is wrong and what to do, without the file's name.

    It never leaves the package: `read_file` turns it into a `DocumentError` naming the file.
    """


Granted = Callable[[float], None]


class Deadline:
    """A clock that is looked at between pages and elements, where a reader can stop cleanly."""

    def __init__(self, seconds: float, granted: Granted | None = None) -> None:
        self.seconds = seconds
        self._granted = granted
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Raise `UnreadableError` once the time is up."""
        if time.monotonic() > self._end:
            raise UnreadableError(
                f"takes longer than {self.seconds:g} seconds to read: split it, or raise the limit"
            )

    def extend(self, seconds: float) -> None:
        """Grant more time, for work that has a limit of its own (OCR)."""
        self._end += seconds
        if self._granted is not None:
            self._granted(seconds)


# Characters that print nothing; they come out of web pages and Word and break searches for a word.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
# Tag characters are invisible, and used to smuggle instructions past a human reader.
_INVISIBLE.update(dict.fromkeys(range(0xE0000, 0xE0080)))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LIGATURES = {
    ord(c): unicodedata.normalize("NFKC", c) for c in "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
}


def fold(text: str) -> str:
    """`text` on one line: white space folded, invisible and control characters gone, NFC."""
    text = _CONTROL.sub(" ", text.translate(_INVISIBLE).translate(_LIGATURES))
    return unicodedata.normalize("NFC", " ".join(text.split()))


# Glyphs that open a list entry. Symbol and Wingdings put theirs at F0xx of the private use area.
_BULLETS = "•‣◦∙·●○◘◙■□▪▫▬▶►▸▹◆◇◾◽❖➢➤➔→✓✔✗✘★☆❑❒❍⁃⚫⚪–—-*o§"
_PRIVATE = re.compile("^[\uf000-\uf0ff\ue000-\ue0ff]$")


def is_bullet_glyph(glyph: str) -> bool:
    """Whether `glyph`, standing alone before a text, is a list mark rather than a word."""
    return len(glyph) == 1 and (glyph in _BULLETS or bool(_PRIVATE.match(glyph)))


def bullet_mark(glyph: str) -> str | None:
    """Return the mark to keep for a bullet glyph: None for dots and private-use characters."""
    return None if glyph in "•·●∙§" or _PRIVATE.match(glyph) else glyph


_NUMBER_MARK = re.compile(
    r"""^\(? (?: \d{1,4}(?:[./]\d{1,4}){0,4}[a-z]? | [A-Za-z] | [ivxlIVXL]{1,6} ) [.):]{0,2}$""",
    re.VERBOSE,
)


def is_number_mark(token: str) -> bool:
    """Whether `token` can be a printed number: "1.", "(2)", "11/21", "4.2", "(a)", "iv."."""
    if not _NUMBER_MARK.match(token):
        return False
    return not token.isalpha()  # a bare letter ("A", "I") is a word more often than a number


# What the committee system prints behind a link to a file, in every variant that was seen.
_FILE_NOTE = re.compile(
    r"""\s* (?: (?:pdf|word|doc|docx|xls|xlsx|excel|ppt)\s+(?:icon|document|file)\s* )?
        \b (?:PDF|DOCX?|XLSX?|PPTX?|RTF|ODT|HTM|ZIP|TXT) \s* [\s(,/]* \d+(?:\.\d+)?
        \s* (?:[KMG]B|bytes) \b \)? \s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_VIEW_MORE = re.compile(
    r"""\s* (?:\.{2,}|…)? \s*
        \b (?:view|read|see|show) \s+ (?:the \s+)? (?:full|more|rest|complete)
        (?: \s+ (?:of \s+)? (?:the \s+)? (?:(?:minutes|decision|agenda|item|full) \s+)?
        text (?: \s+ for \s+ item \s+ \S+)? )? \s* [.»>…]* \s*$""",
    re.VERBOSE | re.IGNORECASE,
)
# A link that names its item: on a page without a column of numbers, the only place they are in.
_NAMES_ITEM = re.compile(r"\b(?:view|read|see) the full (?:\w+ )?text for item \S+$", re.IGNORECASE)
_ELLIPSIS = re.compile(r"\s*(?:…|\.{3,})\s*$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Tidied:
    """A text without its web furniture, and whether the source broke it off."""

    text: str
    cut_short: bool


def tidy(text: str, *, keep_item: bool = True) -> Tidied:
    """Fold `text`, take off file notes and "view the full text" links, and say if it is cut short.

    A link that names an item stays, for the structure to take the number out of it, unless
    `keep_item` is off (in a table's cell, where it would end up in the middle of a row).

    A text that ends in an ellipsis is cut short when the ellipsis follows a word directly or after
    a space, which is how truncating programs write it; the dots stay off the text.
    """
    folded = fold(text)
    cut = False
    without_note = _FILE_NOTE.sub("", folded)
    if without_note != folded:
        folded = without_note
    if keep_item and _NAMES_ITEM.search(folded):
        return Tidied(text=folded, cut_short=True)
    without_link = _VIEW_MORE.sub("", folded)
    if without_link != folded:
        folded, cut = without_link, True
    without_dots = _ELLIPSIS.sub("", folded)
    if without_dots != folded and without_dots:
        folded, cut = without_dots, True
    return Tidied(text=folded.strip(), cut_short=cut)


_LIST_END = re.compile(r"[.:;!?]['”’\")\]]*$")


def ends_sentence(text: str) -> bool:
    """Whether `text` ends the way a finished paragraph does."""
    return bool(_LIST_END.search(text.rstrip()))


def row_text(headings: tuple[str, ...], cells: tuple[str, ...]) -> str:
    """Return a table row as one line: "Heading: value; Heading: value", empty cells left out.

    Without headings (an empty tuple) the values stand alone, separated by "; ".
    """
    parts = []
    for number, cell in enumerate(cells):
        if not cell:
            continue
        heading = headings[number].rstrip(" :") if number < len(headings) else ""
        parts.append(f"{heading}: {cell}" if heading else cell)
    return "; ".join(parts)


def has_number(text: str) -> bool:
    """Whether a cell holds a figure rather than a name."""
    return any(c.isdigit() for c in text)


def heading_row(rows: tuple[tuple[str, ...], ...], emphasised: tuple[bool, ...]) -> bool:
    """Whether the first of `rows` names the columns.

    It does when it alone is printed bold or shaded, or when it holds only distinct short words
    where the rows below hold figures. `emphasised` says so per row; both have the same length.
    """
    first = rows[0]
    if len(rows) < 2 or any(not cell for cell in first[1:]) or len(set(first)) < len(first):
        return False
    if any(len(cell.split()) > 12 for cell in first):
        return False
    if emphasised[0] and not all(emphasised):
        return True
    later = [cell for row in rows[1:] for cell in row]
    return not any(map(has_number, first)) and any(map(has_number, later))
