"""Runs of a page put into reading order and joined to lines: columns, superscripts, list marks."""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TypeVar

from ingest.readers.common import bullet_mark, is_bullet_glyph, is_number_mark
from ingest.readers.glyphs import Frame, Run, Word
from ingest.readers.graphics import Area
from ingest.readers.tables import Table

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
Item = TypeVar("Item", Run, Table, Run | Table)


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One printed line of a column. `right` is how far text reaches in this column.

    `bullet` says that a list mark stood in front, `mark` is the one worth keeping; `outdented`
    that a number stood left of the text column (a number column of a table without borders).
    """

    page: int
    region: int
    frame: Frame
    words: tuple[Word, ...]
    baseline: float
    size: float
    bold: bool
    link: bool
    left: float
    right: float
    bullet: bool = False
    mark: str | None = None
    mark_x: float = 0.0
    outdented: bool = False
    notes: tuple[str, ...] = ()  # footnote marks that stood in the line

    @property
    def x0(self) -> float:
        """Left edge of the text, after any mark."""
        return self.words[0].x0 if self.words else self.mark_x

    @property
    def x1(self) -> float:
        """Right edge."""
        return self.words[-1].x1 if self.words else self.mark_x

    @property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)


def page_lines(
    page: int, frame: Frame, runs: list[Run], tables: list[Table], dots: list[Area]
) -> list[Line | Table]:
    """Return the lines and tables of a page in reading order."""
    runs, marks = _number_column(runs)
    ordered: list[Line | Table] = []
    for region, members in enumerate(_regions([*runs, *tables], frame.width)):
        texts = [item for item in members if isinstance(item, Run)]
        if not texts:
            ordered.extend(item for item in members if isinstance(item, Table))
            continue
        left = min(run.x0 for run in texts)
        right = max(run.x1 for run in texts)
        rows: list[Line | Table] = [
            _line(page, region, frame, row, left=left, right=right, dots=dots, marks=marks)
            for row in _rows(texts)
        ]
        rows = _hanging(rows)
        rows.extend(item for item in members if isinstance(item, Table))
        ordered.extend(sorted(rows, key=lambda r: r.y0 if isinstance(r, Table) else r.baseline))
    return ordered


def _hanging(rows: list[Line | Table]) -> list[Line | Table]:
    """Rows with numbers that hang before their paragraph ("12. …", later lines indented) as marks.

    The later line tells: it starts where the text after the number starts.
    """
    changed: list[Line | Table] = list(rows)
    for index, (line, below) in enumerate(pairwise(rows)):
        if isinstance(line, Table) or isinstance(below, Table):
            continue
        if line.bullet or line.mark is not None or len(line.words) < 3 or not below.words:
            continue
        first, second = line.words[0], line.words[1]
        if (
            is_number_mark(first.text)
            and not first.text[-1].isalnum()
            and abs(below.words[0].x0 - second.x0) < 2.0
            and below.words[0].x0 > first.x0 + 0.8 * line.size
        ):
            changed[index] = replace(
                line, words=line.words[1:], bullet=True, mark=first.text, mark_x=first.x0
            )
    return changed


def text_left(runs: list[Run]) -> float:
    """Where most of the text of a page begins, in points."""
    votes: Counter[int] = Counter()
    for run in runs:
        votes[round(run.x0)] += len(run.text)
    return float(votes.most_common(1)[0][0]) if votes else 0.0


def _number_column(runs: list[Run]) -> tuple[list[Run], dict[int, str]]:
    """Take out numbers that stand in a column of their own, left of the text.

    Returns the other runs, and the numbers by the `order` of the run that each belongs to: the
    one that follows it in the page's own sequence, because such a number may be printed at the
    middle of its row's height, lines below the text that it opens.
    """
    left = text_left(runs)
    marks: dict[int, str] = {}
    rest: list[Run] = []
    pending: Run | None = None
    for whole in runs:
        run, first = whole, whole.words[0]
        outdented = first.x1 <= left + 1 and first.x0 < left - run.size
        if outdented and is_number_mark(first.text):
            if len(run.words) == 1:
                if pending is not None:
                    rest.append(pending)
                pending = run
                continue
            if abs(run.words[1].x0 - left) <= 2.5:
                marks[run.order] = first.text
                run = replace(run, words=run.words[1:])
        if pending is not None:
            if run.x0 >= pending.x1 and run.baseline <= pending.baseline + 1.5 * run.size:
                marks[run.order] = pending.words[0].text
            else:
                rest.append(pending)
            pending = None
        rest.append(run)
    if pending is not None:
        rest.append(pending)
    return rest, marks


def _regions(items: list[Run | Table], width: float) -> list[list[Run | Table]]:
    """Items by column, columns in reading order; text across columns separates what is above."""
    if len(items) < 8:
        return [items] if items else []
    gutter = _gutter(items, width)
    if gutter is None:
        return [items]
    regions: list[list[Run | Table]] = []
    band: list[Run | Table] = []

    def close() -> None:
        left = [item for item in band if item.x1 <= gutter]
        right = [item for item in band if item.x0 >= gutter]
        if min(_lines_in(left), _lines_in(right)) >= 2:
            regions.extend(_regions(left, width))
            regions.extend(_regions(right, width))
        elif band:
            regions.append(list(band))
        band.clear()

    across: list[Run | Table] = []
    for item in sorted(items, key=lambda item: item.y0):
        if item.x0 < gutter < item.x1:
            close()
            across.append(item)
        else:
            if across:
                regions.append(list(across))
                across.clear()
            band.append(item)
    close()
    if across:
        regions.append(across)
    return _merge_single(regions)


def _merge_single(regions: list[list[Run | Table]]) -> list[list[Run | Table]]:
    """Neighbouring regions that are not side by side and start alike are one flow."""
    merged: list[list[Run | Table]] = []
    for region in regions:
        if merged:
            last = merged[-1]
            below = max(i.y1 for i in last) <= min(i.y0 for i in region) + 4
            alike = abs(min(i.x0 for i in last) - min(i.x0 for i in region)) < 4
            wide = abs(max(i.x1 for i in last) - max(i.x1 for i in region)) < 40
            if below and alike and wide:
                last.extend(region)
                continue
        merged.append(list(region))
    return merged


def _lines_in(items: list[Run | Table]) -> int:
    return len({round(item.y0 / 4) for item in items})


def _gutter(items: list[Run | Table], width: float) -> float | None:
    """Return the x of a gap between two columns of running text, or None."""
    left, right = min(i.x0 for i in items), max(i.x1 for i in items)
    best: tuple[float, float] | None = None
    for step in range(15, 86):
        x = left + (right - left) * step / 100
        before = [i for i in items if i.x1 <= x]
        after = [i for i in items if i.x0 >= x]
        if min(len(before), len(after)) < 4:
            continue
        crossing = len(items) - len(before) - len(after)
        score = min(len(before), len(after)) - 1.5 * crossing
        if score <= 0 or (best is not None and score <= best[0]):
            continue
        gap = min(i.x0 for i in after) - max(i.x1 for i in before)
        if gap < 8 or not (_fills(before) and _fills(after)):
            continue
        top = max(min(i.y0 for i in before), min(i.y0 for i in after))
        bottom = min(max(i.y1 for i in before), max(i.y1 for i in after))
        if bottom - top < 30:
            continue
        best = (score, max(i.x1 for i in before) + gap / 2)
    return None if best is None else best[1]


def _fills(items: list[Run | Table]) -> bool:
    """Whether lines reach across their column, as running text does and table cells do not."""
    whole = max(i.x1 for i in items) - min(i.x0 for i in items)
    typical = median(i.x1 - i.x0 for i in items)
    return whole >= 90 and typical >= 0.6 * whole


def _rows(runs: list[Run]) -> list[list[Run]]:
    """Return runs that share a line; a superscript belongs to the line that it overlaps."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -run.size):
        height = 0.75 * run.size
        for row in reversed(rows):
            main = row[0]
            top = max(run.y0, main.y0)
            bottom = min(run.baseline, main.baseline)
            if bottom - top >= 0.6 * height and abs(run.baseline - main.baseline) < 0.5 * main.size:
                row.append(run)
                break
        else:
            rows.append([run])
    for row in rows:
        row.sort(key=lambda run: run.x0)
    return sorted(rows, key=lambda row: max(row, key=lambda run: run.size).baseline)


