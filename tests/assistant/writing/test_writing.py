"""Written answers against a real server that fails in every way, with the embedded reader."""

import json
import threading
import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.config import Settings
from assistant.llm import ChatModel, load_llm
from assistant.quotes.quoting import quote_all, shown, whole
from assistant.scoring.reader import OnnxReader, Reader
from assistant.types import Answer, Document, Passage, Place
from assistant.writing.writing import Task, written_answers
from tests.assistant.scripted_server import Reply, ScriptedServer, says, serving

DOCUMENT = Document(
    id="m",
    title="Wexmoor Safety Committee – Minutes",
    kind="minutes",
    source="minutes.html",
    content_hash="m",
    meeting_date=date(2023, 11, 7),
)
TEXTS = (
    "The drop-in pilot at the library ended on 30 September. It cost £4,200.",
    "Councillor Anwar asked whether the volunteers could be moved to Thornby.",
    "Attendance averaged 18 people a session, down from 31 in the first month.",
)
PASSAGES = tuple(
    (
        Passage(
            id=f"m-{number}",
            document_id="m",
            order=number,
            text=text,
            part="text",
            place=Place(item="34", item_title="Library drop-in"),
            start=0,
            end=len(text),
        ),
        DOCUMENT,
    )
    for number, text in enumerate(TEXTS, 1)
)
TRUE = [
    ("The library drop-in pilot ended on 30 September.", [1]),
    ("Councillor Anwar asked whether the volunteers could move to Thornby.", [2]),
]
INVENTED = ("The pilot was praised by the Home Secretary.", [1])


def quotes_answer() -> Answer:
    sentences, citations = quote_all([whole(*PASSAGES[0])])
    return Answer(
        id="a",
        question="When did the pilot end?",
        standalone_question="When did the pilot end?",
        status="answered",
        mode="quotes",
        text=shown(sentences),
        sentences=sentences,
        citations=citations,
        confidence=0.9,
    )


TASK = Task(question="When did the pilot end?", passages=PASSAGES, quotes=quotes_answer())


@pytest.fixture(scope="module")
def reader() -> Reader:
    return OnnxReader(threads=1)


def model_at(server: ScriptedServer, **more: Any) -> ChatModel:
    settings = Settings(
        llm="openai:scripted", llm_base_url=server.address, llm_timeout=5, llm_max_seconds=20
    )
    model = load_llm(settings.model_copy(update=more))
    assert model is not None
    return model


def last_answer(task: Task, model: ChatModel, reader: Reader) -> Answer:
    """Return what stays on the page when all is written and checked."""
    *_, answer = written_answers(task, model, reader)
    return answer


def test_sentences_that_hold_are_shown_with_the_words_that_support_them(reader: Reader) -> None:
    with serving([says(*TRUE)]) as server:
        answer = last_answer(TASK, model_at(server), reader)
    assert answer.mode == "written"
    assert [one.text for one in answer.sentences] == [text for text, _ in TRUE]
    assert [one.support for one in answer.sentences] == ["entailed", "entailed"]
    assert answer.citations[0].quote == "The drop-in pilot at the library ended on 30 September."
    assert answer.text.endswith("Thornby. [2]")
    assert answer.left_out == 0 and answer.notes == ()


def test_words_taken_from_a_passage_count_as_verbatim(reader: Reader) -> None:
    # The first sentence rests on what the quotes answer quotes, without which it would stay.
    taken = ("councillor Anwar asked whether the volunteers could be moved to Thornby", [2])
    with serving([says(TRUE[0], taken)]) as server:
        answer = last_answer(TASK, model_at(server), reader)
    assert answer.sentences[1].support == "verbatim"
    assert answer.sentences[1].text == TEXTS[1]


def test_an_invented_sentence_is_tried_again_and_then_left_out(reader: Reader) -> None:
    with serving([says(*TRUE, INVENTED), says(INVENTED)]) as server:
        answer = last_answer(TASK, model_at(server), reader)
    assert len(server.requests) == 2
    assert "Home Secretary" in server.requests[1]["messages"][-1]["content"]
    assert len(answer.sentences) == 2
    assert answer.left_out == 1
    assert "One sentence was left out" in answer.text
    assert "Home Secretary" not in answer.text


def test_a_second_try_that_holds_takes_the_place_of_the_first(reader: Reader) -> None:
    wrong = ("The library drop-in pilot cost £2,400.", [1])
    right = ("The library drop-in pilot cost £4,200.", [1])
    with serving([says(wrong, TRUE[1]), says(right)]) as server:
        answer = last_answer(TASK, model_at(server), reader)
    assert [one.text for one in answer.sentences] == [right[0], TRUE[1][0]]
    assert answer.left_out == 0


