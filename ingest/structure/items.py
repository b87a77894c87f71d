"""The agenda items of a meeting: where they start, and their numbers, missing ones included."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.structure import patterns as p
from ingest.structure.clean import Line, letter_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """An agenda item that begins at line `index`; its body begins at line `body`.

    `inferred` says that the number is not printed but follows from its neighbours. `parent` is
    the number of the item that a lettered sub-item belongs to.
    """

    index: int
    body: int
    title: str
    number: str | None = None
    inferred: bool = False
    parent: str | None = None


def find_items(lines: Sequence[Line]) -> tuple[Item, ...]:
    """Return the items in order; empty when no line can be told to open one."""
    numbered = _numbered(lines)
    taken = {line for item in numbered for line in range(item.index, item.body)}
    strict = len(numbered) >= 2
    found = list(numbered)
    for index, line in enumerate(lines):
        if index not in taken and _opens_unnumbered(lines, index, line, strict=strict):
            found.append(Item(index=index, body=index + 1, title=line.text.rstrip(" :")))
    found.sort(key=lambda item: item.index)
    if len(found) < 2 and not numbered:
        return ()
    return tuple(_with_sub_items(lines, _inferred(_linked(lines, found))))


def title_like(line: Line) -> bool:
    """Whether a line can be a title: short, no sentence, not the middle of one."""
    if line.text[:1].islower() or line.text[-1:] in ",;:[":
        return False
    if line.kind == "heading" or line.strong or line.attached:
        return line.words <= 40
    return line.words <= 22 and not line.terminal and not line.text.startswith("[")


def _opens_unnumbered(lines: Sequence[Line], index: int, line: Line, *, strict: bool) -> bool:
    if (
        line.kind in {"bullet", "table_row"}
        or line.attachments
        or p.QUESTIONS_HEADING.match(line.text)
    ):
        return False
    following = lines[index + 1] if index + 1 < len(lines) else None
    if line.attached:
        return True
    has_purpose = following is not None and bool(p.PURPOSE.match(following.text))
    titled = (
        title_like(line) and not p.PURPOSE.match(line.text) and not p.FRONT_LABEL.match(line.text)
    )
    if titled and has_purpose and following is not None and following.kind != "bullet":
        return True
    known = bool(p.KNOWN_ITEMS.match(line.text))
    if strict:
        return known and (line.strong or line.kind == "heading") and line.text.isupper()
    return known and following is not None and not line.text.endswith(":")


def _numbered(lines: Sequence[Line]) -> list[Item]:
    for name, pattern in p.ITEM_STYLES.items():
        hits = _hits(lines, pattern, strict=name == "number")
        # A bare number is weak evidence: lists are numbered, too.
        if len(hits) >= (2 if name == "number" else 1):
            return hits
    return []


def _hits(lines: Sequence[Line], pattern: re.Pattern[str], *, strict: bool) -> list[Item]:
    hits: list[Item] = []
    for index, line in enumerate(lines):
        match = pattern.match(line.printed)
        if match is None or line.kind == "table_row" or line.attachments:
            continue
        groups = match.groupdict()
        number = groups.get("n") or groups.get("n2") or ""
        title = (groups.get("title") or groups.get("title2") or "").strip()
        body = index + 1
        if not title:
            following = lines[index + 1] if index + 1 < len(lines) else None
            if following is None or not title_like(following) or following.mark:
                continue
            title, body = following.text, index + 2
        elif not title_like(replace(line, text=title)):
            continue
        if title[:1].islower() or (strict and re.match(r"^[\d/.%£:]", title)):
            continue
        hits.append(Item(index=index, body=body, title=title.rstrip(" :"), number=number))
    return _rising(lines, hits) if strict else _first_of_each(hits)


def _first_of_each(hits: list[Item]) -> list[Item]:
    """Keep the first line of each item number."""
    seen: dict[str | None, Item] = {}
    for hit in hits:
        known = seen.get(hit.number)
        if known is None:
            seen[hit.number] = hit
    return list(seen.values())


def _rising(lines: Sequence[Line], hits: list[Item]) -> list[Item]:
    """Choose of the plainly numbered lines those that can be one sequence of items.

    Where some are set like headings only those count. A line behind a colon opens a list inside
    an item, not an item.
    """
    titled = [h for h in hits if lines[h.index].strong or lines[h.index].text.isupper()]
    pool = titled if len(titled) >= 2 else hits
    out: list[Item] = []
    listed: Item | None = None  # the last entry of the list we are inside
    for hit in pool:
        number = int(hit.number or 0)
        before = lines[hit.index - 1] if hit.index else None
        announced = before is not None and before.text.endswith(":") and not title_like(before)
        follows = (
            listed is not None
            and hit.index == listed.index + 1
            and number == int(listed.number or 0) + 1
        )
        listed = hit if announced or follows else None
        if listed is not None and pool is hits:
            continue
        last = int(out[-1].number or 0) if out else None
        if last is None or last < number <= last + 3:
            out.append(hit)
    return out


def _linked(lines: Sequence[Line], items: list[Item]) -> list[Item]:
    """Take numbers that survive only in a "view the full text for item …" link inside the item."""
    out = []
    for position, item in enumerate(items):
        if item.number is not None:
            out.append(item)
            continue
        end = items[position + 1].index if position + 1 < len(items) else len(lines)
        link = next((li.item_link for li in lines[item.index : end] if li.item_link), None)
        out.append(replace(item, number=link))
    return out


def _inferred(items: list[Item]) -> list[Item]:
    """Fill missing numbers from the order, where the known numbers around agree with it."""
    parsed = [_parse(item.number) for item in items]
    known = [(i, n) for i, n in enumerate(parsed) if n is not None]
    out = []
    for index, item in enumerate(items):
        if item.number is not None:
            out.append(item)
            continue
        left = next(((i, n) for i, n in reversed(known) if i < index), None)
        right = next(((i, n) for i, n in known if i > index), None)
        anchor = left or right
        consistent = not (left and right) or right[1][0] - left[1][0] == right[0] - left[0]
        number = anchor[1][0] + index - anchor[0] if anchor and consistent else 0
        if anchor is None or number < 1:
            out.append(item)
            continue
        out.append(replace(item, number=f"{number}{anchor[1][1]}", inferred=True))
    return out


def _parse(number: str | None) -> tuple[int, str] | None:
    match = re.match(r"^(\d+)(/\d+)?$", number or "")
    return (int(match[1]), match[2] or "") if match else None


def _with_sub_items(lines: Sequence[Line], items: list[Item]) -> list[Item]:
    """Make lettered titles inside an item items of their own: "12(a)"."""
    out: list[Item] = []
    for position, item in enumerate(items):
        out.append(item)
        end = items[position + 1].index if position + 1 < len(items) else len(lines)
        expected = "a"
        for index in range(item.body, end):
            line = lines[index]
            letter = letter_of(line)
            if letter is None or letter[0] != expected or item.number is None:
                continue
            following = lines[index + 1] if index + 1 < end else None
            bare = replace(line, text=letter[1])
            alone = following is not None and letter_of(following) is None
            if not (title_like(bare) and bare.text[:1].isupper() and alone) or bare.words > 14:
                continue
            number = f"{item.number}({expected})"
            title = letter[1].rstrip(" :")
            out.append(
                Item(
                    index=index,
                    body=index + 1,
                    title=title,
                    number=number,
                    inferred=item.inferred,
                    parent=item.title,
                )
            )
            expected = chr(ord(expected) + 1)
    return out
