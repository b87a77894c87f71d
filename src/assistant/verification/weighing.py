"""What a regression weighs where no rule decides: the reader's opinion and what a sentence adds."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.scoring.reader import Reader
from assistant.verification.novelty import novelty
from assistant.verification.sense import sense_doubts


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A window of evidence: its words, those of its place, and what the reader sees around it.

    `whole` are the words of its passage that have most to do with the sentence, `context` says
    where they stand (`source.Source`).
    """

    text: str
    header: str = ""
    context: str = ""
    whole: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Features:
    """What the regression weighs; `reader` and `whole` are logits, the others counts or shares."""

    reader: float  # of the window
    whole: float  # of what has most to do with the sentence in its passage
    coverage: float  # share of its words that the evidence has
    added: float  # words that it adds, at most 5
    longest: float  # most of them in a row, at most 4
    doubts: float  # what looks turned and often is not, at most 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """The logistic regression over `Features`, fitted by `eval.adversarial.calibrate`."""

    bias: float
    reader: float
    whole: float
    coverage: float
    added: float
    longest: float
    doubts: float

    def score(self, features: Features) -> float:
        """Return the probability (0 to 1) that a sentence with these features is supported."""
        total = (
            self.bias
            + self.reader * features.reader
            + self.whole * features.whole
            + self.coverage * features.coverage
            + self.added * features.added
            + self.longest * features.longest
            + self.doubts * features.doubts
        )
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


WEIGHTS = Weights(
    bias=0.418,
    reader=0.506,
    whole=0.235,
    coverage=-0.075,
    added=-0.109,
    longest=-0.098,
    doubts=-0.433,
)
THRESHOLD = 0.5


_FRAME = re.compile(
    r"^(?:it was|the (?:panel|committee|board)(?: was)?|(?:the )?members(?: were)?)(?: also)? "
    r"(?:reported|told|noted|explained|informed|advised|heard|said|stated|recorded)(?: that)? ",
    re.IGNORECASE,
)
_FRAME_AFTER = re.compile(
    r", (?:(?:the )?(?:panel|committee|board|members) (?:was|were) (?:told|informed|advised)|"
    r"(?:the )?(?:panel|committee|board|members) heard|it was (?:reported|said|noted|stated))\.?$",
    re.IGNORECASE,
)


def unframed(sentence: str) -> str:
    """Return a sentence without "the Committee was told that": whom it was told is no matter."""
    return _FRAME_AFTER.sub(".", _FRAME.sub("", sentence))


def measure(sentence: str, windows: Sequence[Seen], reader: Reader) -> list[Features]:
    """Return the features of a sentence against each window, in order. One call of the reader."""
    bare = unframed(sentence)
    shown = [
        f"{one.context}{text}" for one in windows for text in (one.text, one.whole or one.text)
    ]
    texts = list(dict.fromkeys(shown))
    logits = dict(zip(texts, reader.judge("support", sentence, texts), strict=True))
    found = []
    for number, one in enumerate(windows):
        new = novelty(sentence, one.text, one.header)
        found.append(
            Features(
                reader=logits[shown[2 * number]],
                whole=logits[shown[2 * number + 1]],
                coverage=new.coverage,
                added=float(min(len(new.added), 5)),
                longest=float(min(new.longest, 4)),
                doubts=float(min(len(sense_doubts(bare, one.text)), 3)),
            )
        )
    return found
