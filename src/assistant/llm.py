"""The only place that knows language models: any chat model of LangChain, by one setting.

Whatever a provider does (hangs, refuses, breaks off, never ends), the caller gets pieces of text or
a `ModelError` with a reason, within the time that the settings allow. Keys come from the
environment variables that the provider's package reads; no message, repr or error here holds one.
"""

import logging
import os
import queue
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from assistant.config import Settings
from assistant.errors import ModelError, SettingsError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Schema = Mapping[str, Any]
Role = Literal["system", "user", "assistant"]

# The extra of this package that installs a provider's package, where there is one.
_EXTRAS = {
    "openai": "openai",
    "azure_openai": "openai",
    "ollama": "ollama",
    "anthropic": "anthropic",
    "mistralai": "mistralai",
    "google_genai": "google-genai",
}
_KEYS = {
    "openai": "OPENAI_API_KEY",
    "azure_openai": "AZURE_OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "mistralai": "MISTRAL_API_KEY",
    "google_genai": "GOOGLE_API_KEY",
    "groq": "GROQ_API_KEY",
}
# Servers that take a JSON schema, and how they are given it.
_OPENAI_LIKE = {"openai", "azure_openai"}
_CHARACTERS_A_TOKEN = 8
_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """One message to a model."""

    role: Role
    text: str


class LanguageModel(Protocol):
    """What writing needs of a language model."""

    @property
    def name(self) -> str:
        """The model as the setting names it."""
        ...

    @property
    def window(self) -> int:
        """How many tokens prompt and answer may take together."""
        ...

    @property
    def max_tokens(self) -> int:
        """How many tokens the answer may take."""
        ...

    def stream(
        self,
        messages: Sequence[Message],
        *,
        schema: Schema | None = None,
        stop: threading.Event | None = None,
        seconds: float | None = None,
    ) -> Iterator[str]:
        """Yield the answer in pieces; ends early when `stop` is set or `seconds` have passed.

        `schema` asks for JSON, where the model can be held to it. Raises ModelError.
        """
        ...


class ChatModel:
    """A chat model of LangChain behind time limits."""

    def __init__(
        self,
        model: "BaseChatModel",
        name: str,
        *,
        window: int = 8192,
        max_tokens: int = 600,
        timeout: float = 60,
        max_seconds: float = 180,
    ) -> None:
        self._model = model
        self._provider = name.partition(":")[0]
        self._structured = True
        self._timeout = timeout
        self._max_seconds = max_seconds
        self.name = name
        self.window = window
        self.max_tokens = max_tokens

    def __repr__(self) -> str:
        return f"ChatModel({self.name!r})"

    def stream(
        self,
        messages: Sequence[Message],
        *,
        schema: Schema | None = None,
        stop: threading.Event | None = None,
        seconds: float | None = None,
    ) -> Iterator[str]:
        """Yield the answer in pieces; raises ModelError, whose message says what went wrong."""
        until = time.monotonic() + min(seconds or self._max_seconds, self._max_seconds)
        begun = False
        try:
            for piece in self._pieces(messages, self._held_to(schema), stop, until):
                begun = True
                yield piece
        except _SchemaRefusedError:
            if begun:
                raise ModelError("the language model broke off") from None
            self._structured = False  # it is asked in words from now on
            yield from self._pieces(messages, {}, stop, until)

    def _held_to(self, schema: Schema | None) -> dict[str, Any]:
        """Return the call's arguments that hold a model to a schema."""
        if schema is None or not self._structured:
            return {}
        if self._provider in _OPENAI_LIKE:
            form = {"name": "answer", "schema": dict(schema), "strict": True}
            # As a part of the body: LangChain would otherwise hold the text back until it is whole.
            return {"extra_body": {"response_format": {"type": "json_schema", "json_schema": form}}}
        if self._provider == "ollama":
            return {"format": dict(schema)}
        return {}

    def _pieces(
        self,
        messages: Sequence[Message],
        arguments: dict[str, Any],
        stop: threading.Event | None,
        until: float,
    ) -> Iterator[str]:
        """Read the model in a thread of its own, so that no provider can hold the answer up."""
        pieces: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
        left = threading.Event()
        thread = threading.Thread(
            target=self._read,
            args=(_converted(messages), arguments, pieces, left),
            name="language-model",
            daemon=True,
        )
        thread.start()
        taken = 0
        idle_since = time.monotonic()
        try:
            while True:
                if stop is not None and stop.is_set():
                    return
                now = time.monotonic()
                if now >= until:
                    raise ModelError("the language model took too long")
                if now - idle_since >= self._timeout:
                    raise ModelError("the language model did not answer in time")
                try:
                    piece = pieces.get(timeout=min(0.1, until - now))
                except queue.Empty:
                    continue
                if piece is None:
                    return
                if isinstance(piece, BaseException):
                    raise _explained(piece, structured=bool(arguments)) from None
                taken += len(piece)
                yield piece
                idle_since = time.monotonic()  # what the caller did with it took its own time
                if taken > self.max_tokens * _CHARACTERS_A_TOKEN:
                    return  # it does not stop by itself
        finally:
            left.set()

    def _read(
        self,
        messages: list[tuple[str, str]],
        arguments: dict[str, Any],
        pieces: "queue.SimpleQueue[str | BaseException | None]",
        left: threading.Event,
    ) -> None:
        try:
            for chunk in self._model.stream(messages, **arguments):
                if left.is_set():
                    return
                if text := _text(chunk.content):
                    pieces.put(text)
            pieces.put(None)
        except BaseException as error:  # noqa: BLE001 - providers raise what they like; handed over
            pieces.put(error)


