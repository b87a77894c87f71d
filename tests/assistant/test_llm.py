"""Setting up a language model: one setting, one-line errors, keys that never show."""

import sys
import threading
import time

import pytest

from assistant.config import Settings
from assistant.errors import ModelError, SettingsError
from assistant.llm import ChatModel, Message, load_llm
from tests.assistant.scripted_server import Reply, serving

ASKED = [Message(role="user", text="Hello?")]


def test_there_is_none_by_default() -> None:
    assert load_llm(Settings()) is None


@pytest.mark.parametrize(
    ("llm", "package", "told"),
    [
        ("anthropic:claude", "langchain_anthropic", "pip install 'panel-assistant[anthropic]'"),
        ("ollama:llama3.1", "langchain_ollama", "pip install 'panel-assistant[ollama]'"),
        ("groq:llama", "langchain_groq", "pip install 'langchain-groq'"),
    ],
)
def test_a_missing_package_says_what_to_install(
    llm: str, package: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from langchain.chat_models import base

    base._get_chat_model_creator.cache_clear()
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(SettingsError) as error:
        load_llm(Settings(llm=llm))
    assert told in str(error.value) and "\n" not in str(error.value)


def test_an_unknown_provider_is_named() -> None:
    with pytest.raises(SettingsError, match="knows no provider 'nonsense'"):
        load_llm(Settings(llm="nonsense:x"))


def test_a_setting_without_a_provider_is_refused() -> None:
    with pytest.raises(ValueError, match="llm"):
        Settings(llm="llama3")


def test_a_missing_key_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SettingsError, match="OPENAI_API_KEY"):
        load_llm(Settings(llm="openai:gpt-4o-mini"))


def test_an_own_server_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    model = load_llm(Settings(llm="openai:x", llm_base_url="http://127.0.0.1:9/v1"))
    assert repr(model) == "ChatModel('openai:x')"


def _model(address: str, **more: float) -> ChatModel:
    model = load_llm(Settings(llm="openai:x", llm_base_url=address, **more))  # type: ignore[arg-type]
    assert model is not None
    return model


def test_text_comes_in_pieces_and_is_asked_for_as_set() -> None:
    with serving([Reply(pieces=["Good ", "day"])]) as server:
        assert "".join(_model(server.address, llm_max_tokens=77).stream(ASKED)) == "Good day"
    sent = server.requests[0]
    assert sent["stream"] is True
    assert sent["temperature"] == 0
    assert 77 in {sent.get("max_tokens"), sent.get("max_completion_tokens")}
    assert "response_format" not in sent


def test_a_schema_is_sent_where_the_server_takes_one() -> None:
    with serving([Reply(pieces=["{}"])]) as server:
        list(_model(server.address).stream(ASKED, schema={"type": "object"}))
    assert server.requests[0]["response_format"]["json_schema"]["schema"] == {"type": "object"}


def test_it_ends_when_told_to_stop() -> None:
    stop = threading.Event()
    with serving([Reply(pieces=["word "], pause=0.05, endless=True)]) as server:
        began = time.monotonic()
        for _ in _model(server.address).stream(ASKED, stop=stop):
            stop.set()
        assert time.monotonic() - began < 10


def test_what_the_caller_does_with_a_piece_does_not_count_as_waiting() -> None:
    with serving([Reply(pieces=["a", "b"])]) as server:
        for _ in _model(server.address, llm_timeout=0.8).stream(ASKED):
            time.sleep(1.0)


def test_errors_never_hold_what_the_server_says() -> None:
    body = '{"error": {"message": "the key sk-1234 is wrong"}}'
    with (
        serving([Reply(status=401, body=body)]) as server,
        pytest.raises(ModelError) as error,
    ):
        list(_model(server.address).stream(ASKED))
    assert "sk-1234" not in str(error.value)
    assert error.value.__cause__ is None
