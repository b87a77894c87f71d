"""Web pages: decoded, parsed as a browser does, walked in order; only what is shown is kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.blocks import Block, BlockKind, RawDocument
from ingest.readers.common import (
    Deadline,
    UnreadableError,
    bullet_mark,
    ends_sentence,
    fold,
    heading_row,
    is_bullet_glyph,
    row_text,
    tidy,
)
from ingest.readers.html_decoding import decode
from ingest.readers.html_visibility import hidden_classes, is_furniture, is_hidden

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_STRONG = frozenset(["b", "strong"])
# Classes of the ModernGov committee system. Its item table is a layout, not a table of values.
_ITEM_NUMBER, _ITEM_TITLE = "mgItemNumberCell", "mgAiTitleTxt"
_SUB_TITLE, _MAIN_TITLES = "mgSubItemTitleTxt", {"mgMainTitleTxt": 1, "mgSubTitleTxt": 2}
_ITEM_TABLE = "mgItemTable"
_BREAK = "\n"


@dataclass(slots=True)
class _Piece:
    """A block being collected: its text so far, and how much of it is bold."""

    kind: BlockKind = "paragraph"
    level: int = 0
    mark: str | None = None
    title: bool = False
    text: list[str] = field(default_factory=list)
    plain: bool = False  # some of its text is not bold


def read_html(path: Path, data: bytes, deadline: Deadline) -> RawDocument:
    """Read `data`, a whole page. Raises `UnreadableError`."""
    tree = LexborHTMLParser(decode(data))
    if tree.body is None:
        raise UnreadableError("holds no page: save it again")
    title = tree.css_first("head > title")
    walker = _Walker(deadline, hidden_classes(tree))
    walker.walk(tree.body)
    return RawDocument(
        source=path,
        blocks=tuple(_blocks(walker.pieces)),
        declared_title=(fold(title.text()) or None) if title is not None else None,
    )


class _Walker:
    """Walks the page without recursion (pages may nest deeper than Python can)."""

    def __init__(self, deadline: Deadline, hidden: frozenset[str]) -> None:
        self.pieces: list[_Piece] = []
        self._deadline = deadline
        self._hidden = hidden
        self._open = _Piece()
        self._lists: list[tuple[str, int]] = []  # (ul or ol, number of the next entry)
        self._bold = 0
        self._number: str | None = None  # an item number waiting for its title
        self._layout = 0  # depth in the committee system's item table

    def walk(self, root: LexborNode) -> None:
        """Collect the pieces of everything shown below `root`."""
        stack: list[tuple[LexborNode, bool]] = [(root, False)]
        steps = 0
        while stack:
            node, leaving = stack.pop()
            steps += 1
            if steps % 2000 == 0:
                self._deadline.check()
            if leaving:
                self._leave(node)
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "")
                continue
            if not node.is_element_node or is_hidden(node, self._hidden) or is_furniture(node):
                continue
            if tag == "table" and self._data_table(node):
                continue
            if not self._enter(node, tag):
                continue
            stack.append((node, True))
            children = []
            child = node.first_child
            while child is not None:
                children.append((child, False))
                child = child.next
            stack.extend(reversed(children))
        self._close()

    def _text(self, text: str) -> None:
        if not text:
            return
        self._open.text.append(text.replace(_BREAK, " ").replace("\r", " "))
        if not self._bold and any(c.isalnum() for c in text):
            self._open.plain = True

    def _close(self) -> None:
        piece = self._open
        self._open = _Piece()
        if any(not part.isspace() for part in piece.text):
            self.pieces.append(piece)
        elif piece.kind == "bullet":
            self._open = piece  # <li><p>…: the entry is still to come

    def _enter(self, node: LexborNode, tag: str) -> bool:
        classes = (node.attributes.get("class") or "").split()
        if tag == "br":
            self._open.text.append(_BREAK)
            return False
        if tag in _STRONG or _is_bold_style(node):
            self._bold += 1
        if _ITEM_TABLE in classes:
            self._layout += 1
        if self._layout and (tag in ("caption", "th") or _is_heading_row(node, tag)):
            return False  # "Items", "No.", "Item": the same on every page
        if tag not in _BLOCKS:
            return True
        if _ITEM_NUMBER in classes:
            self._close()
            self._number = fold(node.text(separator=" ")) or None
            return False
        self._close()
        piece = self._opened(node, tag, classes)
        if self._open.kind != "bullet" or piece.kind != "paragraph" or tag in ("ul", "ol", "menu"):
            self._open = piece  # else: the paragraph that a list entry opens with
        return True

    def _opened(self, node: LexborNode, tag: str, classes: list[str]) -> _Piece:
        """Return the piece that begins with `node`, and keep count of lists."""
        if _SUB_TITLE in classes:
            return _Piece(plain=True)  # "Minutes:", the same in every item
        if _ITEM_TITLE in classes:
            mark, self._number = self._number, None
            return _Piece(kind="heading", mark=mark, title=True)
        level = next((_MAIN_TITLES[c] for c in classes if c in _MAIN_TITLES), _HEADINGS.get(tag, 0))
        if level:
            return _Piece(kind="heading", level=level, title=True)
        if tag in ("ul", "menu"):
            self._lists.append(("ul", 0))
        elif tag == "ol":
            start = node.attributes.get("start") or "1"
            self._lists.append(("ol", int(start[:6]) if start.isascii() and start.isdigit() else 1))
        elif tag == "li":
            return _Piece(kind="bullet", level=max(1, len(self._lists)), mark=self._next())
        return _Piece()

    def _next(self) -> str | None:
        if not self._lists or self._lists[-1][0] == "ul":
            return None
        kind, number = self._lists[-1]
        self._lists[-1] = (kind, number + 1)
        return f"{number}."

    def _leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in _BLOCKS:
            self._close()
            if tag == "li":
                self._open = _Piece()
            if tag in ("ul", "ol", "menu") and self._lists:
                self._lists.pop()
        if tag in _STRONG or _is_bold_style(node):
            self._bold -= 1
        if _ITEM_TABLE in (node.attributes.get("class") or "").split():
            self._layout -= 1

    def _data_table(self, table: LexborNode) -> bool:
        """Take `table` as rows of values if it is one; a layout is walked instead."""
        rows = _rows(table, self._hidden)
        if rows is None:
            return False
        self._close()
        texts = tuple(tuple(cell for cell, _ in row) for row in rows)
        emphasised = tuple(all(strong for _, strong in row) for row in rows)
        headings: tuple[str, ...] = ()
        if heading_row(texts, emphasised):
            headings, texts = texts[0], texts[1:]
        for row in texts:
            text = row_text(headings, row)
            if text:
                self.pieces.append(_Piece(kind="table_row", text=[text], plain=True))
        return True


def _is_bold_style(node: LexborNode) -> bool:
    style = (node.attributes.get("style") or "").replace(" ", "").lower()
    return bool(re.search(r"font-weight:(bold|[6-9]00)", style))


def _is_heading_row(node: LexborNode, tag: str) -> bool:
    return tag == "thead" and node.css_first(f".{_ITEM_TITLE}") is None


def _rows(table: LexborNode, hidden: frozenset[str]) -> list[list[tuple[str, bool]]] | None:
    """Return a table's cells, each with whether it is emphasised; None for a layout."""
    layout = table.css("table, h1, h2, h3, h4, ul, ol, form")
    if any(node.mem_id != table.mem_id for node in layout):  # a selection includes the table
        return None
    if table.css_first(f".{_ITEM_NUMBER}, .{_ITEM_TITLE}") is not None:
        return None
    rows: list[list[tuple[str, bool]]] = []
    spans: dict[int, tuple[int, tuple[str, bool]]] = {}
    for row in table.css("tr"):
        cells: list[tuple[str, bool]] = []
        for cell in row.css("td, th"):
            _fill(cells, spans)
            if is_hidden(cell, hidden):
                continue
            text = tidy(_shown_text(cell, hidden), keep_item=False).text
            strong = cell.tag == "th" or cell.css_first("b, strong") is not None
            for number in range(_span(cell, "colspan")):
                down = _span(cell, "rowspan")
                value = (text if number == 0 else "", strong)
                if down > 1:
                    spans[len(cells)] = (down - 1, value)
                cells.append(value)
        _fill(cells, spans)
        if cells:
            rows.append(cells)
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return None
    long = sum(len(text.split()) > 120 for row in rows for text, _ in row)
    return None if long else rows


