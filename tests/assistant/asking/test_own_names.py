"""The name of the body whose papers these are says nothing about the subject."""

from assistant.asking.own_names import own_names, own_stems
from assistant.asking.question import understand
from assistant.language.words import content_stems
from assistant.types import Document


def _paper(body: str | None) -> Document:
    return Document(
        id=body or "none", title="Minutes", kind="minutes", source="", content_hash="", body=body
    )


def test_the_proper_part_of_a_body_s_name_and_its_short_form_are_its_own_names() -> None:
    papers = [_paper("Marsh Bay Fire and Rescue Authority"), _paper(None), _paper("Scrutiny Board")]
    # What a body looks after is what questions are about.
    papers += [_paper("Housing and Homes Panel"), _paper("Waste Management Committee")]
    short = {
        "MBFRS": frozenset({"Marsh Bay Fire and Rescue Service"}),
        "RNLI": frozenset({"Boats"}),
    }
    assert own_names(papers, short) == {"Marsh Bay", "MBFRS"}
    assert own_names([_paper(None)], short) == frozenset()


def test_a_question_is_not_about_the_body_that_it_names() -> None:
    names = {"Marsh Bay"}
    assert own_stems("What does marsh bay plan?", names) == content_stems("Marsh Bay")
    assert own_stems("What does the marsh plan say?", names) == frozenset()
    aims = understand("What are the key aims of the Marsh Bay plan?", names)
    assert (aims.kind, aims.own_stems) == ("structure", content_stems("Marsh Bay"))
    assert understand("What are the key aims of the Marsh Bay plan?").kind != "structure"
