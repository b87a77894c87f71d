"""`python -m eval.benchmarks FOLDER`: every benchmark of a folder in one table."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.errors import PanelError
from eval.benchmarks import clapnq, mtrag, panel, qmsum, squad2, wice
from eval.benchmarks.kept import KeptEmbedder, kept_reader
from eval.benchmarks.measures import Measure
from eval.benchmarks.methods import Method, plain_methods
from eval.benchmarks.pool import Workshop
from eval.benchmarks.support import speaks_for
from vectorstore.embedding import load_embedder

NAMES = ("qmsum", "clapnq", "squad2", "wice", "mtrag")


def run(
    folder: Path,
    methods: Sequence[Method],
    *,
    only: Sequence[str] = NAMES,
    workshop: Workshop | None = None,
    rewrites: Mapping[str, mtrag.Rewrite] | None = None,
) -> list[Measure]:
    """Measure `methods`, and with a `workshop` the assistant, on the benchmarks named in `only`.

    In WiCE every confident method's best sentence judges the claims. `rewrites` make a follow-up
    stand alone in MTRAG, beside the last turn as it was typed and all questions of the user
    together. Raises `SettingsError` when a benchmark is missing.
    """
    plain = {one.name: wice.best_sentence(one.build) for one in methods if one.confident}
    own = {panel.NAME: partial(speaks_for, workshop.reader)} if workshop else {}
    asked = {"last turn": mtrag.last_turn, "all questions": mtrag.all_questions}
    measures: list[Measure] = []
    for name in only:
        if name == "qmsum":
            measures += qmsum.measure(folder, methods, workshop)
        elif name == "clapnq":
            measures += clapnq.measure(folder, methods, workshop)
        elif name == "squad2":
            measures += squad2.measure(folder, methods, workshop)
        elif name == "wice":
            measures += wice.measure(folder, methods, plain, own)
        else:
            measures += mtrag.measure(folder, methods, asked | dict(rewrites or {}), workshop)
    return measures


def table(measures: Sequence[Measure]) -> Table:
    """Return the measures as one table, a column a method in the order they were given."""
    methods = list(dict.fromkeys(name for one in measures for name in one.values))
    shown = Table(title="Benchmarks (fold 1)")
    for head in ("benchmark", "measure", "n"):
        shown.add_column(head, justify="right" if head == "n" else "left")
    for name in methods:
        shown.add_column(name, justify="right")
    for one in measures:
        values = [one.values.get(name) for name in methods]
        cells = ["–" if value is None else f"{value:.3f}" for value in values]
        shown.add_row(one.benchmark, one.name, str(one.count), *cells)
    return shown


def main() -> int:
    """Read the arguments, measure the plain methods and the assistant, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m eval.benchmarks", description=__doc__)
    parser.add_argument("folder", type=Path, help="folder that holds the public sets")
    parser.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, help="some of them")
    parser.add_argument("--out", type=Path, help="file for the figures as JSON")
    parser.add_argument("--reader", type=Path, help="folder of another reader (default: ours)")
    parser.add_argument(
        "--keep",
        type=Path,
        default=Path("var/benchmarks"),
        help="folder for what was embedded and judged, so that the next run takes minutes",
    )
    arguments = parser.parse_args()
    try:
        if not arguments.folder.is_dir():
            print(f"{arguments.folder} is no folder; give that of the benchmarks", file=sys.stderr)
            return 1
        embedder = KeptEmbedder(load_embedder(), arguments.keep / "vectors.sqlite")
        shipped = Path(str(files("assistant") / "reader_model"))
        kept = kept_reader(arguments.reader or shipped, arguments.keep)
        workshop = Workshop(embedder, kept, arguments.keep)
        fused = Method(name="fused search", build=workshop.fused, confident=False)
        measures = run(
            arguments.folder,
            [*plain_methods(embedder), fused],
            only=arguments.only,
            workshop=workshop,
            rewrites={"stand-alone": mtrag.alone, "beside it": mtrag.beside},
        )
    except PanelError as error:
        print(error, file=sys.stderr)
        return 1
    Console().print(table(measures))
    if arguments.out:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text(json.dumps([asdict(one) for one in measures], indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