def _fill(cells: list[tuple[str, bool]], spans: dict[int, tuple[int, tuple[str, bool]]]) -> None:
    """Repeat cells that reach down from rows above."""
    while len(cells) in spans:
        left, value = spans.pop(len(cells))
        if left > 1:
            spans[len(cells)] = (left - 1, value)
        cells.append(value)


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or "1"
    return min(int(value), 50) if value.isascii() and value.isdigit() and value != "0" else 1


def _shown_text(node: LexborNode, hidden: frozenset[str]) -> str:
    parts: list[str] = []
    stack = [node]
    while stack:
        node = stack.pop()
        if node.tag == "-text":
            parts.append(node.text_content or "")
            continue
        if not node.is_element_node or (parts and is_hidden(node, hidden)) or is_furniture(node):
            continue
        if node.tag in _BLOCKS or node.tag == "br":
            parts.append(" ")
        children = []
        child = node.first_child
        while child is not None:
            children.append(child)
            child = child.next
        stack.extend(reversed(children))
    return "".join(parts)


def _blocks(pieces: list[_Piece]) -> Iterator[Block]:
    for piece in pieces:
        texts = [part for part in "".join(piece.text).split(_BREAK) if part.strip()]
        strong = piece.title or (not piece.plain and piece.kind != "table_row")
        for number, text in enumerate([" ".join(texts)] if piece.title else _paragraphs(texts)):
            tidied = tidy(text)
            kind, mark, body = piece.kind, piece.mark, tidied.text
            first, _, rest = body.partition(" ")
            if kind == "paragraph" and rest and is_bullet_glyph(first) and first != "§":
                kind, mark, body = "bullet", bullet_mark(first), rest
            if not body:
                continue
            bold = strong and len(body.split()) <= 60
            if kind == "paragraph" and bold:
                kind = "heading"
            if kind == "bullet" and number and piece.kind == "bullet":
                kind, mark = "paragraph", None
            yield Block(
                text=body,
                kind=kind,
                level=piece.level or (1 if kind == "bullet" else 0),
                mark=mark,
                strong=bold,
                cut_short=tidied.cut_short,
            )


def _paragraphs(texts: list[str]) -> list[str]:
    """Lines set apart by <br>: joined where a sentence goes on, kept apart in lists of names."""
    joined: list[str] = []
    for text in texts:
        goes_on = text.strip()[:1].islower()
        if joined and goes_on and not ends_sentence(joined[-1]):
            joined[-1] += " " + text
        else:
            joined.append(text)
    return joined
