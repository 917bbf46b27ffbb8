"""Settings of a source are read strictly, and the page for operators lists all of them and every code."""

from pathlib import Path

import pytest

from inspection.errors import SettingsError
from inspection.formats.refusal_codes import REFUSAL_CODES
from pipelines.sources.settings import SourceSettings, read_settings
from pipelines.sources.shipped_files import shipped_eligibility

PAGE = (Path(__file__).parents[3] / "docs" / "how-to" / "drop-folder.md").read_text(encoding="utf-8")


def test_a_file_with_a_bom_is_read_and_the_rest_keeps_its_default() -> None:
    settings = read_settings('\ufeffname = "东区"\nsettle_s = 1.5\n'.encode())
    assert (settings.name, settings.settle_s, settings.time_zone) == ("东区", 1.5, "Asia/Shanghai")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("settle_s = -1", "settle_s"),
        ('time_zone = "Mars/Olympus"', "time_zone"),
        ("colour = 1", "colour"),
        ('agent_suffixes = ["-a"]', "not pairs"),
        ("name = ", "not TOML"),
    ],
)
def test_a_wrong_setting_is_named(text: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        read_settings(text.encode())


def test_the_page_lists_every_setting_and_every_code() -> None:
    for name in (*SourceSettings.model_fields, *REFUSAL_CODES, *shipped_eligibility().reasons):
        assert f"| `{name}` |" in PAGE, name


def test_every_code_is_explained_in_both_languages() -> None:
    for code, meaning in REFUSAL_CODES.items():
        assert meaning.en.endswith("."), code
        assert not meaning.zh.isascii()
        assert meaning.en.isascii()
