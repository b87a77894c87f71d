"""Which lines are the wording of a key aim (priority, objective, …), in a list or as a heading."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ingest.structure import patterns as p
from ingest.structure.clean import Line, number_of

_TRIES = 20  # printings of one aim that are looked for; lists in a long paper open alike, too
_SAME = 0.88  # likeness of two printings of one aim; typists change a word or a comma


@dataclass(frozen=True, kw_only=True, slots=True)
class Aim:
    """One printing of an aim. `listed`: in a list of aims; otherwise it is a heading."""

    number: int
    text: str
    listed: bool


def find_aims(lines: Sequence[Line]) -> dict[int, Aim]:
    """Aims by the index of their line; empty when the document has none.

    Three ways to know one, the surest first: a label ("Priority 2 – …"); a numbered text that
    comes twice, first in a list and then as a heading; a list that the paragraph in front calls
    one of aims.
    """
    labelled = _labelled(lines)
    repeated = labelled or _repeated(lines)
    introduced = _introduced(lines)
    out = {**introduced, **repeated}
    if not labelled:
        _add_bare_headings(lines, out)
    return out


def is_aim_list(lines: Sequence[Line], index: int) -> bool:
    """Whether the numbered line at `index` belongs to a list that is introduced as one of aims."""
    while index > 0 and number_of(lines[index]) is not None:
        index -= 1
    return bool(p.AIM_LEAD_IN.search(lines[index].text)) and lines[index].text.endswith(":")


def _labelled(lines: Sequence[Line]) -> dict[int, Aim]:
    hits: list[tuple[int, str, int, str]] = []
    for index, line in enumerate(lines):
        match = p.AIM_LABELLED.match(line.printed)
        if match is None:
            continue
        title = match["title"] or ""
        titled = line.strong or line.words <= 40
        if titled and (not title or title[0].isupper() or title[0] in "‘“'\""):
            number = int(p.NUMBER_WORDS.get(match["n"].lower(), match["n"]))
            hits.append((index, match["word"].lower(), number, line.text))
    if not hits:
        return {}
    word = hits[0][1]  # the outermost kind: objectives under a priority are headings below it
    own = [hit for hit in hits if hit[1] == word]
    if len({number for _, _, number, _ in own}) < 2 and not any(lines[i].strong for i, *_ in own):
        return {}
    out = {}
    for position, (index, _, number, text) in enumerate(own):
        before = own[position - 1] if position else None
        after = own[position + 1] if position + 1 < len(own) else None
        beside = (before is not None and before[0] == index - 1 and before[2] == number - 1) or (
            after is not None and after[0] == index + 1 and after[2] == number + 1
        )
        out[index] = Aim(number=number, text=text, listed=beside and lines[index].kind != "heading")
    return out


def _repeated(lines: Sequence[Line]) -> dict[int, Aim]:
    # Only texts that open alike are compared, so that a long paper full of lists stays quick.
    first: dict[tuple[int, str], tuple[int, str]] = {}
    tried: dict[tuple[int, str], int] = {}
    out: dict[int, Aim] = {}
    for index, line in enumerate(lines):
        numbered = number_of(line)
        if numbered is None or len(numbered[1].split()) < 3:
            continue
        number, text = numbered
        key = (number, " ".join(text.lower().split()[:2]))
        earlier = first.setdefault(key, (index, text))
        tried[key] = tried.get(key, 0) + 1
        if index - earlier[0] >= 2 and tried[key] <= _TRIES and _alike(earlier[1], text):
            out[earlier[0]] = Aim(number=number, text=earlier[1], listed=True)
            out[index] = Aim(number=number, text=text, listed=False)
    return out


def _introduced(lines: Sequence[Line]) -> dict[int, Aim]:
    out: dict[int, Aim] = {}
    index = 0
    while index < len(lines):
        lead = lines[index].text
        index += 1
        if not (lead.endswith(":") and p.AIM_LEAD_IN.search(lead)):
            continue
        expected = 1
        while index < len(lines):
            number = number_of(lines[index])
            if number is None or number[0] != expected:
                break
            out[index] = Aim(number=number[0], text=number[1], listed=True)
            expected += 1
            index += 1
    return out


def _add_bare_headings(lines: Sequence[Line], aims: dict[int, Aim]) -> None:
    """Find listed aims that come back as a heading without their number."""
    listed = {aim.number: aim.text for aim in aims.values() if aim.listed}
    headed = {aim.number for aim in aims.values() if not aim.listed}
    wanted = {n: text for n, text in listed.items() if n not in headed}
    for index, line in enumerate(lines):
        if index in aims or not (line.strong or line.kind == "heading"):
            continue
        for number, text in wanted.items():
            if _alike(line.text, text):
                aims[index] = Aim(number=number, text=line.text, listed=False)


def _alike(one: str, other: str) -> bool:
    a, b = one.lower().strip(" .:;"), other.lower().strip(" .:;")
    if abs(len(a) - len(b)) > 0.3 * max(len(a), len(b)):
        return False
    return a == b or SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SAME
