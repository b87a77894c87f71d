"""Every written sentence is checked against what it cites before it is shown."""

from assistant.verification.support import Source, Span, Verdict, verify
from assistant.verification.weighing import THRESHOLD, WEIGHTS, Features, Weights

__all__ = [
    "THRESHOLD",
    "WEIGHTS",
    "Features",
    "Source",
    "Span",
    "Verdict",
    "Weights",
    "verify",
]
