"""A part of the page that asks the server by plain calls: `server.NAME(what)` and its reply."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.errors import PanelError

_HERE = Path(__file__).parent
_log = logging.getLogger(__name__)

Reply = dict[str, Any]


def add_component(
    name: str, waiting: str, answer: Callable[[Mapping[str, object]], Reply], *, failed: str
) -> None:
    """Add a component to a page that is being built.

    `NAME.js` in this folder runs in it and calls `server.NAME`; `waiting` is the HTML shown until
    then. A PanelError of `answer` reaches the browser as {"problem": its line}, any other error as
    {"problem": failed}, and is logged.
    """

    def call(asked: object) -> Reply:
        try:
            return answer(asked if isinstance(asked, Mapping) else {})
        except PanelError as error:
            return {"problem": sentence(error)}
        except Exception:  # noqa: BLE001 - the last stop before a person's eyes; it is logged
            _log.exception("the part %s of the page could not answer", name)
            return {"problem": failed}

    call.__name__ = name
    gr.HTML(
        waiting,
        elem_id=name,
        js_on_load=(_HERE / f"{name}.js").read_text(encoding="utf-8"),
        server_functions=[call],
        apply_default_css=False,
    )


def sentence(error: PanelError) -> str:
    """Return the line of an error as a sentence to show."""
    text = " ".join(str(error).split())
    return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "."
