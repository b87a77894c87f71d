"""Whether a text names what a question names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.naming import alternatives, by_post, named_in, posts
from tests.assistant.limits import ADVERSARIAL, cpu_limit


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Thames Valley Police", "TVP said so"),
        ("TVP", "officers of Thames Valley Police said so"),
        ("PCC", "the Police and Crime Commissioner said so"),
        ("Deputy Police and Crime Commissioner", "the Deputy PCC said so"),
        ("National Referral Mechanism", "referrals to the NRM"),
        ("Chief Fire Officer", "the CFO"),
        ("Stansfeld", "Anthony Stansfield"),  # spelling
        ("Cllr Barnett-Ward", "Councillor Adele Barnett-Ward"),
        ("PCC's", "the PCC"),
        ("Thames Valley’s", "Thames Valley"),
        ("county lines", "a County Line"),
        ("JANE ROE", "Jane Roe"),
    ],
)
def test_named(name: str, text: str) -> None:
    assert named_in(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Deputy PCC", "the PCC said so"),
        ("Jane Roe", "John Roe said so"),
        ("Jane Roe", "Roe said so"),
        ("M40", "on the M4"),
        ("Operation Oak", "Operation Ash"),
        ("Police and Crime Commissioner", "the Commissioner of Works"),
        ("NRM", "the normal way"),
        ("Reading", "Slough and Bracknell"),
        ("Oxfordshire", "Bedfordshire"),
    ],
)
def test_not_named(name: str, text: str) -> None:
    assert not named_in(name, text)


def test_posts_both_ways() -> None:
    known = posts(
        [
            "Apologies were sent by Jane Roe, Chief Fire Officer, who was ill.",
            "The Deputy Leader, Amir Khan, said so.",
            "Ann Lee (Scrutiny Officer) was present.",
            "They met in Bolton, Greater Manchester.",
        ]
    )
    assert known["Jane Roe"] == {"Chief Fire Officer"}
    assert known["Chief Fire Officer"] == {"Jane Roe"}
    assert known["Ann Lee"] == {"Scrutiny Officer"}
    assert "Amir Khan" in {person for role in known.values() for person in role}
    assert not any("Bolton" in key for key in known)


def test_two_persons_in_one_sentence_keep_their_own_posts() -> None:
    known = posts(["Bo Ray, Director of Flood Defence and Cy Day, Clerk, were there."])
    assert known["Bo Ray"] == {"Director of Flood Defence"}
    assert known["Cy Day"] == {"Clerk"}


def test_a_post_with_and_in_it() -> None:
    known = posts(["Jane Roe, Deputy Police and Crime Commissioner, spoke."])
    assert known["Jane Roe"] == {"Deputy Police and Crime Commissioner"}


@pytest.mark.parametrize("post", ["Chief Engineer", "Treasurer", "Coroner"])
def test_other_posts(post: str) -> None:
    assert posts([f"Jane Roe, {post}, spoke."])["Jane Roe"] == {post}


def test_alternatives() -> None:
    known = posts(
        [
            "Jane Roe, Chief Fire Officer, was ill.",
            "Tom Poe, Deputy Chief Fire Officer, stood in.",
        ]
    )
    assert "Jane Roe" in alternatives("Chief Fire Officer", known)
    assert "Tom Poe" not in alternatives("Chief Fire Officer", known)  # the deputy's words are his
    assert "Tom Poe" in alternatives("Deputy Chief Fire Officer", known)
    assert "Jane Roe" not in alternatives("Deputy Chief Fire Officer", known)
    assert "Chief Fire Officer" in alternatives("Roe", known)
    assert alternatives("Somebody Else", known) == ("Somebody Else",)


_POSTS = posts(
    ["Jane Roe (Deputy Police and Crime Commissioner) spoke.", "David May, Vice Chairman, spoke."]
)


@pytest.mark.parametrize(
    ("asked", "by_their_post"),
    [
        ("What did Jane Roe say?", "What did the Deputy PCC say?"),
        ("What did Roe say?", "What did the Deputy PCC say?"),
        ("what did mrs roe say?", "what did the Deputy PCC say?"),
        ("What did Cllr. Roe say?", "What did the Deputy PCC say?"),
        ("What did David May say?", "What did the Vice Chairman say?"),
        ("What did the Clerk say?", "What did the Clerk say?"),
        ("What of the Roedeer?", "What of the Roedeer?"),
    ],
)
def test_people_by_their_post(asked: str, by_their_post: str) -> None:
    assert by_post(asked, _POSTS, lambda word: word.casefold() == "pcc") == by_their_post


def test_a_post_is_only_shortened_as_the_papers_shorten_it() -> None:
    asked = by_post("What did Jane Roe say?", _POSTS, lambda _: False)
    assert asked == "What did the Deputy Police and Crime Commissioner say?"


def test_who_holds_two_posts_is_left_alone() -> None:
    known = posts(["Jane Roe, Clerk, spoke. Jane Roe, Mayor, spoke."])
    assert by_post("What did Jane Roe say?", known, lambda _: True) == "What did Jane Roe say?"


@pytest.mark.parametrize("asked", ["How may boats be lent?", "What was decided in May 2022?"])
def test_a_surname_that_is_also_a_word(asked: str) -> None:
    assert by_post(asked, _POSTS, lambda _: False) == asked


@given(st.text(max_size=100), st.text(max_size=200))
def test_any_name_in_any_text(name: str, text: str) -> None:
    assert isinstance(named_in(name, text), bool)
    known = posts([text])
    assert all(person in known[role] for person in known for role in known[person])
    alternatives(name, known)
    by_post(name, known, lambda _: True)


@given(st.text(alphabet="ABCab ofand'’-.,;()1", max_size=120))
def test_a_text_names_itself(text: str) -> None:
    assert named_in(text, text)


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_long_texts_take_bounded_time(name: str) -> None:
    text = ADVERSARIAL[name]
    with cpu_limit(4):
        named_in(text, "Deputy Police and Crime Commissioner")
        named_in("Deputy Police and Crime Commissioner", text)
        named_in(text[:2000], text)
        posts([text])


def test_a_post_is_never_shortened_to_another_post() -> None:
    posts_held = {"Ann Lowe": frozenset({"Police and Crime Commissioner"})}
    for acronyms in ({"acc", "pcc"}, {"pcc"}):
        said = by_post("What did Ann Lowe say?", posts_held, acronyms.__contains__)
        assert said == "What did the PCC say?"
    # "ACC" alone is the Assistant Chief Constable.
    said = by_post("What did Ann Lowe say?", posts_held, {"acc"}.__contains__)
    assert said == "What did the Police and Crime Commissioner say?"