def test_numbers_that_stand_for_no_passage_are_never_shown(reader: Reader) -> None:
    with serving([says((TRUE[0][0], [1, 9]), (TRUE[1][0], [17]))]) as server:
        answer = last_answer(TASK, model_at(server), reader)
    assert [one.text for one in answer.sentences] == [TRUE[0][0]]
    assert "[9]" not in answer.text and "[17]" not in answer.text
    assert answer.unknown_numbers >= 2


def test_a_sentence_counts_only_by_the_passages_that_it_cites(reader: Reader) -> None:
    with serving([says((TRUE[0][0], [3]))]) as server:
        answer = last_answer(TASK, model_at(server), reader)
    assert answer.mode == "quotes"
    assert "supported by the papers" in answer.notes[-1]


def test_it_shows_sentences_while_the_model_is_still_writing(reader: Reader) -> None:
    with serving([replace(says(*TRUE), pause=0.02)]) as server:
        partial = list(written_answers(TASK, model_at(server), reader))
    assert partial[0] == TASK.quotes
    assert [len(one.sentences) for one in partial[1:]] == [1, 2, 2]
    assert all(one.mode == "written" for one in partial[1:])


def test_stopping_ends_with_what_was_checked(reader: Reader) -> None:
    stop = threading.Event()
    slow = Reply(pieces=[f"{TRUE[0][0][:-1]} [1]. ", *["And so on. "] * 400], pause=0.05)
    with serving([slow]) as server:
        answers = written_answers(TASK, model_at(server), reader, stop=stop)
        began = time.monotonic()
        made = []
        for answer in answers:
            made.append(answer)
            if answer.mode == "written":
                stop.set()
        last = made[-1]
        assert time.monotonic() - began < 5
    assert [one.text for one in last.sentences] == [TRUE[0][0]]
    assert "stopped" in last.notes[-1]


