"""Settings: where they come from, and one line for what cannot be used."""

from pathlib import Path

import pytest

from assistant.config import Settings, load_settings
from assistant.errors import SettingsError


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _write(text: str) -> None:
    Path("panel.toml").write_text(text, encoding="utf-8")


def test_defaults() -> None:
    settings = load_settings()
    assert settings.index == Path("var/index")
    assert (settings.host, settings.port, settings.mode) == ("127.0.0.1", 7860, "quotes")
    assert not Path("var").exists(), "reading settings must not make folders"


def test_arguments_over_environment_over_file(monkeypatch: pytest.MonkeyPatch) -> None:
    _write('port = 1001\nhost = "0.0.0.0"\nmax_quotes = 9\n')
    assert load_settings().port == 1001
    monkeypatch.setenv("PANEL_PORT", "1002")
    assert load_settings().port == 1002
    assert load_settings(port=1003).port == 1003
    assert load_settings(port=None).port == 1002  # not given
    assert (load_settings().host, load_settings().max_quotes) == ("0.0.0.0", 9)


def test_every_setting_by_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, field in Settings.model_fields.items():
        texts = {
            "mode": "written",
            "ocr_language": "deu",
            "llm": "ollama:some-model",
            "llm_base_url": "http://127.0.0.1:8000/v1",
        }
        value = texts.get(name, "7777")
        if name == "refuse_below":
            value = "0.25"
        if name == "max_quotes":
            value = "7"
        monkeypatch.setenv(f"PANEL_{name.upper()}", value)
        assert getattr(load_settings(), name) != field.default, name
        monkeypatch.delenv(f"PANEL_{name.upper()}")


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def _complaint(**given: object) -> str:
    with pytest.raises(SettingsError) as raised:
        load_settings(**given)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_unknown_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANEL_PROT", "1")
    assert "PANEL_PROT" in _complaint()


def test_unknown_in_the_file() -> None:
    _write("prot = 1\n")
    assert "'prot'" in _complaint() and "panel.toml" in _complaint()


def test_unknown_table_in_the_file() -> None:
    _write("[server]\nport = 1\n")
    assert "'server'" in _complaint()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("MODE", "poems"),
        ("MAX_QUOTES", "0"),
        ("MAX_QUOTES", "1.5"),
        ("REFUSE_BELOW", "2"),
        ("MAX_FILE_MB", "0"),
        ("MAX_QUESTION_CHARS", "1"),
    ],
)
def test_a_value_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"PANEL_{name}", value)
    assert f"'{name.lower()}'" in _complaint()


def test_a_bad_value_in_the_file_or_given() -> None:
    assert "'port'" in _complaint(port=70000)
    _write('port = "many"\n')
    assert "'port'" in _complaint()


@pytest.mark.parametrize("text", ["port = \n", "port 1", "[", '"', "port = 1\nport = 2\n"])
def test_a_broken_file(text: str) -> None:
    _write(text)
    assert "panel.toml" in _complaint()


def test_a_file_that_is_no_text() -> None:
    Path("panel.toml").write_bytes(b"\xff\xfe\x00\x01")
    assert "panel.toml" in _complaint()


def test_a_folder_in_its_place() -> None:
    Path("panel.toml").mkdir()
    assert load_settings().port == 7860


def test_settings_do_not_change() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().port = 1
