"""A child whose parser does what a file's text says: `python -m tests.ingest.misbehaving`."""

import ctypes
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from assistant.errors import DocumentError
from ingest.readers.common import Limits
from ingest.structure import Parsed
from ingest.worker import serve
from tests.vectorstore.fakes import make_document, make_passages


def parse(path: Path, _limits: Limits, granted: Callable[[float], None]) -> Parsed:
    what = text = path.read_text()
    if what == "hang":
        time.sleep(600)
    elif what == "hang natively":
        ctypes.PyDLL(None).sleep(600)  # holds the interpreter's lock, as a native loop does
    elif what == "crash":
        ctypes.string_at(0)
    elif what == "exit":
        os._exit(0)
    elif what == "be killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "eat memory":
        bytearray(3_000_000_000)
    elif what == "bug":
        raise ZeroDivisionError
    elif what == "refuse":
        raise DocumentError(f"{path}: refused")
    elif what == "granted":
        granted(30)
        time.sleep(2.5)
    elif what == "print":
        os.write(1, b"noise")
    elif what == "pid":
        text = str(os.getpid())
    document = make_document(what.replace(" ", "-"))
    return Parsed(document=document, passages=make_passages(document.id, [text]))


if __name__ == "__main__":
    serve(parse)
