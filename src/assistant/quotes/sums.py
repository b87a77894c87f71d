"""Parts that do not add up to the total they are said to make."""

import re
from dataclasses import dataclass

from assistant.quotes.measures import measures
from assistant.sentences import sentence_spans

# Only words that announce all parts: "including" and "of which" announce some.
_PARTS = re.compile(
    r"\b(?:compris(?:es|ed|ing|e)|consist(?:s|ed|ing)? of|made up of|broken down|break(?:s)? down|"
    r"split (?:as|into|between|by)|divided (?:as|into|between)|namely|as follows|listed by)\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[A-Za-z’'\- ]{3,60}\s\((£?\d[\d,]*(?:\.\d+)?)\)")
_TOTAL_OF = re.compile(r"\b(?:in total|total of|totall?ing|altogether)\b", re.IGNORECASE)
# Parts that miss their total by more than this share were rather read wrongly.
_PLAUSIBLE = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Sum:
    """A stated total with its parts, as written; `start` and `end` span the sentences of both."""

    total: str
    parts: tuple[str, ...]
    stated: float
    added: float
    start: int
    end: int

    @property
    def adds_up(self) -> bool:
        """Whether the parts make the total."""
        return abs(self.added - self.stated) < 0.005

    def in_words(self, number: int) -> str:
        """Return what there is to say of it, with the number of its citation."""
        parts = f"{', '.join(self.parts[:-1])} and {self.parts[-1]}"
        if self.adds_up:
            return f"The parts given in [{number}] ({parts}) add up to the total of {self.total}."
        return (
            f"The parts given in [{number}] ({parts}) add up to {_shown(self.added, self.total)}, "
            f"not to the total of {self.total} that is stated."
        )


def _shown(value: float, like: str) -> str:
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"£{text}" if like.startswith("£") else text


def sums(text: str) -> tuple[Sum, ...]:
    """Return the totals of a text that are broken down whole: "372, comprising of A (69), B …".

    Empty where it is not certain that these are the parts of that total.
    """
    found: list[Sum] = []
    spans = sentence_spans(text)
    for place, (start, end) in enumerate(spans):
        sentence = text[start:end]
        told = _PARTS.search(sentence)
        if not told:
            continue
        parts = _parts(sentence[told.end() :])
        total, since = _total(sentence[: told.start()]), start
        if total is None and place:
            since = spans[place - 1][0]
            total = _total(text[since : spans[place - 1][1]])
        if total is None or len(parts) < 2:
            continue
        stated, added = _value(total), sum(map(_value, parts))
        same_unit = len({part.startswith("£") for part in (*parts, total)}) == 1
        if same_unit and abs(added - stated) <= _PLAUSIBLE * stated:
            found.append(
                Sum(
                    total=total,
                    parts=tuple(parts),
                    stated=stated,
                    added=added,
                    start=since,
                    end=end,
                )
            )
    return tuple(found)


def _parts(text: str) -> list[str]:
    bracketed = _BRACKETED.findall(text)
    if len(bracketed) > 1:
        return bracketed
    found = measures(text)
    kinds = {(one.kind, one.unit) for one in found}
    if len(kinds) != 1 or "share" in {one.kind for one in found}:
        return []
    if any(one.bound != "exact" for one in found) or _TOTAL_OF.search(text):
        return []
    return [re.sub(r"[^\d£.,]", "", one.shown).strip(".,") for one in found]


def _total(text: str) -> str | None:
    """Return the one exact figure of a text that can be a total."""
    found = [one for one in measures(text) if one.kind in {"number", "money"}]
    figures = re.findall(r"£?\d[\d,]*(?:\.\d+)?", found[-1].shown) if found else []
    if len(found) > 1 and not _TOTAL_OF.search(text):
        return None
    return figures[0] if figures and found[-1].bound == "exact" else None


def _value(text: str) -> float:
    return float(text.lstrip("£").replace(",", ""))
