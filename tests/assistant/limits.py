"""A limit on processor time, so that a pattern that runs away fails instead of hanging."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TookTooLongError(AssertionError):
    """The work was stopped: it used more processor time than it may."""


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Stop the work inside after `seconds` of processor time of this process.

    Processor time, because a busy machine must not fail a test. The pattern matcher of the
    standard library looks for signals while it works, so that it can be stopped.
    """

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TookTooLongError(f"more than {seconds} s of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


# Ten thousand characters each, of the kinds that make careless patterns try every split.
_LENGTH = 10_000
ADVERSARIAL: dict[str, str] = {
    name: (piece * (_LENGTH // len(piece) + 1))[:_LENGTH]
    for name, piece in {
        "capitals": "A",
        "capital hyphen": "A-",
        "names": "Ab ",
        "names with commas": "Abc, Def ",
        "hyphenated names": "Aa-",
        "initials": "Aa A. ",
        "names and links": "Of of ",
        "digits": "1",
        "figures": "1.1.",
        "item numbers": "1/2 ",
        "years": "2019/20 ",
        "year openings": "2019-",
        "pounds": "£1,",
        "opening quotes": "“",
        "quoted letters": "“a”",
        "apostrophes": "a'",
        "brackets": "(",
        "spaces": " ",
        "line breaks": "\n",
        "zero bytes": "\x00",
        "what": "what ",
        "list": "list ",
        "members": "members ",
        "actions": "actions ",
        "key aim": "key aim ",
        "item": "item ",
        "number of": "the number of ",
        "dots": ".",
        "question marks": "?! ",
        "Chinese": "警察",
        "Arabic": "شرطة ",
        "combining marks": "e\u0301",
        "emoji": "😀",
    }.items()
}
