"""Papers of a harbour panel that does not exist, read by the real pipeline for the register."""

from pathlib import Path

from assistant.config import Settings
from assistant.wiring import PanelAssistant, build_assistant, run_ingest

HOSTILE = "<img src=x onerror=window.hacked=1><b>bold</b>"

MARCH = """# Minutes of the Westmarch Harbour Scrutiny Panel (invented)

Meeting: 12 March 2021

## 1/21 Minutes

The minutes of the last meeting were approved.

## 2/21 Lighthouses and buoys

The Harbour Master presented the report on the lights.

Question 1: How many buoys were lost in the winter?

The Harbour Master said he would provide the figures of lost buoys by 1 June 2021.
[Action: Harbour Master]

The Clerk undertook to circulate the map of the northern channel to the Panel.

The Pilots’ Office would share its plan for the <img src=x onerror=window.hacked=1><b>bold</b> \
fairway survey with the Panel.
"""

SEPTEMBER = """# Minutes of the Westmarch Harbour Scrutiny Panel (invented)

Meeting: 10 September 2021

## 1/21 Matters arising

Item 2/21: The Clerk had circulated the map of the northern channel to the Panel.

## 2/21 Lighthouses and buoys

The Panel noted that a plan of the harbour wall would be shared with it at the December meeting.
"""

REPORT = """# Report on Strategic Priority 2 (invented)

Meeting: 12 March 2021

## Strategic Priority 2

### Key Aim 1: Keep the lights of the harbour burning.

Harbour Delivery Plan

2020/21

- Seventeen buoys were lost in the winter and were replaced.
- The Harbour Office will be working on a new lamp for the northern lighthouse.
"""


def write_papers(folder: Path) -> None:
    """Write the papers into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "minutes-march.md").write_text(MARCH, encoding="utf-8")
    (folder / "minutes-september.md").write_text(SEPTEMBER, encoding="utf-8")
    (folder / "report-march.md").write_text(REPORT, encoding="utf-8")


def read_papers(papers: Path, index: Path) -> PanelAssistant:
    """Ingest the papers and return an assistant over them."""
    settings = Settings(index=index)
    report = run_ingest(settings, [papers], quiet=True)
    assert not report.failed
    return build_assistant(settings)
