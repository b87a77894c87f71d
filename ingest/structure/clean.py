"""From a reader's blocks to tidy lines: furniture off, split paragraphs joined, numbers apart."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.types import Box
from ingest.blocks import Block, BlockKind
from ingest.structure import patterns as p


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A block as the structure sees it.

    `mark` is a number or letter printed in front, with its punctuation ("1)", "(a)", "11/21"), or
    None; plain bullet glyphs are not marks. `item_link` is the item named in a "view the full
    text" link that stood behind the text; `attached` says that the text was a link to a paper;
    `attachments` that it is one of the papers listed under "Additional documents".
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
    item_link: str | None = None
    attached: bool = False
    attachments: bool = False

    @property
    def printed(self) -> str:
        """The text with its mark in front, as on paper."""
        return f"{self.mark} {self.text}" if self.mark else self.text

    @property
    def terminal(self) -> bool:
        """Whether it ends like a sentence."""
        return bool(p.TERMINAL.search(self.text))

    @property
    def words(self) -> int:
        """Number of words."""
        return len(self.text.split())


def fold(text: str) -> str:
    """`text` with its white space folded to single spaces."""
    return " ".join(text.split())


def clean(blocks: Iterable[Block]) -> tuple[Line, ...]:
    """Tidy lines of the blocks, in order."""
    return tuple(_joined(_split_footnotes(_lines(blocks))))


def number_of(line: Line) -> tuple[int, str] | None:
    """Return the plain number in front of a line and the text behind: "(2) Why" is (2, "Why")."""
    match = p.NUMBERED.match(line.printed)
    if match is None:
        return None
    return int(match["a"] or match["b"]), match["rest"]


def letter_of(line: Line) -> tuple[str, str] | None:
    """Return the letter in front of a line and the text behind it: "(a) That" is ("a", "That")."""
    match = p.LETTERED.match(line.printed)
    return (match["a"] or match["b"], match["rest"]) if match else None


def _lines(blocks: Iterable[Block]) -> list[Line]:
    out: list[Line] = []
    attachments = False
    for block in blocks:
        text = fold(block.text)
        link = p.FULL_TEXT_LINK.search(text)
        text = fold(p.FULL_TEXT_LINK.sub("", text))
        attached = bool(p.ATTACHED.search(text))
        bare = fold(p.ATTACHED.sub("", text))
        text = bare or text
        cut = block.cut_short or link is not None or bool(p.ELLIPSIS_END.search(text))
        text = fold(p.ELLIPSIS_END.sub("", text)) or text
        if any(pattern.match(text) for pattern in p.FURNITURE_LINES.values()) and not attached:
            attachments = bool(p.ATTACHMENTS_LABEL.match(text))
            if link and out:
                out[-1] = replace(out[-1], cut_short=True, item_link=link["item"])
            continue
        if not text:
            # The link stood alone: what it cuts is the line before.
            if link and out:
                out[-1] = replace(out[-1], cut_short=True, item_link=link["item"])
            continue
        attachments = attachments and attached
        mark, level = _mark(block)
        kind: BlockKind = block.kind
        out.append(
            Line(
                text=text,
                kind=kind,
                level=level,
                mark=mark,
                strong=block.strong or block.kind == "heading",
                page=block.page,
                boxes=block.boxes,
                after_break=block.after_break,
                cut_short=cut,
                item_link=link["item"] if link else None,
                attached=attached,
                attachments=attachments,
            )
        )
    return out


def _mark(block: Block) -> tuple[str | None, int]:
    mark = (block.mark or "").strip()
    if not mark or mark in p.BULLET_GLYPHS or mark == "o":
        # Word's second level is a hollow bullet; a reader that lost the indent still has it.
        level = 2 if mark == "o" and block.level == 0 else block.level
        return None, level
    if not any(c.isalnum() for c in mark):
        return None, block.level
    return mark, block.level


def _split_footnotes(lines: list[Line]) -> list[Line]:
    """Make a URL that a page break put behind a finished sentence a line of its own."""
    out: list[Line] = []
    for line in lines:
        match = p.TRAILING_URL.search(line.text) if line.kind != "table_row" else None
        if match is None or p.WHOLE_URL.match(line.text):
            out.append(line)
            continue
        out.append(replace(line, text=line.text[: match.start()]))
        out.append(replace(line, text=match["url"], kind="paragraph", level=0, mark=None))
    return out


def _joined(lines: list[Line]) -> list[Line]:
    """Paragraphs that the layout broke in two are one again."""
    out: list[Line] = []
    column = _column(lines)
    for line in lines:
        if out and (_continues(out[-1], line) or _wraps(out[-1], line, column)):
            before = out[-1]
            out[-1] = replace(
                before,
                text=f"{before.text} {line.text}",
                boxes=before.boxes + line.boxes,
                cut_short=line.cut_short,
                item_link=line.item_link or before.item_link,
            )
        else:
            out.append(line)
    return out


def _continues(before: Line, line: Line) -> bool:
    if line.kind != "paragraph" or line.mark or before.kind in {"heading", "table_row"}:
        return False
    if before.cut_short or before.terminal or before.text.endswith(":"):
        return False
    if p.WHOLE_URL.match(before.text) or p.WHOLE_URL.match(line.text):
        return False
    if before.strong != line.strong or p.LETTERED.match(line.text):
        return False
    if line.text[:1].islower():
        return True
    # "… REPORT TO THE" cannot be where a heading ends.
    same_case = before.text.isupper() == line.text.isupper()
    return bool(p.INCOMPLETE_END.search(before.text)) and same_case and before.kind != "bullet"


def _column(lines: list[Line]) -> float:
    """Return how wide the text is set, as a fraction of the page; 0 where there are no boxes."""
    boxes = [box for line in lines if line.kind == "paragraph" for box in line.boxes]
    return max((box.x1 for box in boxes), default=0) - min((box.x0 for box in boxes), default=0)


def _wraps(before: Line, line: Line, column: float) -> bool:
    """Whether two printed headings are the lines of one.

    They are when they stand close together and the next word did not fit behind the first.
    """
    if not (before.kind == line.kind == "heading" and before.boxes and line.boxes):
        return False
    if before.level != line.level or before.text.endswith(":") or line.mark or not column:
        return False
    if before.terminal or number_of(line) is not None:
        return False
    upper, lower = before.boxes[-1], line.boxes[0]
    height = lower.y1 - lower.y0
    gap = lower.y0 - upper.y1
    # A box of several lines is as wide as its widest and says nothing about its last.
    if not 0.75 * height <= upper.y1 - upper.y0 <= 1.25 * height:
        return False
    if upper.page != lower.page or not -0.5 * height <= gap <= 0.4 * height:
        return False
    word = len(line.text.split(maxsplit=1)[0]) / len(line.text) * (lower.x1 - lower.x0)
    return (upper.x1 - upper.x0) + word > 0.92 * column
