"""What a regression weighs where no rule decides: the reader's opinion and what a sentence adds."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.scoring.reader import Reader
from assistant.verification.clauses import clauses
from assistant.verification.figures import in_words_of
from assistant.verification.novelty import novelty

# A clause shorter than this says nothing that the reader could judge by itself.
_CLAUSE_STEMS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Features:
    """What the regression weighs; `reader` and `clause` are logits, the others counts or shares."""

    reader: float  # of the whole sentence
    clause: float  # of its least supported clause
    coverage: float  # share of its words that the evidence has
    added: float  # words that it adds, at most 5
    longest: float  # most of them in a row, at most 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Weights:
    """The logistic regression over `Features`, fitted by `eval.adversarial.calibrate`."""

    bias: float
    reader: float
    clause: float
    coverage: float
    added: float
    longest: float

    def score(self, features: Features) -> float:
        """Return the probability (0 to 1) that a sentence with these features is supported."""
        total = (
            self.bias
            + self.reader * features.reader
            + self.clause * features.clause
            + self.coverage * features.coverage
            + self.added * features.added
            + self.longest * features.longest
        )
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


WEIGHTS = Weights(
    bias=-0.975, reader=0.645, clause=0.352, coverage=0.322, added=-0.123, longest=-0.565
)
THRESHOLD = 0.3


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


def measure(sentence: str, windows: Sequence[tuple[str, str]], reader: Reader) -> list[Features]:
    """Return the features of a sentence against (window, header) pairs."""
    texts = [text for text, _ in windows]
    stated = in_words_of(unframed(sentence), " ".join(texts))
    whole = reader.judge("support", stated, texts)
    parts = [one.text.strip(" ,;:") for one in clauses(stated) if len(one.stems) >= _CLAUSE_STEMS]
    least = list(whole)
    if len(parts) > 1:
        for part in parts:
            for n, logit in enumerate(reader.judge("support", part, texts)):
                least[n] = min(least[n], logit)
    found = []
    for (text, header), logit, clause in zip(windows, whole, least, strict=True):
        new = novelty(sentence, text, header)
        found.append(
            Features(
                reader=logit,
                clause=clause,
                coverage=new.coverage,
                added=float(min(len(new.added), 5)),
                longest=float(min(new.longest, 4)),
            )
        )
    return found
