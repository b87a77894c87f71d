"""Word files: the parts of the archive that hold text, walked as WordprocessingML."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from lxml import etree

from ingest.blocks import Block, BlockKind, RawDocument
from ingest.readers.common import (
    Deadline,
    Limits,
    UnreadableError,
    bullet_mark,
    ends_sentence,
    fold,
    heading_row,
    is_bullet_glyph,
    row_text,
    tidy,
)
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_styles import Styles, Typeface, attribute, number, on, tag

_DAMAGED = "is damaged or cut off: open it in Word and save it again"
_SKIPPED = frozenset(["del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "sectPr"])
_HEADING_WORDS = 60


@dataclass(slots=True)
class _Text:
    """The text of a paragraph as it is collected, line breaks in it as newlines."""

    parts: list[str] = field(default_factory=list)
    plain: bool = False  # some of it is not bold
    sizes: dict[float, int] = field(default_factory=dict)  # letters by size in points
    notes: list[str] = field(default_factory=list)  # ids of footnotes
    frames: list[etree._Element] = field(default_factory=list)  # text boxes anchored here


@dataclass(slots=True)
class _Item:
    """A block before heading levels are known."""

    block: Block
    size: float


def read_docx(path: Path, data: bytes, limits: Limits, deadline: Deadline) -> RawDocument:
    """Read `data`, a whole .docx file. Raises `UnreadableError`."""
    parts = _Parts(data, limits.max_expanded_bytes)
    body = _main(parts)
    reader = _Reader(
        Styles(parts.tree("word/styles.xml")),
        Numbering(parts.tree("word/numbering.xml")),
        _footnotes(parts.tree("word/footnotes.xml")),
        deadline,
    )
    items = list(reader.items(body))
    core = parts.tree("docProps/core.xml")
    titles = [] if core is None else [e.text for e in core.iter() if tag(e) == "title" and e.text]
    return RawDocument(
        source=path,
        blocks=tuple(_with_levels(items)),
        declared_title=fold(titles[0]) or None if titles else None,
    )


class _Parts:
    """The archive: each part is read once, within the limits."""

    def __init__(self, data: bytes, most: int) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            infos = self._archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableError(_DAMAGED) from error
        # A member is never read beyond the size declared here, so the sum is a true limit.
        if sum(info.file_size for info in infos) > most:
            raise UnreadableError(
                f"unpacks to more than {most / 1e6:g} MB: save it again without pictures, "
                "or raise the limit"
            )
        if any(info.flag_bits & 1 for info in infos):
            raise UnreadableError("is encrypted: save a copy without a password")
        self._names = {info.filename for info in infos}

    def tree(self, name: str) -> etree._Element | None:
        """Return the root of an XML part, or None where the file has no such part."""
        if name not in self._names:
            return None
        # No entities, no network, libxml2's own limits on depth and size.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        try:
            return etree.fromstring(self._archive.read(name), parser)
        except (etree.XMLSyntaxError, ValueError, zlib.error, EOFError, OSError) as error:
            raise UnreadableError(_DAMAGED) from error
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise UnreadableError(_DAMAGED) from error


def _main(parts: _Parts) -> etree._Element:
    root = parts.tree("word/document.xml")
    if root is None:
        raise UnreadableError(_DAMAGED)
    body = next((child for child in root if tag(child) == "body"), None)
    if body is None:
        raise UnreadableError(_DAMAGED)
    return body


def _footnotes(root: etree._Element | None) -> dict[str, etree._Element]:
    if root is None:
        return {}
    return {
        attribute(note, "id") or "": note
        for note in root
        if tag(note) == "footnote" and attribute(note, "type") is None
    }


class _Reader:
    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        footnotes: dict[str, etree._Element],
        deadline: Deadline,
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._footnotes = footnotes
        self._deadline = deadline
        self._notes_seen = 0

    def items(self, container: etree._Element) -> Iterator[_Item]:
        """Return the blocks of a body, content control, text box or footnote, in order."""
        for child in container:
            self._deadline.check()
            kind = tag(child)
            if kind == "p":
                yield from self._paragraph(child)
            elif kind == "tbl":
                yield from self._table(child)
            elif kind in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
                yield from self.items(child)

    def _paragraph(self, element: etree._Element) -> Iterator[_Item]:
        properties = next((child for child in element if tag(child) == "pPr"), None)
        style = self._styles.of_paragraph(properties)
        text = _Text()
        self._collect(element, style.typeface, text)
        numbered = self._numbering.next(*self._styles.list_place(properties))
        level = style.outline
        size = max(text.sizes, key=lambda s: text.sizes[s]) if text.sizes else 0.0
        for count, part in enumerate(_split("".join(text.parts))):
            tidied = tidy(part)
            body, mark = tidied.text, None
            kind: BlockKind = "paragraph"
            depth = 0
            first, _, rest = body.partition(" ")
            if level:
                kind, depth, mark = "heading", level, numbered.mark if numbered else None
            elif numbered and count == 0:
                kind, mark = "bullet", numbered.mark
                depth = max(numbered.level, style.list_depth)
            elif rest and is_bullet_glyph(first) and first != "§":
                kind, depth, mark, body = "bullet", 1, bullet_mark(first), rest
            if not body:
                continue
            strong = kind == "heading" or (not text.plain and len(body.split()) <= _HEADING_WORDS)
            if strong and kind == "paragraph":
                kind = "heading"
            block = Block(
                text=body,
                kind=kind,
                level=depth,
                mark=mark,
                strong=strong,
                cut_short=tidied.cut_short,
            )
            yield _Item(block, size)
        for frame in text.frames:
            yield from self.items(frame)
        for key in text.notes:
            yield from self._footnote(key)

    def _footnote(self, key: str) -> Iterator[_Item]:
        note = self._footnotes.pop(key, None)
        if note is None:
            return
        self._notes_seen += 1
        for place, item in enumerate(self.items(note)):
            if place == 0:
                marked = Block(text=item.block.text, mark=str(self._notes_seen))
                yield _Item(marked, item.size)
            else:
                yield item

    def _collect(self, element: etree._Element, face: Typeface, text: _Text) -> None:
        """Gather the shown text below `element`, which the parser keeps 256 levels deep at most."""
        for child in element:
            kind = tag(child)
            if kind == "r":
                self._run(child, face, text)
            elif kind not in _SKIPPED:
                self._collect(child, face, text)

    def _run(self, run: etree._Element, face: Typeface, text: _Text) -> None:
        face = self._styles.of_run(next((c for c in run if tag(c) == "rPr"), None), face)
        for child in run:
            kind = tag(child)
            if kind == "t" and not face.hidden:
                content = child.text or ""
                text.parts.append(content)
                letters = sum(c.isalnum() for c in content)
                if letters:
                    text.plain = text.plain or not face.bold
                    text.sizes[face.size] = text.sizes.get(face.size, 0) + letters
            elif kind in ("tab", "ptab"):
                text.parts.append(" ")
            elif kind in ("br", "cr"):
                text.parts.append("\n")
            elif kind == "noBreakHyphen":
                text.parts.append("-")
            elif kind == "sym" and not face.hidden:
                code = attribute(child, "char") or ""
                text.parts.append(_symbol(code))
            elif kind == "footnoteReference":
                text.notes.append(attribute(child, "id") or "")
            elif kind not in ("rPr", *_SKIPPED):
                self._frames(child, text)

    def _frames(self, element: etree._Element, text: _Text) -> None:
        """Text boxes in a drawing; of two versions for old and new programs only the first."""
        if tag(element) == "txbxContent":
            text.frames.append(element)
            return
        for child in element:
            if tag(child) != "Fallback":
                self._frames(child, text)

    def _table(self, table: etree._Element) -> Iterator[_Item]:
        rows: list[tuple[str, ...]] = []
        emphasised: list[bool] = []
        above: dict[int, str] = {}
        nested: list[etree._Element] = []
        for row in _below(table, "tr"):
            self._deadline.check()
            cells: list[str] = []
            strong = True
            for cell in _below(row, "tc"):
                column = len(cells)
                words, plain = self._cell(cell, nested)
                merge = _merge(cell)
                if merge == "continue":
                    words = words or above.get(column, "")
                elif merge == "restart":
                    above[column] = words
                strong = strong and (not plain or not words)
                cells.append(words)
                cells.extend([""] * (_grid_span(cell) - 1))
            if any(cells):
                rows.append(tuple(cells))
                emphasised.append(strong or _is_header(row))
        yield from self._rows(rows, emphasised, table)
        for inner in nested:
            yield from self._table(inner)

    def _rows(
        self, rows: list[tuple[str, ...]], emphasised: list[bool], table: etree._Element
    ) -> Iterator[_Item]:
        if not rows:
            return
        if len(rows) == 1 or max(map(len, rows)) == 1:
            # A frame or a layout: its cells are read as what they hold.
            for row in _below(table, "tr"):
                for cell in _below(row, "tc"):
                    yield from (i for i in self.items(cell))
            return
        headings: tuple[str, ...] = ()
        if heading_row(tuple(rows), tuple(emphasised)):
            headings, rows = rows[0], rows[1:]
        for cells in rows:
            yield _Item(Block(text=row_text(headings, cells), kind="table_row"), 0.0)

    def _cell(self, cell: etree._Element, nested: list[etree._Element]) -> tuple[str, bool]:
        """Return the text of a cell, and whether some of it is not bold."""
        texts: list[str] = []
        plain = False
        for child in cell:
            if tag(child) == "tbl":
                nested.append(child)
            elif tag(child) in ("p", "sdt"):
                for paragraph in [child] if tag(child) == "p" else _below(child, "p"):
                    text = _Text()
                    properties = next((c for c in paragraph if tag(c) == "pPr"), None)
                    style = self._styles.of_paragraph(properties)
                    self._collect(paragraph, style.typeface, text)
                    texts.append(tidy("".join(text.parts), keep_item=False).text)
                    plain = plain or text.plain
        return " ".join(part for part in texts if part), plain


def _below(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children called `name`, also inside content controls and tracked insertions."""
    for child in element:
        kind = tag(child)
        if kind == name:
            yield child
        elif kind in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _below(child, name)


