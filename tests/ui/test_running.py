"""Answers in the making: complete, failing, stopped, endless; with threads, without a browser."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest

from assistant.errors import QuestionError
from assistant.types import Answer
from tests.ui.invented import BUOYS, InventedAssistant, WritingAssistant, buoys_answer, written
from ui.asking import follow
from ui.conversation import Exchange
from ui.protocol import begin, can_write, first_mode
from ui.rendering import render_modes
from ui.running import Run, Runs

_ASKED = Exchange(question=BUOYS)
_LONG = 30  # seconds after which something that must happen at once never will


def _run(assistant: InventedAssistant, mode: str = "written") -> Run:
    return Run(partial(begin, assistant, BUOYS, history=(), mode=mode, without=()))  # type: ignore[arg-type]


def test_an_assistant_that_only_answers() -> None:
    assert not can_write(InventedAssistant())
    states = list(follow(_run(InventedAssistant(), "quotes"), _ASKED))
    assert [(s.answer is None, s.checked, s.settled) for s in states] == [
        (True, True, False),
        (False, False, False),
        (False, True, True),
    ]


def test_an_answer_that_grows() -> None:
    assistant = WritingAssistant()
    assert can_write(assistant)
    states = follow(_run(assistant), _ASKED)
    assert next(states) == _ASKED
    assistant.go.release()
    shown = next(states)
    assert shown.answer == written(BUOYS, 1)
    assert not shown.settled
    assistant.go.release()
    assert [(s.answer, s.checked) for s in states] == [
        (written(BUOYS), False),
        (written(BUOYS), True),
    ]
    assert assistant.closed.wait(_LONG)


@pytest.mark.parametrize("shown", [0, 1])
def test_a_bug_halfway_keeps_what_was_shown(shown: int) -> None:
    assistant = WritingAssistant(fails=True)
    for _ in range(2):
        assistant.go.release()
    if not shown:
        assistant.stream = _raise  # type: ignore[method-assign]
    last = list(follow(_run(assistant), _ASKED))[-1]
    assert last.settled
    assert "Something went wrong" in str(last.problem)
    assert "bug" not in str(last.problem)
    assert (last.answer is not None) is bool(shown)
    assert ("not checked" in str(last.problem)) is bool(shown)
    assert not last.checked or not shown


def _raise(*_: object, **__: object) -> Iterator[Answer]:
    raise ZeroDivisionError("a bug inside")


def test_an_error_that_is_meant_for_the_person_is_told_as_it_is() -> None:
    def fail() -> Iterator[Answer]:
        raise QuestionError("please type a question")
        yield buoys_answer()

    last = list(follow(Run(fail), _ASKED))[-1]
    assert last.problem == "please type a question"


def test_an_iterator_without_answers_is_no_answer() -> None:
    last = list(follow(Run(lambda: iter(())), _ASKED))[-1]
    assert last.answer is None
    assert "no answer" in str(last.problem)


def test_stopping_an_endless_answer_keeps_what_was_shown_and_closes_it() -> None:
    assistant = WritingAssistant(endless=True)
    run = _run(assistant)
    states = follow(run, _ASKED)
    next(states)
    assistant.go.release()
    assert next(states).answer == written(BUOYS, 1)
    run.stop()
    last = list(states)[-1]
    assert last.answer == written(BUOYS, 1)
    assert str(last.problem).startswith("Stopped")
    assert not assistant.closed.is_set()
    assistant.go.release()  # it comes back with something, and is closed
    assert assistant.closed.wait(_LONG)


def test_stopping_does_not_wait_for_one_that_never_comes_back() -> None:
    run = _run(WritingAssistant())
    states = follow(run, _ASKED)
    next(states)
    timer = threading.Timer(0.05, run.stop)
    timer.start()
    last = list(states)[-1]
    assert last.answer is None
    assert str(last.problem).startswith("Stopped")


def test_what_nobody_waits_for_any_more_says_nothing() -> None:
    run = _run(WritingAssistant())
    states = follow(run, _ASKED)
    next(states)
    run.stop(unwanted=True)
    assert list(states) == []


def test_of_many_states_at_once_the_newest_is_shown() -> None:
    answers = [written(BUOYS, 1)] * 50 + [written(BUOYS)]
    made = threading.Event()

    def all_at_once() -> Iterator[Answer]:
        yield from answers
        made.set()

    states = iter(Run(all_at_once))
    first = next(states)
    assert made.wait(_LONG)
    rest = list(states)
    assert len(rest) < 10
    assert (rest or [first])[-1] == answers[-1]


def test_a_session_stops_its_own_run_only() -> None:
    runs = Runs()
    runs.stop("nobody")
    with runs.started("a", _run(WritingAssistant())) as mine:
        with runs.started("b", _run(WritingAssistant())) as other:
            states, others = follow(mine, _ASKED), follow(other, _ASKED)
            next(states), next(others)
            runs.stop("a")
            assert list(states)[-1].settled
            assert not other.stopped
        assert list(others) == [] or other.stopped
    with runs.started("a", _run(WritingAssistant())) as earlier:
        with runs.started("a", _run(WritingAssistant())):
            assert earlier.unwanted
        assert list(earlier) == []


def test_an_answer_complete_before_the_stop_is_complete() -> None:
    run = Run(lambda: iter([buoys_answer()]))
    run._work()
    run.stop()
    assert list(follow(run, _ASKED))[-1] == Exchange(question=BUOYS, answer=buoys_answer())


class _SetToWritten(WritingAssistant):
    mode = "written"


class _SetButSilent(InventedAssistant):
    mode = "written"


def test_the_page_starts_in_the_mode_that_is_set_where_it_can_be_had() -> None:
    assert first_mode(_SetToWritten()) == "written"
    assert first_mode(WritingAssistant()) == "quotes"
    assert first_mode(_SetButSilent()) == "quotes"
    assert 'value="written" autocomplete="off" checked' in render_modes(first_mode(_SetToWritten()))
    assert 'value="quotes" autocomplete="off" checked' in render_modes()
