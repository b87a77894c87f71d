"""Every written sentence is checked against what it cites before it is shown."""

from assistant.verification.support import (
    THRESHOLD,
    WEIGHTS,
    Features,
    Source,
    Span,
    Verdict,
    Weights,
    verify,
)

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
