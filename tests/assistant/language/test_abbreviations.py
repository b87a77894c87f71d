import pytest

from assistant.language.abbreviations import (
    definitions,
    is_abbreviation,
    other_forms,
    says_form,
    singular,
    spelt_by_initials,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Tidal Barrier Board (TBB) met.", [("TBB", "Tidal Barrier Board")]),
        ("many river watch groups (RWGs) are", [("RWG", "river watch groups")]),
        # Small words count as letters where the short form has them, and are skipped where not.
        ("under the Proceeds of Flood Act (POFA)", [("POFA", "Proceeds of Flood Act")]),
        ("the Rivers and Crime Commissioner (RCC)", [("RCC", "Rivers and Crime Commissioner")]),
        # The first letter is not taken from a small word in front.
        (
            "actions of the Office of the Rivers and Crime Commissioner for Orrin (ORCC)",
            [("ORCC", "Office of the Rivers and Crime Commissioner for Orrin")],
        ),
        ("Orrin Valley Force’s (OVF) cars", [("OVF", "Orrin Valley Force")]),
        ("the MoF (Ministry of Floods) said", [("MoF", "Ministry of Floods")]),
        ("Ease and Effort (E&E) and a Pump Review Panel (PRP)", ["E&E", "PRP"]),
        ("the Multi-Agency Flood Panel (MAFP, the Panel)", [("MAFP", "Multi-Agency Flood Panel")]),
        # No definitions: figures, quarters, remarks, words that only share a letter.
        ("Forced Pumping (69) in the quarter (Q1)", []),
        ("Councillor Marsh (UK) spoke (Chair)", []),
        ("an adviser (TVP Keeping Rivers Clean) spoke", []),
        ("Victims First (SAFE) helped", []),
    ],
)
def test_definitions_in_brackets(text: str, found: list[object]) -> None:
    got = list(definitions(text))
    assert [
        (one.short, one.long) if isinstance(want, tuple) else one.short
        for one, want in zip(got, found, strict=True)
    ] == found


def test_the_span_of_a_definition_holds_both_forms() -> None:
    text = "It met. The Tidal Barrier Board (TBB) spoke."
    (found,) = definitions(text)
    assert text[found.start : found.end] == "Tidal Barrier Board (TBB)"


def test_long_text_without_definitions_is_read_quickly() -> None:
    assert list(definitions("(" * 2000 + "A B C " * 2000 + ")" * 2000)) == []


def test_words_with_the_initials() -> None:
    text = "referrals to the National Rescue Mechanism and the Rivers and Floods Commissioner"
    spans = spelt_by_initials("NRM", text)
    assert [text[start:end] for start, end in spans] == ["National Rescue Mechanism"]
    assert spelt_by_initials("RFC", text) and not spelt_by_initials("FRM", text)


def test_words_in_lower_case_need_three_letters_and_leave() -> None:
    text = "OWG: organised water gang"
    assert spelt_by_initials("OWG", text) == []
    spans = spelt_by_initials("OWG", text, any_case=True)
    assert [text[start:end] for start, end in spans] == ["organised water gang"]
    assert spelt_by_initials("WG", text, any_case=True) == []


def test_a_break_ends_a_run_of_words() -> None:
    assert spelt_by_initials("NRM", "the National, Rescue Mechanism") == []


def test_singular_and_shape() -> None:
    assert [singular(word) for word in ("CSPs", "CSP’s", "CSP", "bus")] == [
        "CSP",
        "CSP",
        "CSP",
        "bus",
    ]
    assert is_abbreviation("MoJ") and is_abbreviation("E&E")
    assert not is_abbreviation("Prevent") and not is_abbreviation("A")


def test_other_forms_both_ways() -> None:
    known = {"RWG": frozenset({"river watch groups"})}
    assert other_forms("What do the RWGs cost?", known) == {"RWG": ("river watch groups",)}
    assert other_forms("what does a River Watch Group cost", known) == {
        "river watch groups": ("RWG",)
    }
    assert other_forms("which group will watch the river", known) == {}


def test_a_form_in_a_text() -> None:
    assert says_form("RWG", "two RWGs met") and not says_form("RWG", "rwg and RWGX")
    assert says_form("river watch groups", "A River Watch Group met.")
    assert not says_form("river watch groups", "a group to watch the river")
