"""`python -m eval.verification [BENCHMARKS]`: how well written sentences are checked.

The adversarial set by halves: the share of false sentences that would be shown and of honest ones
that would be taken out. With a folder of benchmarks WiCE, too, beside what is published for GPT-4
(Kamoi et al., EMNLP 2023: balanced accuracy 0.79 on 100 claims, zero-shot).
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.errors import PanelError
from assistant.scoring.reader import Reader, load_reader
from assistant.verification import verify
from assistant.verification.clauses import clauses, content, overlap
from assistant.verification.figures import figure_problems
from assistant.verification.names import name_problems
from assistant.verification.novelty import novelty
from eval.adversarial import Case, Half, cases
from eval.benchmarks import wice

_HALVES: tuple[Half, ...] = ("tune", "test", "fresh")
_LONGEST = 3
_JUDGED = 12
_JOINED = 4
# A clause shorter than this says nothing that could be judged by itself.
_CLAUSE = 3
_MOST_PROBLEMS = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """What became of the cases of one half: wrong ones with the verdict that let them happen."""

    half: Half
    false: int
    honest: int
    shown_wrongly: tuple[Case, ...]
    removed_wrongly: tuple[Case, ...]


def judge_cases(half: Half, reader: Reader) -> Result:
    """Verify every case of a half against its passage."""
    chosen = [case for case in cases() if case.half == half]
    shown = {id(case): verify(case.sentence, [case.source], reader).supported for case in chosen}
    return Result(
        half=half,
        false=sum(not case.honest for case in chosen),
        honest=sum(case.honest for case in chosen),
        shown_wrongly=tuple(c for c in chosen if not c.honest and shown[id(c)]),
        removed_wrongly=tuple(c for c in chosen if c.honest and not shown[id(c)]),
    )


def speaks_of(reader: Reader) -> wice.Features:
    """Return what speaks for a claim by many sentences, for the regression that WiCE fits.

    A claim there may rest on several of a hundred sentences: besides windows of up to three, the
    sentences that share the most words with it are judged as one text, and every clause of it for
    itself, by its own best window.
    """

    def speaks(claim: str, evidence: Sequence[str]) -> list[float]:
        everything = " ".join(evidence)
        windows = _windows(claim, evidence)
        logits = reader.judge("support", claim, windows)
        parts = [one.text.strip(" ,;:") for one in clauses(claim) if len(one.stems) >= _CLAUSE]
        by_part = [
            max(reader.judge("support", part, _windows(part, evidence))) for part in parts
        ] or [max(logits)]
        new = novelty(claim, everything, "")
        wrong = figure_problems(claim, everything, "") + name_problems(claim, everything, "")
        return [
            max(logits),
            max(novelty(claim, window, "").coverage for window in windows),
            logits[-1],
            min(by_part),
            sum(by_part) / len(by_part),
            new.coverage,
            float(min(len(new.added), 6)),
            float(min(len(wrong), _MOST_PROBLEMS)),
        ]

    return speaks


def _windows(claim: str, evidence: Sequence[str]) -> list[str]:
    """Return the windows that share the most words with a claim, the joined sentences last."""
    wanted = content(claim)
    windows = [
        " ".join(evidence[first : first + size])
        for size in range(1, _LONGEST + 1)
        for first in range(len(evidence) - size + 1)
    ]
    windows.sort(key=lambda text: -overlap(wanted, frozenset(content(text))) + 0.002 * len(text))
    best = sorted(evidence, key=lambda text: -overlap(wanted, frozenset(content(text))))
    return [*windows[:_JUDGED], " ".join(best[:_JOINED])]


def table(results: Sequence[Result]) -> Table:
    """Return the results as a table, a row a half."""
    shown = Table(title="Adversarial sentences")
    for head in ("half", "false", "shown wrongly", "honest", "removed wrongly"):
        shown.add_column(head, justify="left" if head == "half" else "right")
    for one in results:
        shown.add_row(
            one.half,
            str(one.false),
            f"{len(one.shown_wrongly)} ({len(one.shown_wrongly) / one.false:.1%})",
            str(one.honest),
            f"{len(one.removed_wrongly)} ({len(one.removed_wrongly) / one.honest:.1%})",
        )
    return shown


def main() -> int:
    """Read the arguments, judge both halves, and WiCE where its folder is given."""
    parser = argparse.ArgumentParser(prog="python -m eval.verification", description=__doc__)
    parser.add_argument("benchmarks", nargs="?", type=Path, help="folder that holds wice/")
    parser.add_argument("--wrong", action="store_true", help="list what the tuning half gets wrong")
    arguments = parser.parse_args()
    console = Console()
    reader = load_reader(None)
    try:
        results = [judge_cases(half, reader) for half in _HALVES]
        console.print(table(results))
        kinds = Counter(case.kind for one in results for case in one.shown_wrongly)
        console.print(f"shown wrongly by kind: {dict(kinds)}")
        if arguments.wrong:
            for case in (*results[0].shown_wrongly, *results[0].removed_wrongly):
                console.print(f"[{case.kind}] {case.sentence}", markup=False)
        if arguments.benchmarks:
            for one in wice.measure(arguments.benchmarks, [], {}, {"verifier": speaks_of(reader)}):
                value = one.values.get("verifier")
                if value is not None:
                    console.print(f"WiCE (fold 1, {one.count} claims), {one.name}: {value:.3f}")
            console.print("WiCE, published for GPT-4 (100 claims), balanced accuracy: 0.79")
    except PanelError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
