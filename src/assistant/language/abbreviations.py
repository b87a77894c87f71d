"""What papers say an abbreviation stands for: in brackets, or in words that have its initials.

Definitions in brackets are found by the algorithm of A. S. Schwartz and M. A. Hearst, "A simple
algorithm for identifying abbreviation definitions in biomedical text" (Pacific Symposium on
Biocomputing, 2003): the letters of the short form are looked for from the right in the words beside
the bracket, the first of them at the start of a word. Two things are stricter than in the paper,
since minutes put other things than definitions in brackets: a short form has two capitals, and most
of its letters open a word of the long form.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.language.words import content_stems, fold, stem

_LINKING = frozenset(fold("a an and at by for from in of on or the to upon with").split())
_BRACKET = re.compile(r"\(([^()]{2,90})\)")
# Before a bracket, a definition begins no earlier than its sentence or the bracket before it.
_BREAK = re.compile(r"[.;:!?]\s|[()\[\]]")
_BEFORE = 160
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_JOINT = re.compile(r"\s*[-–/&’'\s]\s*")
_LETTERS = 10
# So many of the letters open a word of the long form.
_OPENING = 0.6
# In lower case, two words with the right initials stand side by side by chance.
_NEEDED_LOWER = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Definition:
    """A short form and the words for it; `start` and `end` enclose both in the text."""

    short: str
    long: str
    start: int
    end: int


def singular(word: str) -> str:
    """Return an abbreviation without the s of a plural or genitive: "CSPs", "CSP’s" → "CSP"."""
    return re.sub(r"(?<=[A-Z])[’']?s$|[’']s$", "", word.strip("“”‘’'\". "))


def is_abbreviation(word: str) -> bool:
    """Whether a word is written as an abbreviation is: 2 to 10 characters, two of them capitals."""
    word = singular(word)
    return (
        2 <= len(word) <= _LETTERS
        and bool(re.fullmatch(r"[A-Za-z0-9][\w&/.-]*", word))
        and sum(map(str.isupper, word)) > 1
    )


def definitions(text: str) -> Iterator[Definition]:
    """Yield what a text defines in brackets: "long form (ABBR)" and "ABBR (long form)"."""
    for bracket in _BRACKET.finditer(text):
        # "(TVP, the Force)", "(or TVP)": the paper keeps what stands before the comma.
        inner = re.split(r"[,;]", bracket[1])[0].strip(" “”‘’'\"")
        inner = re.sub(r"^(?:or|hereafter|known as|also known as|the)\s+", "", inner)
        start = max(0, bracket.start() - _BEFORE)
        breaks = [match.end() for match in _BREAK.finditer(text, start, bracket.start())]
        start = breaks[-1] if breaks else start
        before = text[start : bracket.start()].rstrip()
        if is_abbreviation(inner) and not before.isupper():
            short = singular(inner)
            if found := _by_initials_at_end(short, before) or _long_form(short, before):
                at, long = found
                yield Definition(
                    short=short, long=_plain(long), start=start + at, end=bracket.end()
                )
        elif before and is_abbreviation(word := before.split()[-1]) and len(inner.split()) > 1:
            short = singular(word)
            found = _long_form(short, inner)
            if found and not content_stems(inner[: found[0]]):
                at = start + before.rindex(word)
                yield Definition(short=short, long=_plain(found[1]), start=at, end=bracket.end())


def _by_initials_at_end(short: str, before: str) -> tuple[int, str] | None:
    """Return the words right before a bracket whose initials give what stands in it."""
    spans = spelt_by_initials(short, before, any_case=len(short) >= _NEEDED_LOWER)
    return next(((at, before[at:]) for at, end in spans if end == len(before)), None)


def _plain(long: str) -> str:
    return re.sub(r"(?:[’']s|s?[’'])$", "", " ".join(long.split())).strip(" “”‘’'\",")


def _long_form(short: str, words: str) -> tuple[int, str] | None:
    """Return where the long form begins in the words that end with it, and the long form."""
    letters = [character.lower() for character in short if character.isalnum()]
    first = _window(words, min(len(letters) + 5, 2 * len(letters)))
    # "of the Police and Crime Commissioner" has an o, but begins with Office.
    at = _matched(letters, words, first, linking=False)
    if at is None:
        at = _matched(letters, words, first, linking=True)
    if at is None:
        return None
    long = words[at:]
    opening = "".join(word[0].lower() for word in _WORD.findall(long))
    if len(long) <= len(short) or singular(long.split()[-1]) == short:
        return None
    return (at, long) if _in_order(letters, opening) >= _OPENING * len(letters) else None


def _window(words: str, most: int) -> int:
    """Return where the last words begin of which at most so many carry meaning."""
    strong = [one for one in _WORD.finditer(words) if fold(one[0]) not in _LINKING]
    return strong[-most].start() if len(strong) > most else 0


def _matched(letters: Sequence[str], words: str, first: int, *, linking: bool) -> int | None:
    """Return where the first letter stands when all are found from the right; None when not."""
    at = len(words)
    for place in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= first and not (
            words[at].lower() == letters[place] and (place or _begins(words, at, linking=linking))
        ):
            at -= 1
        if at < first:
            return None
    return at


def _begins(words: str, at: int, *, linking: bool) -> bool:
    if at and words[at - 1].isalnum():
        return False
    word = _WORD.match(words, at)
    return linking or not (word and fold(word[0]) in _LINKING)


def _in_order(letters: Sequence[str], opening: str) -> int:
    """Return how many letters are found in order among the openings of words."""
    count, at = 0, 0
    for letter in letters:
        found = opening.find(letter, at)
        if found >= 0:
            count, at = count + 1, found + 1
    return count


def spelt_by_initials(short: str, text: str, *, any_case: bool = False) -> list[tuple[int, int]]:
    """Return the spans of the words whose initials give an abbreviation, small ones skipped.

    Capitalised words only, unless `any_case`: "Police and Crime Commissioner" for "PCC".
    """
    letters = [character.lower() for character in short if character.isalnum()]
    if any_case and len(letters) < _NEEDED_LOWER:
        return []
    words = list(_WORD.finditer(text))
    joined = [
        bool(_JOINT.fullmatch(text[one.end() : other.start()])) for one, other in pairwise(words)
    ]
    found = []
    for first in range(len(words)):
        last = _run(letters, words, joined, first, any_case=any_case)
        if last is not None:
            found.append((words[first].start(), words[last].end()))
    return found


def _run(
    letters: Sequence[str],
    words: Sequence[re.Match[str]],
    joined: Sequence[bool],
    first: int,
    *,
    any_case: bool,
) -> int | None:
    """Return the last word of a run from `first` whose initials are the letters, None for none."""
    opens = words[first][0]
    if fold(opens) in _LINKING or len(opens) < 2 or _is_capitals(opens):
        return None
    # States are how many letters are used up; a small word may give its letter or be passed over.
    states = {0}
    for at in range(first, len(words)):
        if at > first and not joined[at - 1]:
            return None
        word = words[at][0]
        small = fold(word) in _LINKING
        fits = small or (len(word) > 1 and (any_case or word[0].isupper()))
        after = {
            used + 1
            for used in states
            if fits and used < len(letters) and word[0].lower() == letters[used]
        }
        if small:
            after |= states
        elif len(letters) in after:
            return at
        states = after - {len(letters)}
        if not states:
            return None
    return None


def _is_capitals(word: str) -> bool:
    """Whether a word is an abbreviation itself: "TVP Protecting" are no words of another."""
    return word.isupper() and len(word) <= 4


def abbreviations(texts: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the long forms of each short one that texts define in brackets."""
    found: dict[str, set[str]] = {}
    for text in texts:
        for one in definitions(text):
            found.setdefault(one.short, set()).add(one.long)
    return {short: frozenset(longs) for short, longs in found.items()}


