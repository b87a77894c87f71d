"""Answers that are being made: each in a thread of its own, so that it can be let go at any time.

A thread cannot be ended from outside. One that is stopped is left alone: it ends when its
assistant next comes back with something, and until then disturbs nobody.
"""

import queue
import threading
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from assistant.types import Answer

_PAUSE = 0.1  # seconds between two states of an answer; faster ones would only keep the page busy


class Run:
    """One answer being made. Iterate over it once; `stop` may come from any thread.

    Iterating gives the newest state each time (those that came in between are left out), ends
    when the answer is complete or was stopped, and raises what the making of it raises.
    """

    def __init__(self, begin: Callable[[], Iterator[Answer]]) -> None:
        self._begin = begin
        self._stop = threading.Event()
        self._arrived: queue.SimpleQueue[Answer | _Ended] = queue.SimpleQueue()
        self.stopped = False  # ended by `stop` before the answer was complete
        self.unwanted = False  # nobody is there any more to be shown what became of it

    def stop(self, *, unwanted: bool = False) -> None:
        """End the iteration now. `unwanted` says that what came so far is of no use either."""
        self.unwanted = self.unwanted or unwanted
        self._stop.set()
        self._arrived.put(_Ended(stopped=True))

    def __iter__(self) -> Iterator[Answer]:
        threading.Thread(target=self._work, daemon=True).start()
        while True:
            newest, ended = self._next()
            if newest is not None:
                yield newest
            if ended is not None:
                break
            self._stop.wait(_PAUSE)
        self.stopped = ended.stopped
        if ended.failure is not None:
            raise ended.failure

    def _next(self) -> tuple[Answer | None, "_Ended | None"]:
        """Wait for something to arrive; return the newest answer of all that has, and the end."""
        newest: Answer | None = None
        arrived = self._arrived.get()
        while True:
            if isinstance(arrived, _Ended):
                return newest, arrived
            newest = arrived
            try:
                arrived = self._arrived.get_nowait()
            except queue.Empty:
                return newest, None

    def _work(self) -> None:
        try:
            answers = self._begin()
            for answer in answers:
                if self._stop.is_set():
                    break
                self._arrived.put(answer)
            # Left early, it must not keep a language model busy for nobody.
            if isinstance(answers, Generator):
                answers.close()
            self._arrived.put(_Ended())
        except BaseException as error:  # noqa: BLE001 - raised again where it is iterated
            self._arrived.put(_Ended(failure=error))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Ended:
    """Nothing more comes: complete, stopped, or failed."""

    stopped: bool = False
    failure: BaseException | None = None


class Runs:
    """The answers being made, at most one for each browser session."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._runs: dict[str, Run] = {}

    @contextmanager
    def started(self, session: str, run: Run) -> Iterator[Run]:
        """Let a run be stopped by its session for the time of the context, and end it then.

        An earlier one of the session that was left behind is stopped.
        """
        with self._lock:
            earlier = self._runs.get(session)
            self._runs[session] = run
        if earlier is not None:
            earlier.stop(unwanted=True)
        try:
            yield run
        finally:
            with self._lock:
                if self._runs.get(session) is run:
                    del self._runs[session]
            run.stop()

    def stop(self, session: str, *, unwanted: bool = False) -> None:
        """Stop what is being made for a session, if anything is."""
        with self._lock:
            run = self._runs.get(session)
        if run is not None:
            run.stop(unwanted=unwanted)
