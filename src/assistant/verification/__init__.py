"""Every written sentence is checked against what it cites before it is shown."""

from assistant.verification.source import Source
from assistant.verification.support import Span, Verdict, verify
from assistant.verification.weighing import THRESHOLD, WEIGHTS, Features, Seen, Weights

__all__ = [
    "THRESHOLD",
    "WEIGHTS",
    "Features",
    "Seen",
    "Source",
    "Span",
    "Verdict",
    "Weights",
    "verify",
]
