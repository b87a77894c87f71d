"""Lines to blocks: wrapped lines and page breaks joined, headings, bullets and table rows told."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.types import Box
from ingest.blocks import Block, BlockKind
from ingest.readers.common import ends_sentence, heading_row, row_text, tidy
from ingest.readers.hyphens import Hyphens
from ingest.readers.lines import Line
from ingest.readers.tables import Table

_HEADING_WORDS = 60  # a bold paragraph longer than this is emphasis, not a heading
_TITLE_WORDS = 30


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together, until the next one does not."""

    lines: list[Line]
    first: bool  # nothing stands before it on its page
    level: int = 0
    after: list["_Paragraph"] = field(default_factory=list)  # footnotes waiting for its end

    @property
    def head(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]


@dataclass(frozen=True, slots=True)
class PageFlow:
    """What one page holds in reading order, and its footnotes."""

    page: int
    items: list[Line | Table]
    notes: list[Line]


def to_blocks(pages: list[PageFlow]) -> list[Block]:
    """Return the blocks of a document. Footnotes follow the paragraph that their page ends with."""
    lines = [item for page in pages for item in page.items if isinstance(item, Line)]
    spacing = _Spacing(lines)
    hyphens = Hyphens(line.text for line in lines)
    body = body_size(lines)
    sizes = _heading_sizes(lines, body)
    flow: list[_Paragraph | tuple[int, Table]] = []
    stack: list[float] = []
    waiting: list[_Paragraph] = []
    for page in pages:
        open_: _Paragraph | None = None
        for number, item in enumerate(page.items):
            if isinstance(item, Table):
                flow.append((page.page, item))
                open_ = None
                continue
            previous = open_
            if previous is None and number == 0:
                previous = _last_paragraph(flow)
            if previous is not None and _continues(previous, item, spacing):
                previous.lines.append(item)
                open_ = previous
                continue
            flow.extend(waiting)
            waiting = []
            open_ = _Paragraph([item], first=number == 0 and page.page > pages[0].page)
            if item.size > 1.1 * body or (item.bold and not item.bullet):
                stack.clear()  # a heading ends every list
            open_.level = _level(open_.head, stack)
            flow.append(open_)
        waiting.extend(_note_paragraphs(page.notes))
    flow.extend(waiting)
    return list(_blocks(flow, hyphens, body, sizes))


def body_size(lines: list[Line]) -> float:
    """Return the size that most letters are printed in, in points."""
    votes: Counter[float] = Counter()
    for line in lines:
        votes[round(line.size * 2) / 2] += len(line.text)
    return votes.most_common(1)[0][0] if votes else 10.0


def _heading_sizes(lines: list[Line], body: float) -> list[float]:
    sizes = {round(line.size * 2) / 2 for line in lines if line.size > 1.1 * body}
    return sorted(sizes, reverse=True)


class _Spacing:
    """How far apart lines of one paragraph stand in this document, in font sizes."""

    def __init__(self, lines: list[Line]) -> None:
        votes: Counter[float] = Counter()
        for one, two in pairwise(lines):
            same = one.page == two.page and one.region == two.region
            if same and abs(one.size - two.size) < 0.5 and not two.bullet:
                ratio = (two.baseline - one.baseline) / two.size
                if 0.9 <= ratio <= 2.5:
                    votes[round(ratio, 1)] += 1
        # The closest spacing that is common: paragraph gaps are wider, and may be as frequent.
        common = [ratio for ratio, n in votes.items() if n >= 0.15 * sum(votes.values())]
        self.typical = min(common, default=1.2)

    def is_gap(self, one: Line, two: Line) -> bool:
        """Whether `two` stands further below `one` than the next line of a paragraph does."""
        ratio = (two.baseline - one.baseline) / max(one.size, two.size)
        return ratio > 1.28 * self.typical + 0.05 or ratio < -0.5


