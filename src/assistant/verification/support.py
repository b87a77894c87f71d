"""Does the evidence support a sentence? Rules that no figure or name may break, and the reader.

A sentence is supported by the smallest window of its cited passages in which every figure and name
stands, that keeps its sense and its speakers, and of which a regression over few features
(`weighing.Features`) says that it supports it. The rules alone catch what a small model of language
misses (a changed figure, a dropped "not"); the regression what no rule can name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.language.words import fold
from assistant.scoring.reader import Reader
from assistant.types import Support
from assistant.verification.clauses import content, overlap
from assistant.verification.figures import figure_problems
from assistant.verification.heads import head_problems
from assistant.verification.names import name_problems
from assistant.verification.novelty import addition_problems, novelty
from assistant.verification.parts import parts
from assistant.verification.planted import is_planted
from assistant.verification.roles import role_problems
from assistant.verification.sense import sense_problems
from assistant.verification.source import Source, relevant
from assistant.verification.speakers import said_in, same_person, speaker_problems
from assistant.verification.weighing import THRESHOLD, WEIGHTS, Seen, Weights, measure, unframed

_LONGEST = 3
_JUDGED = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """The words of a cited passage that support a sentence: `source` is its index."""

    source: int
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """Whether a sentence may be shown, how it is supported, by which words, or why not."""

    supported: bool
    support: Support
    score: float
    spans: tuple[Span, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Window:
    """Some sentences of one cited passage, or of two."""

    spans: tuple[Span, ...]
    text: str
    header: str
    sentences: int


def verify(  # noqa: PLR0911 - one reason each
    sentence: str,
    sources: Sequence[Source],
    reader: Reader,
    *,
    previous: str | None = None,
    weights: Weights = WEIGHTS,
    threshold: float = THRESHOLD,
) -> Verdict:
    """Return whether `sources` support `sentence`, and the fewest of their words that do.

    `sentence` comes without citation marks. `previous` is the sentence shown before it ("" for
    none): one that opens with "he" or "it" needs it; None leaves that unchecked. One call of the
    reader at most.
    """
    if not sources or not content(sentence):
        return _no("it says nothing that could be proven" if sources else "it cites nothing")
    if is_planted(sentence):
        return _no("it addresses the program")
    if _BROKEN_OFF.search(sentence):
        return _no("it breaks off")
    if exact := _verbatim(sentence, sources):
        return Verdict(supported=True, support="verbatim", score=1.0, spans=(exact,))
    if problem := _points_nowhere(sentence, previous, sources):
        return _no(problem)
    sound, problems = _sound(sentence, sources)
    if not sound:
        return _no(*problems[:3])
    measured = measure(sentence, _seen(sentence, sound, sources), reader)
    scores = [weights.score(one) for one in measured]
    good = [n for n, score in enumerate(scores) if score >= threshold]
    if not good:
        return Verdict(
            supported=False,
            support="entailed",
            score=max(scores),
            problems=("the passages do not say so",),
        )
    chosen = min(good, key=lambda n: (sound[n].sentences, len(sound[n].text), -scores[n]))
    return Verdict(
        supported=True, support="entailed", score=scores[chosen], spans=sound[chosen].spans
    )


# "The charity helps them with.": what was to follow is missing.
_BROKEN_OFF = re.compile(
    r"\b(?:the|an?|and|or|but|because|(?:them|him|her|it|us|people) (?:with|of|for|to|from|by|on))"
    r"\W*$",
    re.IGNORECASE,
)


def sound_windows(sentence: str, sources: Sequence[Source]) -> list[Seen]:
    """Return the windows of `sources` that no rule speaks against, the most promising first."""
    return _seen(sentence, _sound(sentence, sources)[0], sources)


def _sound(sentence: str, sources: Sequence[Source]) -> tuple[list[_Window], list[str]]:
    """Return the windows that no rule speaks against, and what speaks against the others."""
    said = unframed(sentence)
    exchanged = [role_problems(said, source.trusted) for source in sources]
    if all(exchanged):
        return [], exchanged[0]
    windows = sorted(_windows(sources), key=lambda one: -_promise(sentence, one))
    if sum(bool(part.verb) for part in parts(said)) < 2:
        # One statement rests on one passage: half of it from each would be a statement of neither.
        windows = [one for one in windows if len(one.spans) == 1]
    sound: list[_Window] = []
    problems: dict[str, None] = {}
    denied = [
        (one.spans[0].source, one.spans[0].start, _promise(sentence, one))
        for one in windows
        if one.sentences == 1 and _contradicted(sentence, one, sources)
    ]
    for window in windows[: _JUDGED * 3]:
        found = window_problems(sentence, window.text, window.header, sources, window.spans)
        if not found and any(
            span.source == index
            and (span.start <= start < span.end or _promise(sentence, window) < promise)
            for span in window.spans
            for index, start, promise in denied
        ):
            found = ["a sentence of the passage says otherwise"]
        if found:
            problems |= dict.fromkeys(found)
        else:
            sound.append(window)
    return sound[:_JUDGED], list(problems)


def _seen(sentence: str, windows: Sequence[_Window], sources: Sequence[Source]) -> list[Seen]:
    around = [(source.context, relevant(sentence, source.trusted)) for source in sources]
    found = []
    for window in windows:
        # Sentences of two passages stand in no one place.
        context, whole = around[window.spans[0].source] if len(window.spans) == 1 else ("", "")
        found.append(Seen(text=window.text, header=window.header, context=context, whole=whole))
    return found


# So much of a sentence's words must stand in another one for that to be able to contradict it.
_SAME_MATTER = 0.6


def _contradicted(sentence: str, window: _Window, sources: Sequence[Source]) -> bool:
    """Whether one sentence of the evidence is about the same and says otherwise.

    Wider windows hold more words and must not make up for it.
    """
    wanted = content(sentence)
    if overlap(wanted, frozenset(content(window.text))) < _SAME_MATTER * len(dict.fromkeys(wanted)):
        return False
    if figures := figure_problems(sentence, window.text, window.header):
        return not any(problem.endswith("is not there") for problem in figures)
    span = window.spans[0]
    source = sources[span.source]
    return bool(
        sense_problems(unframed(sentence), window.text)
        or speaker_problems(
            sentence,
            source.passage.text,
            (span.start, span.end),
            source.passage.place.speaker,
            source.document.kind,
        )
    )


def _no(*problems: str) -> Verdict:
    return Verdict(supported=False, support="entailed", score=0.0, problems=problems)


def _verbatim(sentence: str, sources: Sequence[Source]) -> Span | None:
    """Return where whole sentences of a passage are this sentence, word for word."""
    wanted = _plain(sentence)
    for index, source in enumerate(sources):
        spans = source.spans
        for first in range(len(spans)):
            for last in range(first, min(first + _LONGEST, len(spans))):
                start, end = spans[first][0], spans[last][1]
                if _plain(source.passage.text[start:end]) == wanted:
                    return Span(source=index, start=start, end=end)
    return None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w%£]+", fold(text)))


def _points_nowhere(sentence: str, previous: str | None, sources: Sequence[Source]) -> str | None:
    """Return why "he" or "it" at the start of a sentence points at nothing that was shown."""
    pronoun = _leading_pronoun(sentence)
    if pronoun is None or previous is None:
        return None
    if not previous:
        return f"'{pronoun}' points at nothing"
    if pronoun in {"he", "she", "his", "her"}:
        before = [one.by for one in said_in(previous) if one.by]
        speakers = [source.passage.place.speaker for source in sources]
        named = [who for who in speakers if who]
        for source in sources:
            named += [one.by for one in said_in(source.passage.text) if one.by]
        if before and named and not any(same_person(before[-1], who) for who in named):
            return f"'{pronoun}' points at somebody else"
    return None


def _leading_pronoun(sentence: str) -> str | None:
    """Return the pronoun that a sentence opens with, if it needs one before it to be understood."""
    match = re.match(r"\W*(he|she|they|it|this|these|those|his|her|their|its)\b", sentence, re.I)
    return match[1].lower() if match else None


def _windows(sources: Sequence[Source]) -> Iterator[_Window]:
    single: list[_Window] = []
    for index, source in enumerate(sources):
        text, spans, header = source.passage.text, source.spans, source.header
        for first in range(len(spans)):
            for last in range(first, min(first + _LONGEST, len(spans))):
                start, end = spans[first][0], spans[last][1]
                window = _Window(
                    spans=(Span(source=index, start=start, end=end),),
                    text=text[start:end],
                    header=header,
                    sentences=last - first + 1,
                )
                yield window
                if first == last:
                    single.append(window)
    # "The budget rose [1] and the fee did not [2]": a sentence of each of two passages.
    for one, two in combinations(single[:40], 2):
        if one.spans[0].source != two.spans[0].source:
            yield _Window(
                spans=one.spans + two.spans,
                text=f"{one.text} {two.text}",
                header=f"{one.header} {two.header}",
                sentences=4,
            )


def _promise(sentence: str, window: _Window) -> float:
    held = overlap(content(sentence), frozenset(content(window.text)))
    return held - 0.2 * window.sentences


# Less of a sentence's words than this in a window, and it is about something else.
_LEAST_COVERED = 0.5


def window_problems(
    sentence: str,
    text: str,
    header: str,
    sources: Sequence[Source] = (),
    spans: Sequence[Span] = (),
) -> list[str]:
    """Return the rules that a sentence breaks against a window, empty when it keeps them all."""
    problems = figure_problems(sentence, text, header) + name_problems(sentence, text, header)
    if problems:
        return problems
    if novelty(sentence, text, header).coverage < _LEAST_COVERED:
        return ["the passage is about something else"]
    said = unframed(sentence)
    problems = sense_problems(said, text) + role_problems(said, text)
    problems += addition_problems(said, text, header) + head_problems(said, text)
    for span in spans:
        source = sources[span.source]
        found = speaker_problems(
            sentence,
            source.passage.text,
            (span.start, span.end),
            source.passage.place.speaker,
            source.document.kind,
        )
        if not found:
            break
    else:
        problems += found if spans else []
    return problems
