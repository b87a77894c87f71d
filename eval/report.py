"""Show a run: as Markdown for a file, as a table for the terminal. Pure functions of results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.table import Table

from eval.results import Result, Summary

# Field of the summary, its name in a report, and how it is written.
_ROWS: tuple[tuple[str, str, str], ...] = (
    ("answered_right", "answered right", "share"),
    ("place_right", "place right", "share"),
    ("list_recall", "list recall", "share"),
    ("list_precision", "list precision", "share"),
    ("refusal_precision", "refusal precision", "share"),
    ("refusal_recall", "refusal recall", "share"),
    ("refusal_f1", "refusal F1", "share"),
    ("confidence_auroc", "AUROC of the confidence", "share"),
    ("asked_back", "asked back", "count"),
    ("vague_asked_back", "vague ones asked back", "share"),
    ("quotes_verbatim", "quotes verbatim", "share"),
    ("quotes_per_answer", "quotes an answer (median)", "number"),
    ("words_per_answer", "words an answer (median)", "number"),
    ("seconds_median", "seconds a question (median)", "seconds"),
    ("seconds_mean", "seconds a question (mean)", "seconds"),
)
# What the plain pipeline (`eval.baseline.Baseline`) measures for a row of ours.
_BESIDE = {
    "answered_right": "facts_retrieved",
    "refusal_precision": "refusal_precision",
    "refusal_recall": "refusal_recall",
    "refusal_f1": "refusal_f1",
    "confidence_auroc": "score_auroc",
    "seconds_median": "seconds_median",
    "seconds_mean": "seconds_mean",
}
BASELINE_NOTE = (
    "Stock LangChain: RecursiveCharacterTextSplitter 1000/200, the same embedding model, Chroma, "
    "top 4, each question on its own. It writes no answer, so beside 'answered right' stands the "
    "share of answerable questions whose facts are all in the text it retrieved. It has no rule "
    "to refuse by either: its refusal figures are those of the threshold on the top score that "
    "gives the best F1 on these very questions."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A question whose outcome differs from that of an earlier run."""

    id: str
    question: str
    before: str
    after: str


def outcome(result: Result) -> str:
    """Return in a few words what became of a question."""
    if result.status == "needs_clarification":
        return "asked back wrongly" if result.answerable else "asked back"
    if result.status == "not_found":
        return "refused wrongly" if result.answerable else "refused rightly"
    if not result.answerable:
        return "answered, should refuse"
    if result.right:
        return "right" if result.place else "right, wrong place"
    if result.entries:
        return f"{result.entries - len(result.missing)} of {result.entries} listed"
    return "facts missing"


def changes(before: Sequence[Result], after: Sequence[Result]) -> list[Change]:
    """Return the questions, by id, whose outcome changed, came in or went."""
    old = {result.id: result for result in before}
    new = {result.id: result for result in after}
    found = []
    for key in [*new, *(key for key in old if key not in new)]:
        was = outcome(old[key]) if key in old else "not asked"
        is_now = outcome(new[key]) if key in new else "not asked"
        if was != is_now:
            question = (new.get(key) or old[key]).question
            found.append(Change(id=key, question=question, before=was, after=is_now))
    return found


def written(value: float | None, style: str) -> str:
    """Return a figure as reports show it: "0.912", "3", "0.041 s", "–" for None."""
    if value is None:
        return "–"
    if style == "share":
        return f"{value:.3f}"
    if style == "seconds":
        return f"{value:.3f} s"
    return f"{value:g}"


def _figures(
    summary: Summary, earlier: Mapping[str, Any] | None
) -> tuple[list[str], list[list[str]]]:
    baseline = summary.baseline
    head = ["measure", "this run"]
    head += ["earlier run"] if earlier is not None else []
    head += ["stock LangChain"] if baseline is not None else []
    rows = []
    for field, name, style in _ROWS:
        row = [name, written(getattr(summary, field), style)]
        if earlier is not None:
            row.append(written(earlier.get(field), style))
        if baseline is not None:
            row.append(written(baseline[_BESIDE[field]], style) if field in _BESIDE else "")
        rows.append(row)
    return head, rows


def table(summary: Summary, earlier: Mapping[str, Any] | None = None) -> Table:
    """Return the figures as a table for the terminal, beside an earlier run and the baseline."""
    head, rows = _figures(summary, earlier)
    caption = f"{summary.questions} questions, {summary.unanswerable} of them unanswerable"
    shown = Table(title="Evaluation", caption=caption)
    for index, name in enumerate(head):
        shown.add_column(name, justify="right" if index else "left")
    for row in rows:
        shown.add_row(*row)
    return shown


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _markdown_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def markdown(
    summary: Summary,
    results: Sequence[Result],
    earlier: Mapping[str, Any] | None = None,
    changed: Sequence[Change] = (),
) -> str:
    """Return the report of a run: figures, kinds of question, changes, and every miss."""
    parts = [
        "# Evaluation",
        f"{summary.questions} questions: {summary.answerable} answerable, "
        f"{summary.unanswerable} not.",
        _markdown_table(*_figures(summary, earlier)),
    ]
    if summary.baseline is not None:
        parts.append(BASELINE_NOTE)
    kinds = [
        [name, str(count["good"]), str(count["questions"])]
        for name, count in summary.by_type.items()
    ]
    parts += [
        "## By kind of question",
        "Good: right with its place, or refused rightly.",
        _markdown_table(["kind", "good", "questions"], kinds),
    ]
    listings = [
        [
            result.id,
            result.question,
            str(result.entries),
            written(result.list_recall, "share"),
            written(result.list_precision, "share"),
        ]
        for result in results
        if result.entries
    ]
    if listings:
        parts += [
            "## Listing questions",
            "Recall: share of the complete list that is stated. Precision: share of the quotes "
            "that state an entry of it.",
            _markdown_table(["id", "question", "entries", "recall", "precision"], listings),
        ]
    if earlier is not None:
        parts.append("## Changed since the earlier run")
        rows = [[c.id, c.question, c.before, c.after] for c in changed]
        parts.append(
            _markdown_table(["id", "question", "before", "now"], rows) if rows else "Nothing."
        )
    misses = [result for result in results if not result.good]
    parts.append(f"## Misses ({len(misses)})")
    for result in misses:
        lines = [f"### {result.id}: {_cell(result.question)}", f"- outcome: {outcome(result)}"]
        if result.missing:
            missing = "; ".join(" or ".join(group) for group in result.missing)
            lines.append(f"- facts missing: {_cell(missing)}")
        lines.append(f"- confidence: {result.confidence:.2f}")
        if result.labels:
            lines.append(f"- cited: {_cell('; '.join(result.labels))}")
        lines.append(f"- answer: {_cell(result.text)}")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"