def _last_paragraph(flow: list["_Paragraph | tuple[int, Table]"]) -> _Paragraph | None:
    if flow and isinstance(flow[-1], _Paragraph):
        return flow[-1]
    return None


def _continues(paragraph: _Paragraph, line: Line, spacing: _Spacing) -> bool:
    """Whether `line` goes on with `paragraph`."""
    last = paragraph.last
    if line.bullet or line.mark is not None or line.bold != last.bold:
        return False
    if abs(line.size - last.size) > 0.07 * last.size:
        return False
    if (line.page, line.region) != (last.page, last.region):
        return _continues_elsewhere(paragraph, line)
    if spacing.is_gap(last, line):
        return False
    if _is_centred(last) and _is_centred(line):
        return True
    return _is_aligned(paragraph, line) and not _had_room(last, line)


def _continues_elsewhere(paragraph: _Paragraph, line: Line) -> bool:
    """Tell the same across a column or page break, where only text and indentation can tell."""
    last = paragraph.last
    if line.page > last.page + 1 or ends_sentence(last.text) or line.outdented:
        return False
    if line.text[:1].islower():
        return True
    indent, was = line.x0 - line.left, _text_x(paragraph) - last.left
    same_place = abs(indent - was) <= 3 or abs(line.x0 - _text_x(paragraph)) <= 3
    return same_place and last.x1 > last.right - 6 * last.size and not line.bold


def _text_x(paragraph: _Paragraph) -> float:
    return paragraph.lines[1].x0 if len(paragraph.lines) > 1 else paragraph.head.x0


def _is_aligned(paragraph: _Paragraph, line: Line) -> bool:
    head, tolerance = paragraph.head, 0.4 * line.size
    if len(paragraph.lines) > 1:
        # Where the second line stands, the others do; the first may be indented or hang.
        return abs(line.x0 - _text_x(paragraph)) <= tolerance
    if head.bullet:
        if abs(line.x0 - head.x0) <= tolerance:
            return True
        # A list whose lines go on below the mark: only when the first line is full.
        return line.x0 >= head.mark_x - tolerance and head.x1 > head.right - 5 * head.size
    shift = line.x0 - head.x0
    return -4.5 * line.size <= shift <= tolerance or (
        0 < shift <= 4 * line.size and head.x1 > head.right - 4 * head.size
    )


def _had_room(last: Line, line: Line) -> bool:
    """Whether the first word of `line` would have fitted on `last`: the writer ended it there."""
    if last.bold and last.size >= 1.1 * 12 and not ends_sentence(last.text):
        return False  # titles are broken by hand
    if last.text.endswith(("-", "\u00ad")) and line.text[:1].islower():
        return False  # a divided word goes on
    word = line.words[0]
    return last.right - last.x1 > (word.x1 - word.x0) + 1.3 * last.size


def _is_centred(line: Line) -> bool:
    before, after = line.x0 - line.left, line.right - line.x1
    return before > 2 * line.size and abs(before - after) < 0.6 * line.size


def _level(line: Line, stack: list[float]) -> int:
    """Return a bullet's depth from where its mark stands; `stack` is kept between calls."""
    if not line.bullet:
        return 0
    x = line.mark_x
    while stack and x < stack[-1] - 5:
        stack.pop()
    if not stack or x > stack[-1] + 5:
        stack.append(x)
    return len(stack)


def _note_paragraphs(notes: list[Line]) -> list[_Paragraph]:
    paragraphs: list[_Paragraph] = []
    for line in notes:
        if line.mark is not None or not paragraphs:
            paragraphs.append(_Paragraph([line], first=False))
        else:
            paragraphs[-1].lines.append(line)
    return paragraphs


