"""Run a question set against an assistant, judge every answer, and write results and a report.

The assistant is any callable, so this module knows nothing of how an answer is made.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from eval.baseline import Baseline
from eval.metrics.quotes import PassageText
from eval.question_set import Question, load_questions
from eval.report import changes, markdown, table
from eval.results import Summary, judge, load_run, save, summarise

History = Sequence[Mapping[str, str]]
# (question, earlier turns with the keys "question" and "answer") -> an answer as JSON.
Ask = Callable[[str, History], Mapping[str, Any]]


def evaluate(
    questions: Path,
    ask: Ask,
    out: Path | None = None,
    against: Path | None = None,
    *,
    passage_text: PassageText | None = None,
    baseline: Callable[[Sequence[Question]], Baseline] | None = None,
    console: Console | None = None,
) -> Summary:
    """Ask every question of the set and return the figures.

    Questions are asked one after the other, so that the seconds of each are its own. With `out`,
    `results.jsonl`, `summary.json` and `report.md` are written there; with `against`, the folder of
    an earlier run, the report says which questions changed. `passage_text` (a passage's text by
    id) lets quotes be checked; without it "quotes verbatim" stays unknown. `baseline` measures a
    plain pipeline on the same questions. With `console` the table is printed and progress shown.

    Raises `QuestionError` for a bad question file, one line a bad line, and `SettingsError` when
    `against` holds no run or `out` cannot be written.
    """
    asked = load_questions(questions)
    # Read before anything is written: `out` may be the very folder to compare with.
    earlier_results, earlier = load_run(against) if against is not None else ([], None)
    results = []
    for question in track(asked, "Asking", console=console, disable=console is None):
        started = time.perf_counter()
        answer = ask(question.question, question.history)
        seconds = time.perf_counter() - started
        results.append(judge(question, answer, seconds, passage_text))
    plain = asdict(baseline(asked)) if baseline is not None else None
    summary = summarise(results, plain)
    if out is not None:
        changed = changes(earlier_results, results) if earlier is not None else []
        save(out, results, summary, markdown(summary, results, earlier, changed))
    if console is not None:
        console.print(table(summary, earlier))
        for change in changes(earlier_results, results) if earlier is not None else []:
            console.print(f"{change.id}: {change.before} → {change.after}", markup=False)
    return summary
