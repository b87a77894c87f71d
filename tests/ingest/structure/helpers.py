"""Documents for the tests: fixtures of invented panels, and blocks written in place."""

import os
from collections import Counter
from pathlib import Path

import pytest

from assistant.types import Passage
from ingest.blocks import Block, RawDocument
from ingest.parse import parse_file
from ingest.structure import Parsed, structure

PANELS = Path(__file__).parents[2] / "fixtures" / "panels"
Cell = tuple[int | None, str | None, str | None]


def panel(name: str) -> Parsed:
    return parse_file(PANELS / name)


def official(kind: str, suffix: str = ".txt") -> Parsed:
    """The official document of a kind out of PANEL_SHARED; its file name carries no meaning."""
    folder = os.environ.get("PANEL_SHARED")
    if not folder:
        pytest.skip("PANEL_SHARED does not name a folder with the official documents")
    files = sorted((Path(folder) / "documents").rglob(f"*{suffix}"))
    for path in files:
        if "scan" in path.name:
            continue
        parsed = parse_file(path)
        if parsed.document.kind == kind:
            return parsed
    pytest.skip(f"PANEL_SHARED holds no {kind} as {suffix}")


def of(*blocks: Block | str, title: str | None = None) -> Parsed:
    full = tuple(b if isinstance(b, Block) else Block(text=b) for b in blocks)
    raw = RawDocument(source=Path("made.txt"), blocks=full, declared_title=title)
    return structure(raw, "0" * 64, "made.txt")


def bullet(text: str, level: int = 1, **more: object) -> Block:
    return Block(text=text, kind="bullet", level=level, **more)  # type: ignore[arg-type]


def bullets(parsed: Parsed) -> dict[Cell, list[str]]:
    """Numbers of the outermost bullets by (aim, strand, year), each bullet once."""
    out: dict[Cell, list[str]] = {}
    for x in parsed.passages:
        if x.part == "bullet" and x.place.bullet and "." not in x.place.bullet and x.place.key_aim:
            cell = out.setdefault((x.place.key_aim, x.place.strand, x.place.year), [])
            if x.place.bullet not in cell:
                cell.append(x.place.bullet)
    return out


def parts(parsed: Parsed, part: str) -> list[Passage]:
    return [x for x in parsed.passages if x.part == part]


def find(parsed: Parsed, words: str) -> Passage:
    found = [x for x in parsed.passages if words in x.text]
    assert len(found) == 1, f"{len(found)} passages hold {words!r}"
    return found[0]


def groups(parsed: Parsed, cell: Cell) -> Counter[str]:
    """How many entries each named group of a cell holds."""
    return Counter(
        x.place.group or ""
        for x in parsed.passages
        if (x.place.key_aim, x.place.strand, x.place.year) == cell
        and x.place.group
        and (x.place.bullet or "").count(".") == 2
    )
