"""An ingestion's progress for other programs: one JSON object a line."""

import json
import time
from collections.abc import Callable
from typing import TextIO

from ingest.interface import Progress

_PAUSE = 0.2  # seconds between lines, so that a folder of unchanged files does not flood


def json_lines(
    stream: TextIO, clock: Callable[[], float] = time.monotonic
) -> Callable[[Progress], None]:
    """Return a function that writes progress to `stream`, at most five lines a second.

    A line is `{"event": "progress", "done", "total", "file", "waiting", "seconds",
    "seconds_left"}`: files done and in all, the file at hand (null at the end), whether another
    ingestion is waited for, seconds since the start and left (null before anything is done). The
    first and the last state are always written.
    """
    start = clock()
    last = float("-inf")

    def write(progress: Progress) -> None:
        nonlocal last
        now = clock()
        if now - last < _PAUSE and not progress.waiting and progress.done < progress.total:
            return
        last = now
        spent = now - start
        left = spent / progress.done * (progress.total - progress.done) if progress.done else None
        line = {
            "event": "progress",
            "done": progress.done,
            "total": progress.total,
            "file": progress.name or None,
            "waiting": progress.waiting,
            "seconds": round(spent, 3),
            "seconds_left": None if left is None else round(left, 3),
        }
        # Whatever characters the name has, the line is one line, in any encoding.
        print(json.dumps(line), file=stream, flush=True)

    return write
