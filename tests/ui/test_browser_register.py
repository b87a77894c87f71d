"""The register and the timeline as people use them: mouse, keyboard, phone, screen reader."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.config import Settings
from assistant.wiring import run_ingest
from tests.ui.conftest import PHONE, Visit, Visitor, violations
from tests.ui.promised import HOSTILE, read_papers, write_papers

_FIGURES = "figures of lost buoys"
_MAP = "map of the northern channel"


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Any]:
    write_papers(tmp_path / "papers")
    yield read_papers(tmp_path / "papers", tmp_path / "index")


def _open_list(visit: Visit) -> None:
    visit.page.click("#tab-commitments")
    visit.page.wait_for_selector(".register[data-state='ready'] .entry")


def _entry(visit: Visit, words: str) -> Any:
    return visit.page.locator(".entry", has=visit.page.locator("blockquote", has_text=words))


def _open_entry(visit: Visit, words: str) -> Any:
    entry = _entry(visit, words)
    entry.locator("[data-entry]").click()
    entry.locator("form.decide").wait_for(state="visible")
    return entry


def _correct(visit: Visit, words: str, owner: str, name: str = "A. Officer") -> Any:
    entry = _open_entry(visit, words)
    entry.get_by_label("Your name").fill(name)
    entry.get_by_label("Who (").fill(owner)
    entry.get_by_role("button", name="Save the correction").click()
    entry.locator(".said:has-text('Saved.')").wait_for()
    return entry


def test_an_edit_survives_a_changed_document_and_is_flagged(
    assistant: Any, visitor: Visitor, tmp_path: Path
) -> None:
    visit = visitor(assistant)
    page = visit.page
    _open_list(visit)
    _correct(visit, _FIGURES, "Deputy Harbour Master")
    paper = tmp_path / "papers" / "minutes-march.md"
    text = paper.read_text(encoding="utf-8")
    paper.write_text(text.replace("figures of lost buoys", "full figures of lost buoys"))
    report = run_ingest(Settings(index=tmp_path / "index"), [paper], quiet=True)
    assert report.updated == (str(paper),)
    page.reload()
    page.wait_for_selector(".register[data-state='ready'] .entry")  # the address kept the tab
    entry = _entry(visit, "full figures of lost buoys")
    text = entry.inner_text()
    assert "Deputy Harbour Master" in text
    assert "Source changed" in text
    assert "was: “The Harbour Master said he would provide the figures of lost buoys" in text
    assert _entry(visit, "provide the figures").count() == 0
    # Confirmed as it is now, the flag goes and the edit stays; the name is still known.
    _open_entry(visit, "full figures")
    assert entry.get_by_label("Your name").input_value() == "A. Officer"
    entry.get_by_role("button", name="Confirm as it is now").click()
    entry.locator(".said:has-text('Saved.')").wait_for()
    assert "Source changed" not in entry.inner_text()
    assert "Deputy Harbour Master" in entry.locator(".facts").inner_text()


def test_a_decision_has_a_history_and_is_undone(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant)
    _open_list(visit)
    entry = _correct(visit, _FIGURES, "Clerk")
    history = entry.locator(".history")
    assert "A. Officer" in history.inner_text()
    assert "corrected owners: Clerk" in history.inner_text()
    history.get_by_role("button", name="Undo").click()
    entry.locator(".history:has-text('(undone)')").wait_for()
    assert "Harbour Master" in entry.locator(".facts").inner_text()
    assert "Clerk" not in entry.locator(".facts").inner_text()


def test_without_a_name_nothing_is_decided(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant)
    _open_list(visit)
    entry = _open_entry(visit, _FIGURES)
    entry.get_by_role("button", name="Confirm", exact=True).click()
    entry.locator(".said.wrong:has-text('your name')").wait_for()
    assert visit.focused("e.className") == "by"
    assert "Nobody has decided anything" in entry.inner_text()


def test_the_name_stays_in_the_session_and_nothing_else(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant)
    _open_list(visit)
    _correct(visit, _FIGURES, "Clerk", name="Officer Alder")
    kept = visit.page.evaluate("[JSON.stringify(localStorage), JSON.stringify(sessionStorage)]")
    assert "Alder" not in kept[0]
    assert kept[1] == '{"panel-name":"Officer Alder"}'
    other = visitor(assistant)
    _open_list(other)
    assert _open_entry(other, _FIGURES).get_by_label("Your name").input_value() == ""


def test_both_ends_open_in_the_source_panel_by_keyboard(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant)
    page = visit.page
    page.locator("#tab-questions").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".register[data-state='ready'] .entry")
    assert visit.focused("e.id") == "tab-commitments"
    for words, at in (("undertook to circulate", 0), ("had circulated", 1)):
        opener = _entry(visit, _MAP).locator(".open-source").nth(at)
        opener.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(f"#source-panel .source:focus mark:has-text('{words}')")
        page.keyboard.press("Escape")
        page.wait_for_selector("#source-panel", state="hidden")
        assert opener.evaluate("e => e === document.activeElement")


def test_filters_narrow_the_list_and_what_is_saved(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant)
    page = visit.page
    _open_list(visit)
    total = page.locator(".entry").count()
    page.fill("#filter-text", "northern channel")
    page.wait_for_selector(f".count:has-text('1 of {total} commitments')")
    assert page.locator(".entry").count() == 1
    assert visit.focused("e.id") == "filter-text"
    with page.expect_download() as saving:
        page.click("#save-csv")
    saved = Path(saving.value.path()).read_text(encoding="utf-8-sig")
    assert _MAP in saved
    assert _FIGURES not in saved
    page.click("#filter-clear")
    page.wait_for_selector(f".count:text-matches('^{total} commitments')")
    page.select_option("#filter-status", "overdue")
    page.wait_for_selector(f".count:has-text('2 of {total}')")
    for form in ("xlsx", "docx"):
        with page.expect_download() as saving:
            page.click(f"#save-{form}")
        assert Path(saving.value.path()).read_bytes()[:2] == b"PK"


def test_adding_by_hand(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant)
    page = visit.page
    _open_list(visit)
    page.click(".adding > summary")
    page.fill("#add-words", "presented the report on the lights")
    page.fill("#add-by", "A. Officer")
    page.click("#add-save")
    entry = page.locator(".entry", has_text="Added by hand")
    entry.wait_for()
    assert "presented the report on the lights" in entry.locator("blockquote").inner_text()


def test_two_are_merged_and_taken_apart_again(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant)
    page = visit.page
    _open_list(visit)
    total = page.locator(".entry").count()
    entry = _open_entry(visit, _FIGURES)
    entry.get_by_label("Your name").fill("A. Officer")
    into = entry.get_by_label("This is the same commitment as")
    into.select_option(label=next(o for o in into.locator("option").all_inner_texts() if _MAP in o))
    entry.get_by_role("button", name="Merge into it").click()
    page.wait_for_selector(f".count:text-matches('^{total - 1} commitments')")
    merged = _entry(visit, _MAP)
    assert _FIGURES in merged.locator(".facts").inner_text()
    history = merged.locator(".history")
    assert "merged in “The Harbour Master said he would provide" in history.inner_text()
    history.get_by_role("button", name="Undo").click()
    page.wait_for_selector(f".count:text-matches('^{total} commitments')")
    assert _entry(visit, _FIGURES).count() == 1


def test_a_priority_as_a_whole_has_a_timeline(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant)
    page = visit.page
    page.click("#tab-timeline")
    choice = page.locator("#timeline-aim")
    choice.wait_for()
    names = choice.locator("option").all_inner_texts()
    assert names[1] == "Strategic Priority 2"
    for name in names[1:]:  # nothing is offered that would be empty
        choice.select_option(label=name)
        page.wait_for_selector(f".line h2:text-is('{name.partition(':')[0]}')")
        assert page.locator(".moment").count() > 0


def test_timeline_from_a_commitment_and_back(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant)
    page = visit.page
    _open_list(visit)
    _entry(visit, _MAP).locator("[data-timeline]").click()
    page.wait_for_selector(".line h2:focus")
    assert page.locator(".picture").is_visible()
    row = page.locator(".moment[data-what='came back']", has_text="had circulated")
    row.locator(".open-source").click()
    page.wait_for_selector("#source-panel mark:has-text('had circulated')")
    page.keyboard.press("Escape")
    page.uncheck("[data-kind='came back']")
    row.wait_for(state="hidden")
    page.locator(".moment", has_text="undertook to circulate").locator(".to-entry").click()
    page.wait_for_selector("form.decide[data-about^='c-']")
    assert _MAP in page.locator(".entry:has(form.decide) blockquote").inner_text()


def test_timeline_of_a_key_aim_from_an_answer(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant)
    page = visit.page
    visit.ask("How many buoys were lost under Key Aim 1?", "answered")
    page.click("#answer-1 .to-timeline")
    page.wait_for_selector(".line h2:text-is('Strategic Priority 2, Key Aim 1')")
    assert "Keep the lights of the harbour burning" in page.inner_text(".line")
    page.click("#tab-questions")
    assert page.locator("#answer-1").is_visible()  # the conversation is still there


def test_words_of_a_document_are_only_words(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant)
    page = visit.page
    _open_list(visit)
    entry = _correct(visit, "fairway", HOSTILE, name=HOSTILE)
    assert entry.inner_text().count(HOSTILE) >= 4
    entry.locator("[data-timeline]").click()
    page.wait_for_selector(".line h2")
    assert HOSTILE in page.inner_text(".line")
    assert page.locator("#layout img").count() == 0
    assert page.evaluate("window.hacked") is None


def test_on_a_phone_everything_can_be_touched(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant, **PHONE)
    page = visit.page
    _open_list(visit)
    entry = _open_entry(visit, _MAP)
    page.click(".narrowing > summary")
    page.wait_for_selector("#filter-text", state="visible")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for control in page.locator(
        "#part-commitments :is(button, input, select, textarea, summary):visible, #tabs button"
    ).all():
        assert control.bounding_box()["height"] >= 43.9, control.evaluate("e => e.outerHTML")
    entry.locator(".open-source").first.click()
    page.wait_for_selector("#source-panel .source:focus")
    assert page.evaluate("document.getElementById('main-column').inert")
    page.go_back()
    page.wait_for_selector("#source-panel", state="hidden")
    assert entry.locator("form.decide").is_visible()
    entry.locator("[data-timeline]").click()
    page.wait_for_selector(".line h2:focus")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    drawn = page.locator(".picture text").first.bounding_box()
    assert drawn["height"] >= 11


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", ["desktop", "phone"])
def test_accessibility_rules(assistant: Any, visitor: Visitor, scheme: str, screen: str) -> None:
    options: dict[str, Any] = PHONE if screen == "phone" else {"reduced_motion": "reduce"}
    visit = visitor(assistant, color_scheme=scheme, **options)
    page = visit.page
    _open_list(visit)
    assert violations(visit) == []
    entry = _correct(visit, _MAP, "Deputy Clerk")
    page.click(".adding > summary")
    assert violations(visit) == []
    entry.locator("[data-timeline]").click()
    page.wait_for_selector(".line h2:focus")
    assert violations(visit) == []


def test_on_paper_the_list_stands_alone(assistant: Any, visitor: Visitor) -> None:
    visit = visitor(assistant)
    page = visit.page
    _open_list(visit)
    page.emulate_media(media="print")
    assert page.locator("blockquote", has_text=_MAP).is_visible()
    for gone in ("#tabs", ".filters", ".saving", ".entry-actions", ".adding", "#question"):
        assert page.locator(f"{gone}:visible").count() == 0


def test_nothing_is_read_before_the_tab_is_opened(
    assistant: Any, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    shown = type(assistant.commitments).shown

    def watched(register: Any, today: Any) -> Any:
        read.append("register")
        return shown(register, today)

    monkeypatch.setattr(type(assistant.commitments), "shown", watched)
    visit = visitor(assistant)
    visit.page.wait_for_selector(".example, .welcome", state="attached")
    assert read == []
    _open_list(visit)
    assert read == ["register"]


def test_a_damaged_file_of_decisions_is_one_line_above_the_list(
    assistant: Any, visitor: Visitor, tmp_path: Path
) -> None:
    (tmp_path / "index-commitments.jsonl").write_text("{<b>broken\n", encoding="utf-8")
    visit = visitor(assistant)
    _open_list(visit)
    assert "line 1 is damaged" in visit.page.inner_text("#register .problems")


def test_what_goes_wrong_is_said_in_one_line(
    assistant: Any, visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = visitor(assistant)
    _open_list(visit)
    entry = _open_entry(visit, _MAP)
    entry.get_by_label("Your name").fill("A. Officer")

    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("a bug <b>inside</b>")

    monkeypatch.setattr(type(assistant.commitments), "confirm", broken)
    entry.get_by_role("button", name="Confirm", exact=True).click()
    entry.locator(".said.wrong:has-text('Something went wrong')").wait_for()
    monkeypatch.undo()
    # A file that cannot be written: a folder stands in its place.
    (tmp_path / "index-commitments.jsonl").mkdir()
    entry.get_by_role("button", name="Confirm", exact=True).click()
    entry.locator(".said.wrong:has-text('cannot be')").wait_for()
    assert "Traceback" not in visit.page.content()
