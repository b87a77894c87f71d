"""Plain text and Markdown: undo wrapped lines, page breaks and bullet glyphs.

Plain text has no format to trust, so two properties of the file decide how it is read: whether its
lines are wrapped to a width (then a line that stopped early was ended on purpose), and whether its
bullets survive only as a leading space, as PDF-to-text programs leave them.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from ingest.blocks import Block, RawDocument
from ingest.readers.common import UnreadableError, bullet_mark, fold, is_bullet_glyph
from ingest.readers.markdown import looks_like_markdown, markdown_blocks

_MARKDOWN_SUFFIXES = {".md", ".markdown", ".mkd"}
_NUMBER_START = re.compile(
    r"^(?:\(?\d{1,3}[.)](?!\d)|\([a-z]{1,4}\)|[a-z]\)|\d{1,3}/\d{2,4}\b)\s*\S", re.IGNORECASE
)
_DATE_LINE = re.compile(
    r"^(?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)? \w+ (?:19|20)\d\d\.?$", re.IGNORECASE
)
_HEADINGISH = re.compile(r"^(?:\d{1,2}\)\s|[^a-z]*[A-Z][^a-z]*[A-Z][^a-z]*$)")
_LABEL = re.compile(r"^\S+(?: \S+){0,7}:$")
_ENDS = re.compile(r"[.:;!?]['”’\")\]]*$")


def read_text(path: Path) -> RawDocument:
    """Read a text or Markdown file into blocks.

    UTF-8, UTF-16 with a mark and Windows-1252 are understood; form feeds count as pages. Raises
    `UnreadableError` when the file cannot be opened or is not text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be opened ({error.strerror}): check the path") from error
    text = decode(data)
    if path.suffix.lower() in _MARKDOWN_SUFFIXES or looks_like_markdown(text):
        return RawDocument(source=path, blocks=markdown_blocks(text))
    pages = text.rstrip("\f\n ").count("\f") + 1 if "\f" in text else None
    return RawDocument(source=path, blocks=plain_blocks(text), pages=pages)


def decode(data: bytes) -> str:
    """Decode `data`, with one newline as line end. Raises `UnreadableError` for binary data."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            # Every byte means something in Windows-1252 but five, and those are not text.
            text = data.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise UnreadableError("is not text: use PDF, DOCX, HTML or text")
    # Other Unicode line ends would otherwise glue words together when white space is folded.
    return re.sub(r"\r\n?|\x0b|\x85|\u2028|\u2029", "\n", text)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Habits:
    """How this file was laid out."""

    width: int | None  # column of the earliest wrap; None: one line is one paragraph
    space_bullets: bool  # a leading space is what is left of a bullet


@dataclass(kw_only=True, slots=True)
class _Open:
    """The block being collected."""

    lines: list[str]
    kind: str
    level: int
    mark: str | None
    page: int | None
    after_break: bool


def plain_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of plain text."""
    return _PlainReader(text).blocks()


def _habits(lines: list[str]) -> _Habits:
    """Tell from the lines how they were laid out."""
    full = [line for line in lines if line.strip()]
    glyphs = sum(_split_glyph(line.strip()) is not None for line in full)
    one_space = sum(bool(re.match(r" \S", line)) for line in full)
    flush = sum(not line[:1].isspace() for line in full)
    return _Habits(
        width=_wrap_width(lines),
        space_bullets=one_space >= 3 and flush > one_space and glyphs < one_space / 3,
    )


