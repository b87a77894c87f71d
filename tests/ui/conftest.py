"""A real browser (Debian's Chromium) and the page served on a free port of this machine."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.ui.invented import InventedAssistant
from ui.page import start

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "reduced_motion": "reduce",
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if path is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    args = ["--no-sandbox"] if os.geteuid() == 0 else []
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=path, args=args)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page in a browser session of its own; notes what went wrong and where requests went."""

    page: Any
    assistant: Any
    address: str
    errors: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def ask(self, question: str, state: str = "") -> None:
        """Type a question, press Enter and wait for what comes back."""
        turn = self.page.locator(".turn").count() + 1
        box = self.page.locator("#question textarea")
        box.fill(question)
        box.press("Enter")
        wanted = (
            f'#turn-{turn}[data-state="{state}"]' if state else f"#answer-{turn} > :first-child"
        )
        self.page.wait_for_selector(f"{wanted}:not(.looking)")

    def cite(self, turn: int, number: int) -> Any:
        return self.page.locator(f"#answer-{turn} .cite[data-number='{number}']").first

    def open_source(self, turn: int, number: int) -> Any:
        self.cite(turn, number).click()
        source = self.page.locator(f"#source-panel .source[data-key='{turn}:{number}']")
        source.wait_for(state="visible")
        return source

    def focused(self, script: str) -> Any:
        return self.page.evaluate(
            f"(() => {{ const e = document.activeElement; return {script} }})()"
        )


def violations(visit: Visit) -> list[str]:
    """Return what axe-core finds wrong with the page as it is."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(visit.page).response["violations"]
    return [f"{v['id']}: {[n['html'][:160] for n in v['nodes']]}" for v in found]


Visitor = Callable[..., Visit]


@pytest.fixture
def visitor(browser: Any) -> Iterator[Visitor]:
    """Return a function that serves an assistant and opens the page in a fresh session.

    `script` is JavaScript that runs in the browser before the page does.
    Every page must end without script errors and without a request to another host.
    """
    visits: list[Visit] = []
    served: dict[int, str] = {}
    with ExitStack() as stack:

        def visit(assistant: Any = None, script: str = "", **options: Any) -> Visit:
            assistant = assistant or InventedAssistant()
            if id(assistant) not in served:
                blocks, served[id(assistant)] = start(assistant, port=0)
                stack.callback(blocks.close, verbose=False)
            options.setdefault("viewport", {"width": 1280, "height": 860})
            context = browser.new_context(**options)
            stack.callback(context.close)
            page = context.new_page()
            page.add_init_script(script)  # runs before anything of the page
            # A busy machine may take long; what is waited for either comes or never does.
            page.set_default_timeout(15_000)
            seen = Visit(page=page, assistant=assistant, address=served[id(assistant)])
            page.on("pageerror", lambda error: seen.errors.append(str(error)))
            page.on("console", lambda m: seen.errors.append(m.text) if m.type == "error" else None)
            page.on("request", lambda r: seen.hosts.add(urlsplit(r.url).hostname or ""))
            page.goto(seen.address)
            page.wait_for_selector("#held .coverage, #held .hint")
            visits.append(seen)
            return seen

        yield visit
        for seen in visits:
            assert seen.hosts - {""} <= LOOPBACK, "the page reached for another host"
            assert not seen.errors