def _line(
    page: int,
    region: int,
    frame: Frame,
    row: list[Run],
    *,
    left: float,
    right: float,
    dots: list[Area],
    marks: dict[int, str],
) -> Line:
    main = max(row, key=lambda run: (sum(len(w.text) for w in run.words), run.size))
    words: list[Word] = []
    notes: list[str] = []
    for run in row:
        raised = run.size < 0.8 * main.size and run.baseline < main.baseline - 0.12 * main.size
        pieces = list(run.words)
        if raised and words and pieces[0].text.strip("*,").isdigit():
            # Set apart from the figure it may follow: "2019" with note 1 is not "20191".
            notes.append(pieces[0].text)
            digits = pieces[0].text.translate(_SUPERSCRIPT)
            pieces[0] = Word(digits, pieces[0].x0, pieces[0].x1)
        glued = words and not run.spaced and pieces[0].x0 - words[-1].x1 < 0.3 * main.size
        if glued or (raised and words and pieces[0].x0 - words[-1].x1 < 0.2 * main.size):
            last = words.pop()
            pieces[0] = Word(last.text + pieces[0].text, last.x0, pieces[0].x1)
        words.extend(pieces)
    lettered = [run for run in row if any(c.isalnum() for c in run.text)]
    line = Line(
        page=page,
        region=region,
        frame=frame,
        words=tuple(words),
        baseline=main.baseline,
        size=main.size,
        bold=bool(lettered) and all(run.bold for run in lettered if run.size >= 0.8 * main.size),
        link=all(run.link for run in row),
        left=left,
        right=right,
        notes=tuple(notes),
    )
    number = next((marks[run.order] for run in row if run.order in marks), None)
    if number is not None:
        return replace(line, mark=number, outdented=True, mark_x=left)
    return _take_mark(line, dots)


def _take_mark(line: Line, dots: list[Area]) -> Line:
    """`line` with its bullet or hanging number, if it has one, moved out of the text."""
    first = line.words[0]
    if is_bullet_glyph(first.text):
        gap = line.words[1].x0 - first.x1 if len(line.words) > 1 else 99.0
        # A dash or star followed by a plain space may belong to the sentence.
        if first.text not in "-–—*§" or gap > 0.45 * line.size:
            kept = bullet_mark(first.text)
            return replace(line, words=line.words[1:], bullet=True, mark=kept, mark_x=first.x0)
    if len(line.words) > 1 and is_number_mark(first.text):
        gap = line.words[1].x0 - first.x1
        if gap > (1.0 if first.text[-1].isalnum() else 0.95) * line.size:
            return replace(
                line, words=line.words[1:], bullet=True, mark=first.text, mark_x=first.x0
            )
    for dot in dots:
        middle = (dot.y0 + dot.y1) / 2
        if (
            line.baseline - 0.8 * line.size <= middle <= line.baseline
            and 0 < line.x0 - dot.x1 < 2.5 * line.size
        ):
            return replace(line, bullet=True, mark_x=dot.x0)
    return line