def _blocks(
    flow: list["_Paragraph | tuple[int, Table]"],
    hyphens: Hyphens,
    body: float,
    sizes: list[float],
) -> list[Block]:
    blocks: list[Block] = []
    headings: tuple[str, ...] = ()
    last_table: Table | None = None
    for item in flow:
        if isinstance(item, _Paragraph):
            block = _block(item, hyphens, body, sizes)
            if block is not None:
                blocks.append(block)
                last_table = None
            continue
        page, table = item
        if last_table is None or not _same_columns(last_table, table):
            headings = ()
        rows = _table_rows(page, table, headings)
        headings = rows[1]
        blocks.extend(rows[0])
        last_table = table
    return blocks


def _block(
    paragraph: _Paragraph, hyphens: Hyphens, body: float, sizes: list[float]
) -> Block | None:
    head = paragraph.head
    tidied = tidy(hyphens.join([line.text for line in paragraph.lines]))
    if not tidied.text:
        return None
    words = len(tidied.text.split())
    larger = head.size > 1.1 * body
    strong = (larger or all(line.bold for line in paragraph.lines)) and words <= _HEADING_WORDS
    kind: BlockKind = "paragraph"
    level = 0
    if head.outdented and words <= _TITLE_WORDS and not tidied.text.endswith((".", ";")):
        kind, strong = "heading", True
    elif head.bullet and not (strong and head.mark):
        kind, level = "bullet", paragraph.level
    elif strong:
        kind = "heading"
        size = round(head.size * 2) / 2
        level = sizes.index(size) + 1 if larger and size in sizes else 0
    return Block(
        text=tidied.text,
        kind=kind,
        level=level,
        mark=head.mark,
        strong=strong,
        page=head.page,
        boxes=_boxes(paragraph.lines),
        after_break=paragraph.first,
        cut_short=tidied.cut_short,
    )


def _boxes(lines: list[Line]) -> tuple[Box, ...]:
    """One box for each page and column that the lines stand in."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and (groups[-1][0].page, groups[-1][0].region) == (line.page, line.region):
            groups[-1].append(line)
        else:
            groups.append([line])
    boxes = []
    for group in groups:
        x0, y0, x1, y1 = group[0].frame.shown(
            min(line.x0 for line in group),
            min(line.baseline - 0.8 * line.size for line in group),
            max(line.x1 for line in group),
            max(line.baseline + 0.25 * line.size for line in group),
        )
        boxes.append(Box(page=group[0].page, x0=x0, y0=y0, x1=x1, y1=y1))
    return tuple(boxes)


def _same_columns(one: Table, two: Table) -> bool:
    return len(one.columns) == len(two.columns) and all(
        abs(a - b) < 4 for a, b in zip(one.columns, two.columns, strict=True)
    )


def _table_rows(
    page: int, table: Table, headings: tuple[str, ...]
) -> tuple[list[Block], tuple[str, ...]]:
    """Return a table's rows as blocks, and its headings for a table that continues it."""
    rows, emphasised = table.rows, table.emphasised
    start = 0
    whole = [number for number, row in enumerate(rows) if len(row) > 1]
    if whole:
        first = whole[0]
        if rows[first] == headings:  # repeated at the top of a new page
            start = first + 1
        elif not headings and heading_row(
            tuple(rows[n] for n in whole), tuple(emphasised[n] for n in whole)
        ):
            headings = rows[first]
            start = first + 1
    blocks = []
    for number, row in enumerate(rows):
        if number < start and len(row) > 1:
            continue
        tidied = tidy(row[0] if len(row) == 1 else row_text(headings, row))
        if not tidied.text:
            continue
        bottom = table.tops[number + 1]
        x0, y0, x1, y1 = table.shown(number, bottom)
        strong = len(row) == 1 and emphasised[number]
        blocks.append(
            Block(
                text=tidied.text,
                kind="table_row" if len(row) > 1 else "heading" if strong else "paragraph",
                strong=strong,
                page=page,
                boxes=(Box(page=page, x0=x0, y0=y0, x1=x1, y1=y1),),
                cut_short=tidied.cut_short,
            )
        )
    return blocks, headings
