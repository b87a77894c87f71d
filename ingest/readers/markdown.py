"""Markdown as blocks, through markdown-it's tokens (CommonMark with tables)."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.blocks import Block
from ingest.readers.common import fold, row_text

_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
_OTHER_SIGNS = re.compile(r"^(?:[*+-] \S|\|.+\||>{1,3} |\*\*.+\*\*)", re.MULTILINE)


def looks_like_markdown(text: str) -> bool:
    """Whether a file without a telling name is Markdown: two headings, or one and other signs."""
    headings = len(_HEADING.findall(text))
    return headings >= 2 or (headings == 1 and bool(_OTHER_SIGNS.search(text)))


def markdown_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of Markdown text; raw HTML inside it stays text."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    return tuple(_Walker(parser.parse(text.replace("\f", "\n"))).blocks())


class _Walker:
    """Turns the token stream into blocks, keeping track of the lists it is inside."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._out: list[Block] = []
        self._marks: list[str | None] = []  # of the open list entries, outermost first
        self._fresh = False  # the entry's first paragraph has not come yet
        self._heading = 0
        self._columns: tuple[str, ...] = ()
        self._row: list[str] = []

    def blocks(self) -> list[Block]:
        for token in self._tokens:
            self._take(token)
        return self._out

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind == "list_item_open":
            ordered = token.markup in {".", ")"}
            self._marks.append(f"{token.info}{token.markup}" if ordered else None)
            self._fresh = True
        elif kind == "list_item_close":
            self._marks.pop()
        elif kind == "heading_open":
            self._heading = int(token.tag[1:])
        elif kind == "heading_close":
            self._heading = 0
        elif kind == "tr_open":
            self._row = []
        elif kind in {"th_close", "td_close"}:
            pass
        elif kind == "thead_close":
            self._columns = tuple(self._row)
        elif kind == "tr_close":
            self._close_row(token)
        elif kind == "table_close":
            self._columns = ()
        elif kind in {"fence", "code_block"}:
            for line in token.content.splitlines():
                self._add(line, strong=False)
        elif kind == "inline":
            self._inline(token)

    def _close_row(self, token: Token) -> None:
        # The header row is closed before the head is: `level` tells them apart from body rows.
        if self._columns:
            text = fold(row_text(self._columns, tuple(self._row)))
            if text:
                self._out.append(Block(text=text, kind="table_row"))

    def _inline(self, token: Token) -> None:
        children = token.children or []
        if token.level and self._in_cell(token):
            self._row.append(fold(_plain(children)))
            return
        for line in _lines(children):
            self._add(_plain(line), strong=_all_strong(line))

    def _in_cell(self, token: Token) -> bool:
        index = self._tokens.index(token)
        return index > 0 and self._tokens[index - 1].type in {"th_open", "td_open"}

    def _add(self, raw: str, *, strong: bool) -> None:
        text = fold(raw)
        if not text:
            return
        if self._heading:
            self._out.append(Block(text=text, kind="heading", level=self._heading, strong=True))
            return
        if self._marks and self._fresh:
            self._fresh = False
            block = Block(
                text=text,
                kind="bullet",
                level=len(self._marks),
                mark=self._marks[-1],
                strong=strong,
            )
        else:
            # A further paragraph of an entry keeps the entry's depth.
            block = Block(text=text, strong=strong, level=len(self._marks))
        self._out.append(block)


def _lines(children: list[Token]) -> list[list[Token]]:
    """Split at hard breaks, and at soft ones behind a line that is short or bold as a whole."""
    out: list[list[Token]] = [[]]
    for child in children:
        if child.type == "hardbreak":
            out.append([])
        elif child.type == "softbreak":
            before = _plain(out[-1])
            if len(before) < 50 or _all_strong(out[-1]):
                out.append([])
            else:
                out[-1].append(child)
        else:
            out[-1].append(child)
    return [line for line in out if line]


def _plain(children: list[Token]) -> str:
    parts = []
    for child in children:
        if child.type in {"text", "code_inline", "image", "html_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
    return "".join(parts)


def _all_strong(children: list[Token]) -> bool:
    depth, strong = 0, False
    for child in children:
        if child.type == "strong_open":
            depth += 1
            strong = True
        elif child.type == "strong_close":
            depth -= 1
        elif child.content.strip(" :") and depth == 0:
            return False
    return strong