def other_forms(text: str, known: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """Return, for what a text calls by a short or a long form, the other forms of the same thing.

    `known` gives the long forms of each short one. Keys are the forms as `known` writes them; a
    short one counts in capitals only: "it" is no "IT".
    """
    shorts = {singular(word) for word in re.findall(r"[\w&/-]+(?:[’']s)?", text)}
    found = {short: tuple(sorted(known[short])) for short in sorted(shorts & known.keys())}
    stems = _stems(text)
    for short, longs in known.items():
        for long in sorted(longs):
            if _stems(long) in stems:
                found[long] = (short,)
    return found


def in_other_forms(text: str, known: Mapping[str, frozenset[str]]) -> str:
    """Return a text with every short form spelt out and every long form abbreviated.

    The same text where it holds neither.
    """
    for form, others in other_forms(text, known).items():
        text = _form_pattern(form).sub(lambda _, other=others[0]: other, text)  # type: ignore[misc]
    return text


def without_form(form: str, text: str) -> str:
    """Return a text without one of its short or long forms."""
    return " ".join(_form_pattern(form).sub(" ", text).split())


def _form_pattern(form: str) -> re.Pattern[str]:
    if " " not in form:
        return re.compile(rf"(?<![\w&]){re.escape(form)}(?:[’']?s)?(?![\w&])")
    words = [rf"{re.escape(word)}(?:[’']?s)?" for word in re.findall(r"[^\W_]+", _one(form))]
    return re.compile(r"\b" + r"[\W_]+".join(words) + r"\b", re.IGNORECASE)


def _one(form: str) -> str:
    """Return a long form with its last word in the singular, by the plain s alone."""
    return re.sub(r"(?<=[^s])s$", "", form)


def _stems(text: str) -> str:
    """Return the stems of a text in order, with a space around each."""
    words = re.findall(r"[^\W_]+", fold(text))
    return f" {' '.join(stem(word) for word in words)} "


def says_form(form: str, text: str) -> bool:
    """Whether a text holds a short form as it is written, or a long one in any inflection."""
    if " " in form:
        return _stems(form) in _stems(text)
    return bool(_form_pattern(form).search(text))
