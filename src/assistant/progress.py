"""A progress bar on the terminal, with rate and time left; nothing when output is for programs."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


def _doing(event: Any) -> str:  # noqa: ANN401
    from rich.markup import escape

    if event.waiting:
        return "Waiting for another ingestion to end"
    return escape(str(event.name)[:40]) if event.name else "Reading documents"


@contextmanager
def bar(*, quiet: bool) -> Iterator[Callable[[Any], None] | None]:
    """Yield a function that takes the events of an ingestion (`done`, `total`, `name`)."""
    if quiet:
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = Console(file=sys.stderr)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    progress = Progress(*columns, console=console)
    task = progress.add_task("Reading documents", total=None, rate="")

    def show(event: Any) -> None:  # noqa: ANN401
        # Started by the first event: an ingestion that cannot begin shows its error alone.
        progress.start()
        speed = progress.tasks[0].speed
        progress.update(
            task,
            completed=event.done,
            total=event.total,
            description=_doing(event),
            rate=f"{speed:.1f}/s" if speed else "",
        )

    try:
        yield show
    finally:
        if progress.live.is_started:
            progress.stop()
