"""Does a text state a gold fact? Literal matching after normalisation, numbers as whole numbers."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

_QUOTES = str.maketrans({"‘": "'", "’": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"'})
_DASHES = re.compile(r"[‐‑‒–—―−]")
_HYPHEN_IN_WORD = re.compile(r"(?<=[^\W\d])\s?-\s?(?=[^\W\d])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=16384)
def normalised(text: str) -> str:
    """Return `text` with case, white space, quotes, dashes and thousands commas made alike.

    A hyphen between letters becomes a space ("co-ordinator" is "co ordinator", "anti-social" is
    "anti social"), one between digits stays ("2017-2021").
    """
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()
    text = _DASHES.sub("-", text)
    text = _HYPHEN_IN_WORD.sub(" ", text)
    text = _THOUSANDS.sub("", text)
    return _SPACE.sub(" ", text).strip()


@lru_cache(maxsize=4096)
def _pattern(alternative: str) -> re.Pattern[str]:
    literal = normalised(alternative)
    if not literal:
        raise ValueError("a gold alternative is empty")
    before = r"(?<![\w])(?<!\d\.)" if literal[0].isdigit() else r"(?<![\w])" * literal[0].isalpha()
    if literal[-1].isdigit():
        after = r"(?!\d)(?!\.\d)"
    else:
        after = r"(?:'?s|es)?(?![\w])" * literal[-1].isalpha()
    return re.compile(before + re.escape(literal) + after)


def states(text: str, alternative: str) -> bool:
    """Return whether `alternative` stands in `text` as whole words and whole numbers.

    The plural and the possessive of the last word count too ("webinar" is met by "webinars").
    "69" is met by "69", "(69)" and "£69", but not by "369", "69.5" or "1,069".
    """
    return _pattern(alternative).search(normalised(text)) is not None


def groups_met(texts: Iterable[str], gold: Sequence[Sequence[str]]) -> list[bool]:
    """Return for each gold group whether any one of its alternatives stands in any of `texts`."""
    held = list(texts)
    return [any(states(text, one) for text in held for one in group) for group in gold]
