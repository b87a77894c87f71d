"""What a reader of a file format hands to the structure reader: the text in order, nothing guessed.

Readers undo the *format* (wrapped lines, page breaks, running headers, HTML furniture, bullet
glyphs); the structure reader alone decides what the text *means* (key aims, items, questions).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from assistant.types import Box, Form

BlockKind = Literal["paragraph", "heading", "bullet", "table_row"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One paragraph, heading, bullet or table row as the reader of the format found it.

    `text` has its white space folded and no bullet glyph. `level` is the nesting depth of a bullet
    or of a heading (from 1), 0 where the format does not tell. `mark` is what was printed in front
    ("o", "1.", "(2)", "11/21" from a number column) when it carries meaning, else None. `strong`
    says that the whole block is printed bold or as a heading. `after_break` says that a page began
    here, so that a lost bullet mark or a split paragraph is possible. `cut_short` says that the
    source itself breaks the text off here ("… view the full minutes text").
    """

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    mark: str | None = None
    strong: bool = False
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    after_break: bool = False
    cut_short: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class RawDocument:
    """The blocks of one file. `declared_title` is the format's own (HTML title, PDF metadata).

    `form` is what it was read from; "scan" when most of its pages are pictures.
    """

    source: Path
    blocks: tuple[Block, ...]
    declared_title: str | None = None
    pages: int | None = None
    form: Form | None = None
    notes: tuple[str, ...] = field(default=())  # what the reader could not keep, one line each


Reader = Callable[[Path], RawDocument]