def _cell_property(cell: etree._Element, name: str) -> etree._Element | None:
    properties = next((c for c in cell if tag(c) == "tcPr"), None)
    if properties is None:
        return None
    return next((c for c in properties if tag(c) == name), None)


def _merge(cell: etree._Element) -> str | None:
    merge = _cell_property(cell, "vMerge")
    return None if merge is None else attribute(merge, "val") or "continue"


def _grid_span(cell: etree._Element) -> int:
    span = _cell_property(cell, "gridSpan")
    return max(1, min(int(number(span, "val") or 1), 60)) if span is not None else 1


def _is_header(row: etree._Element) -> bool:
    properties = next((c for c in row if tag(c) == "trPr"), None)
    return properties is not None and any(tag(c) == "tblHeader" and on(c) for c in properties)


def _symbol(code: str) -> str:
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return chr(value) if 0 < value < 0xD800 or 0xE000 <= value < 0x110000 else ""


def _split(text: str) -> list[str]:
    """Split a paragraph at its manual line breaks, unless a sentence goes on below."""
    parts: list[str] = []
    for line in text.split("\n"):
        if parts and line.strip()[:1].islower() and not ends_sentence(parts[-1]):
            parts[-1] += " " + line
        elif line.strip():
            parts.append(line)
    return parts


def _with_levels(items: list[_Item]) -> Iterator[Block]:
    """Give headings without a style a level by their size, the largest first, as in print."""
    votes: dict[float, int] = {}
    for item in items:
        votes[item.size] = votes.get(item.size, 0) + len(item.block.text)
    votes.pop(0.0, None)
    body = max(votes, key=lambda size: votes[size]) if votes else 0.0
    larger = sorted((size for size in votes if size > 1.1 * body), reverse=True)
    for item in items:
        block = item.block
        is_larger = item.size in larger and len(block.text.split()) <= _HEADING_WORDS
        if is_larger and block.level == 0 and block.kind in ("heading", "paragraph"):
            block = Block(
                text=block.text,
                kind="heading",
                level=larger.index(item.size) + 1,
                mark=block.mark,
                strong=True,
                cut_short=block.cut_short,
            )
        yield block