class _SchemaRefusedError(Exception):
    """The server does not know JSON schemas."""


def _converted(messages: Sequence[Message]) -> list[tuple[str, str]]:
    return [(message.role, message.text) for message in messages]


def _text(content: object) -> str:
    """Return the text of a chunk, which some providers give in parts."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(
            part if isinstance(part, str) else str(part.get("text") or "")
            for part in content
            if isinstance(part, str) or (isinstance(part, dict) and part.get("type") == "text")
        )
    return ""


def _explained(error: BaseException, *, structured: bool) -> Exception:
    """Return what to tell of a provider's error: never its own words, which may hold a key."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    names = {cls.__name__ for one in chain for cls in type(one).__mro__}
    status = next((code for one in chain if (code := _status(one)) is not None), None)
    _log.debug("language model failed: %s, status %s", type(error).__name__, status)
    if status in {400, 415, 422, 501} and structured:
        return _SchemaRefusedError()
    return ModelError(_reason(status, names))


_REASONS = {
    401: "the language model's server refuses the key, or there is none",
    403: "the language model's server refuses the key, or there is none",
    404: "the language model's server does not know this model or address",
    429: "the language model's server limits how often it may be asked",
}


def _reason(status: int | None, names: set[str]) -> str:
    if status is not None:
        failed = "failed" if status >= 500 else "refused the request"
        return _REASONS.get(status, f"the language model's server {failed}")
    if any("Timeout" in name for name in names):
        return "the language model did not answer in time"
    if names & {"ConnectError", "ConnectionError", "APIConnectionError", "OSError"}:
        return "the language model's server cannot be reached"
    return "the language model gave an answer that cannot be read"


def _status(error: BaseException) -> int | None:
    for holder in (error, getattr(error, "response", None)):
        value = getattr(holder, "status_code", None)
        if isinstance(value, int) and value > 0:
            return value
    return None


def load_llm(settings: Settings) -> ChatModel | None:
    """Return the language model that the settings name, None where they name none.

    Raises SettingsError when its package or its key is missing. Nothing is sent yet.
    """
    if settings.llm is None:
        return None
    provider, _, model = settings.llm.partition(":")
    return ChatModel(
        _made(provider, model, settings),
        settings.llm,
        window=settings.llm_window,
        max_tokens=settings.llm_max_tokens,
        timeout=settings.llm_timeout,
        max_seconds=settings.llm_max_seconds,
    )


def _made(provider: str, model: str, settings: Settings) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    arguments = _arguments(provider, settings)
    try:
        made: BaseChatModel = init_chat_model(model, model_provider=provider, **arguments)
    except ImportError as error:
        extra = _EXTRAS.get(provider)
        package = (error.name or f"langchain-{provider}").replace("_", "-").split(".")[0]
        what = f"panel-assistant[{extra}]" if extra else package
        raise SettingsError(f"llm '{settings.llm}' needs a package: pip install '{what}'") from None
    except ValueError as error:
        if "nsupported" in str(error):
            raise SettingsError(
                f"llm '{settings.llm}': LangChain knows no provider '{provider}'"
            ) from None
        raise _unusable(provider, settings) from None
    except Exception:  # noqa: BLE001 - every provider has its own; their words may hold a key
        raise _unusable(provider, settings) from None
    return made


def _unusable(provider: str, settings: Settings) -> SettingsError:
    key = _KEYS.get(provider)
    if key and not os.environ.get(key):
        return SettingsError(f"llm '{settings.llm}' needs its key in the environment: {key}")
    return SettingsError(f"llm '{settings.llm}' cannot be set up with these settings")


def _arguments(provider: str, settings: Settings) -> dict[str, Any]:
    arguments: dict[str, Any] = {"temperature": 0}
    if settings.llm_base_url:
        arguments["base_url"] = settings.llm_base_url
    if provider == "ollama":
        return arguments | {
            "num_predict": settings.llm_max_tokens,
            "num_ctx": settings.llm_window,
            "client_kwargs": {"timeout": settings.llm_timeout},
        }
    arguments |= {
        "timeout": settings.llm_timeout,
        "max_tokens": settings.llm_max_tokens,
        "max_retries": 0,  # the quotes are there already; waiting is worse
    }
    if provider == "openai" and settings.llm_base_url:
        arguments["use_responses_api"] = False
        if not os.environ.get("OPENAI_API_KEY"):
            arguments["api_key"] = "none"  # own servers ask for none, the package does
    return arguments