def _wrap_width(lines: list[str]) -> int | None:
    """Find the column at which lines were wrapped at the earliest; None where no line was.

    A line that goes on in lower case was certainly wrapped, so its next word did not fit. What is
    a tenth shorter than nearly all of those, next word included, was ended on purpose (printed
    letters differ in width, so the column is not exact).
    """
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    if sum(length > 140 for length in lengths) > 0.05 * len(lengths):
        return None
    reached = sorted(
        _reach(before, after)
        for before, after in pairwise(lines)
        if before.strip() and after.strip()[:1].islower() and not _split_glyph(after.strip())
    )
    return int(0.9 * reached[len(reached) // 20]) if reached else None


def _reach(before: str, after: str) -> int:
    """Return where the first word of `after` would have ended in the line before."""
    return len(before.rstrip()) + 1 + len(after.split(maxsplit=1)[0])


def _split_glyph(line: str) -> tuple[str, str] | None:
    """Split off a line's bullet glyph; None when it has none."""
    glyph, rest = line[:1], line[1:]
    if not glyph or not rest.strip() or not is_bullet_glyph(glyph):
        return None
    if glyph in "o-–—*" and not rest[0].isspace():
        return None
    if glyph in "-–—" and rest.strip()[:1].isdigit() and len(rest.strip()) < 6:
        return None  # "- 3 -", a page number
    return glyph, rest.strip()


class _PlainReader:
    """Walks the lines once and closes a block where a new one must begin."""

    def __init__(self, text: str) -> None:
        self._paged = "\f" in text
        self._lines = text.replace("\f", "\n\f").split("\n")
        self._habits = _habits(self._lines)
        self._out: list[Block] = []
        self._open: _Open | None = None
        self._page = 1
        self._break = False  # a page began since the last block
        self._stack: list[tuple[int, str]] = []  # (indent, glyph) of the bullets we are inside
        self._in_group = False  # inside an "o" group whose own bullets lost their glyphs
        self._previous = ""
        self._blank = True

    def blocks(self) -> tuple[Block, ...]:
        for number, line in enumerate(self._lines):
            raw = line
            if raw.startswith("\f"):
                self._page += 1
                self._break = True
                raw = raw[1:]
                if not raw.strip():
                    continue
            if not raw.strip():
                self._close()
                self._blank, self._previous = True, ""
                continue
            following = self._lines[number + 1] if number + 1 < len(self._lines) else ""
            self._line(raw.expandtabs(4), following)
            self._blank, self._previous = False, raw.rstrip()
        self._close()
        return tuple(self._out)

    def _line(self, raw: str, following: str) -> None:
        text = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        glyph = _split_glyph(text)
        if glyph is not None:
            self._bullet(glyph, indent)
        elif self._habits.space_bullets and indent and not raw.isspace():
            self._spaced(text, indent, following)
        elif self._starts_block(raw, text, indent):
            if not indent:
                self._stack = []
                # The rest of a wrapped entry may follow a blank line; a new start ends the group.
                self._in_group = self._in_group and text[:1].islower()
            self._begin(text, "paragraph", 0, None)
        elif self._open is not None:
            self._open.lines.append(text)

    def _bullet(self, glyph: tuple[str, str], indent: int) -> None:
        mark, text = glyph
        while self._stack and indent < self._stack[-1][0]:
            self._stack.pop()
        known = [g for i, g in self._stack if i == indent]
        if mark in known:
            while self._stack[-1] != (indent, mark):
                self._stack.pop()
        elif known or not self._stack or indent > self._stack[-1][0]:
            self._stack.append((indent, mark))
        level = len(self._stack)
        if mark == "o" and self._habits.space_bullets:
            level, self._in_group = 2, True
        self._begin(text, "bullet", level, bullet_mark(mark))

    def _spaced(self, text: str, indent: int, following: str) -> None:
        """Take a line that opens with spaces in a file whose bullets became spaces.

        One space is a bullet, or a page break in front of a heading; two are a page break in
        front of something whose own mark may be lost.
        """
        after_text = not self._blank
        first = not self._out and self._open is None
        label = bool(_LABEL.match(text)) and not following.strip()
        if indent == 1 and not first and not _HEADINGISH.match(text) and not label:
            self._begin(text, "bullet", 3 if self._in_group else 1, None)
            return
        self._break = self._break or after_text
        self._in_group = self._in_group and not label
        if self._in_group and indent > 1:
            # Between the entries of a group, the lost mark can only be that of another entry.
            self._begin(text, "bullet", 3, None)
            return
        self._begin(text, "paragraph", 0, None)

    def _starts_block(self, raw: str, text: str, indent: int) -> bool:  # noqa: PLR0911
        if self._open is None or self._habits.width is None:
            return True
        before = self._previous.rstrip()
        if _DATE_LINE.match(text) or _DATE_LINE.match(before.strip()):
            return True
        if text[:1].islower():
            return False
        stopped = self._stopped(before, text)
        if _NUMBER_START.match(text):
            return stopped or bool(_ENDS.search(before)) or self._open.mark is not None
        if self._open.kind == "bullet" and indent:
            return False
        # Capitals that run on over two lines are one heading.
        if text.isupper() and before.isupper():
            return False
        return stopped

    def _stopped(self, before: str, text: str) -> bool:
        """Whether the line before was ended on purpose: the next word would have fitted."""
        return _reach(before, text) < (self._habits.width or 0)

    def _begin(self, text: str, kind: str, level: int, mark: str | None) -> None:
        self._close()
        page = self._page if self._paged else None
        self._open = _Open(
            lines=[text], kind=kind, level=level, mark=mark, page=page, after_break=self._break
        )
        self._break = False

    def _close(self) -> None:
        block, self._open = self._open, None
        if block is None:
            return
        text = fold(" ".join(block.lines))
        if not text:
            return
        self._out.append(
            Block(
                text=text,
                kind="bullet" if block.kind == "bullet" else "paragraph",
                level=block.level,
                mark=block.mark,
                page=block.page,
                after_break=block.after_break,
            )
        )