FAILURES = {
    "rate limit": (Reply(status=429), "limits how often"),
    "wrong key": (Reply(status=401, body='{"error":{"message":"bad key sk-secret-1"}}'), "key"),
    "unknown model": (Reply(status=404), "does not know"),
    "server error": (Reply(status=500), "failed"),
    "overloaded": (Reply(status=503), "failed"),
    "bad request": (Reply(status=400), "refused the request"),
    "empty": (Reply(pieces=[]), "wrote nothing"),
    "empty list": (Reply(pieces=['{"sentences": []}']), "found no answer"),
    "refusal": (Reply(pieces=["I'm sorry, but I cannot help with that."]), "found no answer"),
    "broken JSON": (Reply(pieces=['{"sentences": [{"te', 'xt": ']), "cannot be read"),
    "no stream": (Reply(raw=b"<html><body>Bad gateway</body></html>"), "quotes"),
    "garbage": (Reply(raw=b"data: {not json}\n\n"), "cannot be read"),
    "invented": (says(INVENTED), "supported by the papers"),
    "breaks off": (Reply(pieces=['{"sentences": ['], drop=True), "quotes"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_every_failure_ends_in_the_quotes_with_a_note(name: str, reader: Reader) -> None:
    reply, reason = FAILURES[name]
    with serving([reply]) as server:
        began = time.monotonic()
        answer = last_answer(TASK, model_at(server), reader)
        assert time.monotonic() - began < 15
    assert answer.mode == "quotes"
    assert answer.sentences == TASK.quotes.sentences
    assert answer.notes and "sk-secret" not in answer.text
    assert answer.text.startswith(TASK.quotes.text)
    if reason != "quotes":
        assert reason in answer.notes[-1]


def test_a_server_that_is_down(reader: Reader) -> None:
    with serving([]) as server:
        model = model_at(server)
    answer = last_answer(TASK, model, reader)
    assert answer.mode == "quotes"
    assert "cannot be reached" in answer.notes[-1]


def test_a_server_that_hangs(reader: Reader) -> None:
    with serving([Reply(hang=30)]) as server:
        began = time.monotonic()
        answer = last_answer(TASK, model_at(server, llm_timeout=0.5), reader)
        assert time.monotonic() - began < 5
    assert "did not answer in time" in answer.notes[-1]


def test_a_model_that_trickles_is_cut_off_at_the_limit(reader: Reader) -> None:
    with serving([Reply(pieces=["word "], pause=0.1, endless=True)]) as server:
        began = time.monotonic()
        answer = last_answer(TASK, model_at(server, llm_max_seconds=1.0), reader)
        assert time.monotonic() - began < 5
    assert "took too long" in answer.notes[-1]


def test_a_model_that_never_ends_is_read_no_further(reader: Reader) -> None:
    with serving([Reply(pieces=["The pilot was praised [1]. "], endless=True)]) as server:
        began = time.monotonic()
        answer = last_answer(TASK, model_at(server, llm_max_tokens=60), reader)
        assert time.monotonic() - began < 10
    assert answer.mode == "quotes"


def test_a_model_that_repeats_a_true_sentence_shows_it_once(reader: Reader) -> None:
    with serving([Reply(pieces=[f"{TRUE[0][0][:-1]} [1]. "], endless=True)]) as server:
        answer = last_answer(TASK, model_at(server, llm_max_tokens=100), reader)
    assert [one.text for one in answer.sentences] == [TRUE[0][0]]


def test_what_was_checked_before_a_failure_is_kept_and_the_note_says_so(reader: Reader) -> None:
    pieces = [f"{TRUE[0][0][:-1]} [1]. ", "Also "]
    with serving([Reply(pieces=pieces, endless=False, pause=0.01, drop=True)]) as server:
        answer = last_answer(TASK, model_at(server), reader)
    assert [one.text for one in answer.sentences] == [TRUE[0][0]]


def test_a_server_that_knows_no_schema_is_asked_in_words(reader: Reader) -> None:
    def script(request: dict[str, Any]) -> Reply:
        return Reply(status=400) if "response_format" in request else says(*TRUE)

    with serving(script) as server:
        model = model_at(server)
        assert len(last_answer(TASK, model, reader).sentences) == 2
        asked = len(server.requests)
        last_answer(TASK, model, reader)
        assert len(server.requests) == asked + 1  # it remembers


PLAIN: dict[str, str] = {
    "marks before the stop": "The library drop-in pilot ended on 30 September [1]. Councillor "
    "Anwar asked whether the volunteers could move to Thornby [2].",
    "marks behind the stop": "The library drop-in pilot ended on 30 September. [1] Councillor "
    "Anwar asked whether the volunteers could move to Thornby. [2]",
    "a list": "- The library drop-in pilot ended on 30 September [Passage 1]\n- Counc"
    "illor Anwar asked whether the volunteers could move to Thornby (passag"
    "e 2)\n",
    "fenced": "```json\n"
    + json.dumps({"sentences": [{"text": t, "passages": p} for t, p in TRUE]})
    + "\n```",
    "prose around": "Here is the answer: "
    + json.dumps({"sentences": [{"text": t, "passages": p} for t, p in TRUE]}),
    "strings": json.dumps({"sentences": [f"{t[:-1]} [{p[0]}]." for t, p in TRUE]}),
    "one string": json.dumps({"answer": " ".join(f"{t[:-1]} [{p[0]}]." for t, p in TRUE)}),
    "no marks": " ".join(text for text, _ in TRUE),
}


@pytest.mark.parametrize("name", PLAIN)
def test_other_forms_are_read_too(name: str, reader: Reader) -> None:
    with serving(
        [Reply(pieces=[PLAIN[name][at : at + 9] for at in range(0, len(PLAIN[name]), 9)])]
    ) as server:
        answer = last_answer(TASK, model_at(server), reader)
    assert [one.text for one in answer.sentences] == [text for text, _ in TRUE]


def test_markup_of_the_model_is_not_shown(reader: Reader) -> None:
    text = (
        "The library drop-in pilot <b>ended</b> on [30 September](https://evil.example/x)"
        "![](https://evil.example/p.png)<script>alert(1)</script> [1]."
    )
    with serving([Reply(pieces=[text])]) as server:
        answer = last_answer(TASK, model_at(server), reader)
    for sign in ("<", ">", "http", "evil", "](", "script"):
        assert sign not in answer.text


def test_a_refused_question_is_not_written_about(reader: Reader) -> None:
    refused = replace(
        TASK.quotes, status="not_found", sentences=(), citations=(), text="Not found."
    )
    with serving([says(*TRUE)]) as server:
        answer = last_answer(replace(TASK, quotes=refused), model_at(server), reader)
    assert answer == refused
    assert server.requests == []


def test_the_passages_fit_the_window(reader: Reader) -> None:
    long = tuple(
        (replace(passage, id=f"l{n}", text=" ".join([passage.text] * 40)), document)
        for n, (passage, document) in enumerate(PASSAGES * 8)
    )
    with serving([says(*TRUE)]) as server:
        last_answer(
            replace(TASK, passages=long),
            model_at(server, llm_window=1500, llm_max_tokens=300),
            reader,
        )
    prompt = " ".join(message["content"] for message in server.requests[0]["messages"])
    assert 300 < len(prompt.split()) < 1200


def test_the_key_is_sent_and_never_shown(
    reader: Reader, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret-2")
    with caplog.at_level("DEBUG", logger="assistant"), serving([Reply(status=401)]) as server:
        model = model_at(server)
        answer = last_answer(TASK, model, reader)
    assert server.headers[0]["authorization"] == "Bearer sk-secret-2"
    assert "sk-secret" not in f"{model!r} {answer} {caplog.text}"
