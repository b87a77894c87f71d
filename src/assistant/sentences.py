"""Split text into sentences that can be quoted: every span is a slice of the text it came from."""

import re
from functools import lru_cache

from syntok import segmenter

# syntok ends a sentence after these, which committee papers write before a name or a number.
_JOINS_NEXT = re.compile(
    r"(?:^|[\s(\[])(?:Cllrs?|Clr|Ald|Rt|Hon|Revd?|para|paras|ref|refs|app|appx|no|nos|p|pp|cf|approx|"
    r"ext|tel|fig|sec|art|reg|cl|sch|vol|qtr|yr|est|incl?|e\.g|i\.e|v|vs|St|Mt|Supt|Insp|Sgt|Cmdr)\.$",
    re.IGNORECASE,
)
_ONLY_CLOSERS = re.compile(r"^[\])}”’\"'.,;:!?\s]+$")


@lru_cache(maxsize=4096)
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return (start, end) character offsets of the sentences of `text`, in order.

    Spans carry no surrounding white space and together cover every character that is not white
    space. Segmentation is syntok's (Leitner), corrected for the abbreviations of committee papers.
    """
    spans: list[tuple[int, int]] = []
    for paragraph in segmenter.analyze(text):
        for tokens in paragraph:
            start = tokens[0].offset
            end = tokens[-1].offset + len(tokens[-1].value)
            spans.append((start, end))
    return tuple(_joined(text, spans))


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and _continues(text[out[-1][0] : out[-1][1]], text[start:end]):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    # Between two spans lies white space alone, except closers that syntok could not place: they go
    # to the sentence before them.
    covered: list[tuple[int, int]] = []
    for index, (start, _end) in enumerate(out):
        begin = 0 if index == 0 else start
        limit = out[index + 1][0] if index + 1 < len(out) else len(text)
        piece = text[begin:limit]
        if piece.strip():
            begin += len(piece) - len(piece.lstrip())
            covered.append((begin, begin + len(piece.strip())))
    return covered


def _continues(previous: str, current: str) -> bool:
    if _ONLY_CLOSERS.match(current):
        return True
    if _JOINS_NEXT.search(previous) or previous.endswith((";", ",")):
        return True
    # "held on 20th September 2019? at Sulhamstead": a sentence does not open in lower case.
    return current[:1].islower()


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`, each a verbatim slice."""
    return [text[start:end] for start, end in sentence_spans(text)]
