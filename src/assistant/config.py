"""Settings: environment (`PANEL_…`), then `panel.toml` in the working folder, then the defaults.

Built once at an entry point and passed down. Unknown keys are errors, so that a typing mistake is
never silently a default.
"""

import os
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from assistant.errors import SettingsError

# Read by the test suite and the benchmarks, not by the program.
_NOT_SETTINGS = {"PANEL_SHARED"}
_PREFIX = "PANEL_"


class Settings(BaseSettings):
    """Every setting, with what it does; without prefix and in lower case in `panel.toml`."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, extra="forbid", toml_file="panel.toml", frozen=True
    )

    index: Path = Field(default=Path("var/index"), description="Folder that holds the index.")
    commitments: Path | None = Field(
        default=None,
        description="File that holds what people decided about commitments; default: beside the "
        "index, named after it.",
    )
    embedding_model: str | None = Field(
        default=None,
        description="Path or name of another sentence-transformers model; default: the embedded "
        "all-MiniLM-L6-v2.",
    )
    reader_model: str | None = Field(
        default=None,
        description="Path or name of a sentence-transformers cross-encoder that judges evidence; "
        "default: the embedded reader.",
    )
    mode: Literal["quotes", "written"] = Field(
        default="quotes", description="How answers are made when a command does not say."
    )
    llm: str | None = Field(
        default=None,
        pattern=r"^[a-z0-9_]+:\S+$",
        description="Language model for written answers as provider:model, such as "
        "'ollama:llama3.1' or 'openai:gpt-4o-mini'; any that LangChain knows. Default: none.",
    )
    llm_base_url: str | None = Field(
        default=None,
        pattern=r"^https?://\S+$",
        description="Address of an own server for it, such as 'http://127.0.0.1:8000/v1'.",
    )
    llm_window: int = Field(
        default=8192, ge=1024, description="How many tokens its prompt and answer may take."
    )
    llm_max_tokens: int = Field(default=600, ge=50, description="Longest answer of it, in tokens.")
    llm_timeout: float = Field(
        default=60, gt=0, description="Longest wait for its next words, in seconds."
    )
    llm_max_seconds: float = Field(
        default=180, gt=0, description="Longest that writing an answer may take, in seconds."
    )
    host: str = Field(default="127.0.0.1", description="Address the page listens on.")
    port: int = Field(default=7860, ge=0, le=65535, description="Port of the page; 0 picks one.")
    max_quotes: int = Field(default=4, ge=1, le=50, description="Most quotes in a short answer.")
    max_question_chars: int = Field(
        default=2000, ge=50, description="Longest question that is worked on, in characters."
    )
    refuse_below: float = Field(
        default=0.5, ge=0, le=1, description="Confidence under which the answer is 'not found'."
    )
    max_file_mb: float = Field(default=100, gt=0, description="Largest file that is read, in MB.")
    max_pages: int = Field(default=2000, ge=1, description="Most pages of one document.")
    max_expanded_mb: float = Field(
        default=500, gt=0, description="Most that a compressed file may unpack to, in MB."
    )
    max_seconds: float = Field(
        default=120, gt=0, description="Longest that one file is read, in seconds, OCR left out."
    )
    max_memory_mb: float = Field(
        default=4096, ge=1024, description="Most memory that reading a file may take, in MB."
    )
    ocr_language: str = Field(
        default="eng",
        pattern=r"^[A-Za-z_/]+(\+[A-Za-z_/]+)*$",
        description="Tesseract's languages for scans, joined by '+'.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: arguments, environment, `panel.toml`."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(**given: Any) -> Settings:  # noqa: ANN401 - values are checked by pydantic
    """Return the settings; arguments that are None count as not given.

    Raises SettingsError with one line that names the setting.
    """
    known = {_PREFIX + name.upper() for name in Settings.model_fields} | _NOT_SETTINGS
    unknown = sorted(name for name in os.environ if name.startswith(_PREFIX) and name not in known)
    if unknown:
        raise SettingsError(f"unknown setting {unknown[0]}; the settings are listed in README.md")
    try:
        return Settings(**{key: value for key, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        if first["type"] == "extra_forbidden":
            raise SettingsError(
                f"unknown setting '{name}' in panel.toml; the settings are listed in README.md"
            ) from None
        raise SettingsError(f"setting '{name}': {first['msg']}") from None
    except (OSError, ValueError) as error:
        raise SettingsError(f"panel.toml cannot be read: {str(error).splitlines()[0]}") from None
