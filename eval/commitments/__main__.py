"""Measure finding commitments on the labelled set: `python -m eval.commitments`."""

import argparse
import sys
from typing import get_args

from eval.commitments.measuring import Part, measure, read_labels, read_papers
from eval.commitments.sentences import measure_sentences, read_sentences


def main(arguments: list[str] | None = None) -> None:
    """Print the measures of each part of the set; with `--wrong`, what is wrong in which part."""
    parser = argparse.ArgumentParser(prog="python -m eval.commitments", description=__doc__)
    parser.add_argument("--part", choices=get_args(Part), help="only this part of the set")
    parser.add_argument("--wrong", action="store_true", help="list what is wrong")
    options = parser.parse_args(arguments)
    labels, found = read_labels(), read_papers()
    for part in get_args(Part):
        if options.part not in {None, part}:
            continue
        one = measure(part, labels, found)
        rows = (
            ("precision of finding", one.right, one.found),
            ("recall of finding", one.right, one.labelled),
            ("owner right", one.owners, one.right),
            ("due day right", one.dues, one.right),
            ("status right", one.statuses, one.right),
            ("evidence right", one.evidence_right, one.evidence),
            ("lookalikes left out", one.lookalikes - one.taken_in, one.lookalikes),
        )
        lines = [f"{part}:"]
        lines += [f"  {name:22} {a / b if b else 0:.3f}  ({a} of {b})" for name, a, b in rows]
        lines.append(f"  {'wrongly “fulfilled”':22} {one.wrongly_fulfilled}")
        if options.wrong:
            lines += [f"  - {line}" for line in one.wrong]
        sys.stdout.write("\n".join(lines) + "\n")
    if options.part is None:
        _print_sentences(wrong=options.wrong)


def _print_sentences(*, wrong: bool) -> None:
    rows = read_sentences()
    lines = ["single sentences:"]
    for name in dict.fromkeys(row["set"] for row in rows):
        told = measure_sentences([row for row in rows if row["set"] == name])
        lines.append(
            f"  {name:22} {told.right} of {told.rows} told right, "
            f"owners of {told.owners} of {told.found}"
        )
        lines += [f"  - {line}" for line in told.wrong] if wrong else []
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
