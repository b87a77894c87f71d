"""A question on its way to its answer, as the conversation shows it."""

import logging
from collections.abc import Iterator
from dataclasses import replace

from assistant.errors import PanelError
from ui.conversation import Exchange
from ui.running import Run

_FAILED = "Something went wrong and there is no answer. Please ask again, or in other words."
_BROKE_OFF = "Something went wrong here."
_STOPPED = "Stopped before there was an answer."
_STOPPED_HALFWAY = "Stopped."
_UNCHECKED = "What stands above may not be complete and was not checked."

_log = logging.getLogger(__name__)


def follow(run: Run, asked: Exchange) -> Iterator[Exchange]:
    """Yield the exchange as it grows. The last one is settled, unless the person has left.

    Raises nothing: what goes wrong is told in the exchange, below what had come until then.
    """
    shown = asked
    yield shown
    try:
        for answer in run:
            shown = replace(asked, answer=answer, checked=False)
            yield shown
    except PanelError as error:
        yield _broken(shown, str(error), str(error))
        return
    except Exception:  # noqa: BLE001 - the last stop before a person's eyes; it is logged
        _log.exception("a question could not be answered")
        yield _broken(shown, _FAILED, _BROKE_OFF)
        return
    if run.unwanted:
        return
    if run.stopped:
        yield _broken(shown, _STOPPED, _STOPPED_HALFWAY)
    elif shown.answer is None:
        yield replace(shown, problem=_FAILED)
    else:
        yield replace(shown, checked=True)


def _broken(shown: Exchange, with_nothing: str, halfway: str) -> Exchange:
    if shown.answer is None:
        return replace(shown, problem=with_nothing)
    return replace(shown, problem=f"{halfway.rstrip('.')}. {_UNCHECKED}")
