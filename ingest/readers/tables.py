"""Tables with ruled borders on a page: the grid out of its rules, the cells out of the grid."""

from bisect import bisect_right
from dataclasses import dataclass, replace

from ingest.readers.common import fold, is_bullet_glyph
from ingest.readers.glyphs import Frame, Run
from ingest.readers.graphics import Area, Graphics

_NEAR = 3.0  # points within which two rules meet
_MAX_RULES = 1_500  # on one page; beyond that it is a drawing


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """A table on one page. `emphasised` tells per row whether it is bold or shaded throughout.

    A row that is one cell across the whole table is kept as a row with a single text.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    columns: tuple[float, ...]  # the x of each vertical border
    rows: tuple[tuple[str, ...], ...]
    emphasised: tuple[bool, ...]
    tops: tuple[float, ...]  # y of each row's top and, last, of the table's bottom
    frame: Frame

    def shown(self, row: int, bottom: float) -> tuple[float, ...]:
        """Return the place of a row in fractions of the shown page."""
        return self.frame.shown(self.x0, self.tops[row], self.x1, bottom)


def ruled_tables(
    runs: list[Run], graphics: Graphics, frame: Frame
) -> tuple[list[Table], list[Run]]:
    """Return the tables of a page, and the runs that belong to none."""
    tables: list[Table] = []
    for grid in _grids(graphics):
        inside = [run for run in runs if grid.holds(run)]
        table = grid.read(inside, graphics.shaded, frame)
        if table is None:
            continue
        tables.append(table)
        runs = [run for run in runs if not grid.holds(run)]
    return tables, runs


@dataclass(frozen=True, slots=True)
class _Grid:
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[Area, ...]
    down: tuple[Area, ...]

    def holds(self, run: Run) -> bool:
        middle = run.baseline - 0.3 * run.size
        return (
            self.xs[0] - _NEAR <= run.x0
            and run.x1 <= self.xs[-1] + _NEAR
            and self.ys[0] <= middle <= self.ys[-1]
        )

    def read(self, runs: list[Run], shaded: list[Area], frame: Frame) -> Table | None:
        """Return the table, or None where the grid is a frame around something else."""
        rows, columns = len(self.ys) - 1, len(self.xs) - 1
        owner = self._owners(rows, columns)
        parts: dict[tuple[int, int], list[Run]] = {}
        for run in runs:
            row = bisect_right(self.ys, run.baseline - 0.3 * run.size) - 1
            for piece in self._split(run, row, owner):
                column = self._column(piece)
                parts.setdefault(owner[min(row, rows - 1), column], []).append(piece)
        filled = {cell[1] for cell in parts}
        if len(filled) < 2 or len({cell[0] for cell in parts}) < 2:
            return None
        texts: list[tuple[str, ...]] = []
        emphasised: list[bool] = []
        tops: list[float] = []
        for row in range(rows):
            cells = tuple(
                _cell_text(parts.get(owner[row, column], []))
                if owner[row, column][1] == column
                else ""
                for column in range(columns)
            )
            if not any(cells):
                continue
            across = owner[row, 0] == owner[row, columns - 1]
            own = [r for c in range(columns) for r in parts.get((row, c), [])]
            texts.append(cells[:1] if across and cells[0] else cells)
            emphasised.append(
                bool(own) and (all(run.bold for run in own) or self._is_shaded(row, shaded))
            )
            tops.append(self.ys[row])
        return Table(
            x0=self.xs[0],
            y0=self.ys[0],
            x1=self.xs[-1],
            y1=self.ys[-1],
            columns=self.xs,
            rows=tuple(texts),
            emphasised=tuple(emphasised),
            tops=(*tops, self.ys[-1]),
            frame=frame,
        )

    def _owners(self, rows: int, columns: int) -> dict[tuple[int, int], tuple[int, int]]:
        """For each field of the grid the top left field of the (merged) cell it belongs to."""
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(rows):
            y = (self.ys[row] + self.ys[row + 1]) / 2
            for column in range(columns):
                x = (self.xs[column] + self.xs[column + 1]) / 2
                cell = (row, column)
                if column and not self._has_upright(self.xs[column], y):
                    cell = owner[row, column - 1]
                elif row and not self._has_level(self.ys[row], x):
                    cell = owner[row - 1, column]
                owner[row, column] = cell
        return owner

    def _has_upright(self, x: float, y: float) -> bool:
        return any(abs(rule.x0 - x) <= _NEAR and rule.y0 <= y <= rule.y1 for rule in self.down)

    def _has_level(self, y: float, x: float) -> bool:
        return any(abs(rule.y0 - y) <= _NEAR and rule.x0 <= x <= rule.x1 for rule in self.across)

    def _column(self, run: Run) -> int:
        middle = (run.x0 + run.x1) / 2
        return min(max(bisect_right(self.xs, middle) - 1, 0), len(self.xs) - 2)

    def _split(
        self, run: Run, row: int, owner: dict[tuple[int, int], tuple[int, int]]
    ) -> list[Run]:
        """`run` cut at the borders it crosses: neighbouring cells may stand close together."""
        row = min(max(row, 0), len(self.ys) - 2)
        pieces: list[list[int]] = []
        last: tuple[int, int] | None = None
        for index, word in enumerate(run.words):
            middle = (word.x0 + word.x1) / 2
            column = min(max(bisect_right(self.xs, middle) - 1, 0), len(self.xs) - 2)
            cell = owner[row, column]
            if cell != last:
                pieces.append([])
                last = cell
            pieces[-1].append(index)
        return [replace(run, words=tuple(run.words[i] for i in piece)) for piece in pieces]

    def _is_shaded(self, row: int, shaded: list[Area]) -> bool:
        y = (self.ys[row] + self.ys[row + 1]) / 2
        height = self.ys[row + 1] - self.ys[row]
        return any(
            area.holds((area.x0 + area.x1) / 2, y)
            and area.y1 - area.y0 < 1.6 * height
            and area.x0 < self.xs[-1]
            and area.x1 > self.xs[0]
            for area in shaded
        )


def _cell_text(runs: list[Run]) -> str:
    lines: dict[int, list[Run]] = {}
    for run in sorted(runs, key=lambda run: run.baseline):
        for line in lines.values():
            if abs(line[0].baseline - run.baseline) < 0.4 * run.size:
                line.append(run)
                break
        else:
            lines[len(lines)] = [run]
    words: list[str] = []
    for line in lines.values():
        for run in sorted(line, key=lambda run: run.x0):
            for number, word in enumerate(run.words):
                if number == 0 and not run.spaced and words:
                    words[-1] += word.text
                elif number or not is_bullet_glyph(word.text) or word.text in "-–—*o":
                    words.append(word.text)
    return fold(" ".join(words))


def _grids(graphics: Graphics) -> list[_Grid]:
    across, down = graphics.across, graphics.down
    if len(across) < 3 or len(down) < 3 or len(across) + len(down) > _MAX_RULES:
        return []
    group = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for i, level in enumerate(across):
        for j, upright in enumerate(down):
            if (
                level.x0 - _NEAR <= upright.x0 <= level.x1 + _NEAR
                and upright.y0 - _NEAR <= level.y0 <= upright.y1 + _NEAR
            ):
                group[root(i)] = root(len(across) + j)
    found: dict[int, tuple[list[Area], list[Area]]] = {}
    for index in range(len(group)):
        levels, uprights = found.setdefault(root(index), ([], []))
        if index < len(across):
            levels.append(across[index])
        else:
            uprights.append(down[index - len(across)])
    grids = []
    for levels, uprights in found.values():
        xs = _distinct([rule.x0 for rule in uprights])
        ys = _distinct([rule.y0 for rule in levels])
        if len(xs) >= 3 and len(ys) >= 3:
            grids.append(_Grid(xs, ys, tuple(levels), tuple(uprights)))
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _distinct(values: list[float]) -> tuple[float, ...]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > 2 * _NEAR:
            kept.append(value)
    return tuple(kept)
