"""Parse files in a process of its own, which may hang, crash or run out of memory.

Libraries that read untrusted files run native code: a time limit that they look at themselves is
not one that they keep. So `ParserProcess` gives the work to a child, waits no longer than allowed,
ends the child when it must, and starts another for the next file. The child is `python -m
ingest.worker`; both ends speak in frames of a length and a pickle over its pipes.
"""

import logging
import os
import pickle
import selectors
import signal
import struct
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Literal

from assistant.errors import DocumentError
from ingest.readers.common import Limits
from ingest.structure import Parsed

_LOG = logging.getLogger(__name__)
_LENGTH = struct.Struct("<Q")
# Over the limit that readers keep themselves, so that theirs is the message where they can.
_GRACE = 5.0
_STARTS_WITHIN = 60.0


@dataclass(frozen=True, slots=True)
class _Task:
    path: Path
    limits: Limits
    memory: int


@dataclass(frozen=True, slots=True)
class _Reply:
    """What the child says: it is ready, it needs more seconds, or how a file went."""

    kind: Literal["ready", "granted", "parsed", "refused", "fault"]
    value: Any = None


class ParserProcess:
    """Parses files one at a time in a child process that is kept for the next file.

    `limits.seconds` bounds each file (more is granted for each scanned page), `memory_mb` the
    child's address space; `grace` are the seconds beyond the limit that the child has to say so
    itself. Call `close` at the end, or use it as a context manager.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        memory_mb: float = 4096,
        module: str = "ingest.worker",
        grace: float = _GRACE,
    ) -> None:
        self._limits = limits or Limits()
        self._memory = int(memory_mb * 1e6)
        self._module = module
        self._grace = grace
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "ParserProcess":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def __call__(self, path: Path) -> Parsed:
        """Parse one file. Raises DocumentError."""
        try:
            child = self._started()
            _send(child.stdin, _Task(path, self._limits, self._memory))
            reply = self._reply(child, time.monotonic() + self._limits.seconds + self._grace)
        except TimeoutError as error:
            self._end()
            raise DocumentError(
                f"{path}: takes longer than {self._limits.seconds:g} seconds to read: split it, "
                "or raise the limit"
            ) from error
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise DocumentError(f"{path}: {self._cause_of_death()}") from error
        except BaseException:  # an interrupt: what the child says later belongs to no call
            self._end()
            raise
        if reply.kind == "parsed":
            parsed: Parsed = reply.value
            return parsed
        if reply.kind == "refused":
            raise DocumentError(reply.value)
        name, trace = reply.value
        _LOG.error("reading %s\n%s", path, trace)
        raise DocumentError(f"{path}: cannot be read: internal error ({name})")

    def close(self) -> None:
        """End the child, if there is one."""
        self._end()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            self._child = subprocess.Popen(  # noqa: S603  (this program itself)
                [sys.executable, "-P", "-m", self._module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # A group of its own, so that the child's children (OCR) end with it.
                start_new_session=True,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
            reply = self._reply(self._child, time.monotonic() + _STARTS_WITHIN)
            if reply.kind != "ready":
                raise EOFError
        return self._child

    def _reply(self, child: subprocess.Popen[bytes], end: float) -> _Reply:
        while True:
            reply = _received(child.stdout, end)
            if reply.kind != "granted":
                return reply
            end += float(reply.value)

    def _cause_of_death(self) -> str:
        child = self._child
        status = None
        if child is not None:
            try:
                status = child.wait(1)
            except subprocess.TimeoutExpired:
                status = None  # it lives, but does not speak our language any more
        self._end()
        if status == -signal.SIGKILL:
            return "needs more memory than there is: split it, or close other programs"
        return "makes the reader of its format crash: save it in another format"

    def _end(self) -> None:
        """End the child and all of its children."""
        child, self._child = self._child, None
        if child is None:
            return
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                _closed(pipe)


def _closed(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return  # what was still to be written has nobody to read it


def _send(pipe: IO[bytes] | None, value: object) -> None:
    assert pipe is not None
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def _received(pipe: IO[bytes] | None, end: float) -> _Reply:
    """Read one frame. Raises TimeoutError at `end` (monotonic), EOFError when the pipe closes."""
    assert pipe is not None
    (length,) = _LENGTH.unpack(_bytes(pipe.fileno(), _LENGTH.size, end))
    reply = pickle.loads(_bytes(pipe.fileno(), length, end))  # noqa: S301  (our own child)
    assert isinstance(reply, _Reply)
    return reply


def _bytes(descriptor: int, count: int, end: float) -> bytes:
    data = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, selectors.EVENT_READ)
        while len(data) < count:
            if not selector.select(max(0.0, end - time.monotonic())):
                raise TimeoutError
            piece = os.read(descriptor, min(count - len(data), 1 << 20))
            if not piece:
                raise EOFError
            data += piece
    return bytes(data)


# In the child


def serve(parse: Callable[..., Any]) -> None:
    """Answer tasks from standard input until it closes; what parsers print goes to stderr."""
    tasks = sys.stdin.buffer
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _send(replies, _Reply("ready"))
    while True:
        head = tasks.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            return
        task: _Task = pickle.loads(tasks.read(_LENGTH.unpack(head)[0]))  # noqa: S301
        _limit_memory(task.memory)
        clock = _Alarm(task.limits.seconds + 2 * _GRACE)

        def granted(seconds: float, clock: "_Alarm" = clock) -> None:
            clock.extend(seconds)
            _send(replies, _Reply("granted", seconds))

        reply = _answer(parse, task, granted)
        clock.stop()
        _send(replies, reply)


def _answer(parse: Callable[..., Any], task: _Task, granted: Callable[[float], None]) -> _Reply:
    try:
        return _Reply("parsed", parse(task.path, task.limits, granted))
    except DocumentError as error:
        return _Reply("refused", str(error))
    except MemoryError:
        return _Reply("refused", f"{task.path}: needs more memory than is allowed: split it")
    except Exception as error:  # noqa: BLE001
        # A fault of ours in one file must not cost the others; it is told, never hidden.
        return _Reply("fault", (type(error).__name__, traceback.format_exc()))


class _Alarm:
    """Ends this process should its parent have died while it hangs; the system keeps the time."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._set()

    def extend(self, seconds: float) -> None:
        self._end += seconds
        self._set()

    def stop(self) -> None:
        if hasattr(signal, "alarm"):
            signal.alarm(0)

    def _set(self) -> None:
        if hasattr(signal, "alarm"):
            signal.alarm(max(1, int(self._end - time.monotonic()) + 1))


def _limit_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # not on every system
        return
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or size < hard:
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))


def main() -> None:
    """Be the child."""
    from ingest.parse import parse_file

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    serve(parse_file)


if __name__ == "__main__":
    # By its name, so that both ends mean the same classes.
    from ingest.worker import main as child

    child()
