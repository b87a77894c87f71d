"""`python -m eval.ingestion FOLDER`: how fast reading and indexing are, beside the model alone.

Everything is measured in one run on one machine: ingesting the folder into a new index, the
embedding model alone on the very texts that were indexed, ingesting it again unchanged, reading
PDFs alone on one core, and the memory that many generated documents take.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.errors import PanelError
from ingest.parse import READING_VERSION, parse_file
from ingest.pipeline import ingest
from ingest.worker import ParserProcess
from vectorstore.embedding import Embedder, Vectors, load_embedder
from vectorstore.index import open_index

_PEAK_WITHOUT_MODEL = "--memory-of"


class _Remembering:
    """The embedding model, which also keeps the texts it was given."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name, self.fingerprint = embedder.name, embedder.fingerprint
        self.dimension, self.max_tokens = embedder.dimension, embedder.max_tokens
        self.count_tokens = embedder.count_tokens
        self.texts: list[list[str]] = []

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Encode and remember."""
        self.texts.append(list(texts))
        return self._embedder.encode(texts, query=query)


class _NoModel:
    """Random directions at once, to see what everything but the model takes."""

    name = fingerprint = "none"
    dimension, max_tokens = 384, 256

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count words."""
        return [len(text.split()) for text in texts]

    def encode(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """Return any vectors of length 1."""
        rows = np.random.default_rng(0).normal(size=(len(texts), self.dimension))
        unit: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        return unit


def speed(folder: Path, work: Path) -> dict[str, float]:
    """Return seconds of a first and a repeated ingestion of `folder` and of the model alone."""
    loaded = load_embedder()
    loaded.encode(["warm up"])
    embedder = _Remembering(loaded)
    index = open_index(work / "index", lambda: embedder, create=True)
    index.check_model()
    try:
        with ParserProcess() as parse:
            first = _timed(lambda: ingest([folder], index, parse, reading=READING_VERSION))
            # A file may be written twice within a time stamp: the second run settles fresh ones.
            ingest([folder], index, parse, reading=READING_VERSION)
            again = _timed(lambda: ingest([folder], index, parse, reading=READING_VERSION))
    finally:
        index.close()
    alone = _timed(lambda: [loaded.encode(texts) for texts in embedder.texts])
    texts = sum(map(len, embedder.texts))
    return {
        "texts embedded": texts,
        "first ingestion (s)": first,
        "model alone on the same texts (s)": alone,
        "speed of ingestion, model alone = 1": alone / first,
        "repeat, unchanged (s)": again,
        "repeat is faster (times)": first / again,
    }


def pdf_pages(folder: Path) -> dict[str, float]:
    """Return how many pages of the PDFs with text in `folder` are read in a second on one core."""
    pages, spent = 0, 0.0
    for path in sorted(folder.rglob("*.pdf")):
        start = time.process_time()
        try:
            document = parse_file(path).document
        except PanelError:
            continue
        if document.form == "pdf" and document.pages:
            spent += time.process_time() - start
            pages += document.pages
    return {"PDF pages": pages, "PDF pages a second a core": pages / spent if spent else 0.0}


def memory(work: Path, counts: Sequence[int] = (100, 1000)) -> dict[str, float]:
    """Return the most memory (MB) that ingesting so many generated documents took, model apart."""
    found = {}
    for count in counts:
        done = subprocess.run(  # noqa: S603  (this program itself)
            [sys.executable, "-m", "eval.ingestion", str(work), _PEAK_WITHOUT_MODEL, str(count)],
            check=True,
            capture_output=True,
            text=True,
        )
        found[f"memory, {count} documents (MB)"] = float(done.stdout)
    return found


def _peak(count: int) -> float:
    import resource

    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "papers"
        folder.mkdir()
        for number in range(count):
            (folder / f"{number}.txt").write_text(_paper(number))
        index = open_index(Path(work) / "index", _NoModel, create=True)
        with ParserProcess() as parse:
            ingest([folder], index, parse, reading=READING_VERSION)
        index.close()
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) / 1000
    except (OSError, IndexError):  # not Linux; there this number may include the parent's
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _paper(number: int) -> str:
    month, day = 1 + number % 12, 1 + number // 12 % 28
    lines = [
        "Invented Valley Police and Crime Panel",
        f"Minutes of the meeting held on {2000 + number % 25}-{month:02}-{day:02}",
    ]
    for item in range(1, 6):
        lines += ["", f"{item}. Update {number} on subject {item}", ""]
        lines += [
            f"The Chief Constable reported that {number * 7 + line} offences of kind {item} had "
            f"been recorded in the months before the meeting, {line} of them at night.\n"
            for line in range(3)
        ]
    return "\n".join(lines)


def _timed(work: object) -> float:
    assert callable(work)
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    """Read the arguments, measure and print."""
    parser = argparse.ArgumentParser(prog="python -m eval.ingestion", description=__doc__)
    parser.add_argument("folder", type=Path, help="documents to ingest")
    parser.add_argument(_PEAK_WITHOUT_MODEL, type=int, dest="peak", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peak:
        print(_peak(arguments.peak))
        return 0
    if not arguments.folder.is_dir():
        print(f"{arguments.folder} is no folder; give one that holds documents", file=sys.stderr)
        return 1
    work = Path(tempfile.mkdtemp())
    try:
        print(f"{len(os.sched_getaffinity(0))} cores")
        for measured in (speed(arguments.folder, work), pdf_pages(arguments.folder), memory(work)):
            for name, value in measured.items():
                print(f"{name:40} {value:10.3g}" if value < 1000 else f"{name:40} {value:10.0f}")
    except PanelError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
