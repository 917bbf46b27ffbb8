"""The file of hot words is read whole or refused with one line."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from inspection.errors import SettingsError
from inspection.hot_words import HotWords
from pipelines.bench import open_bench
from pipelines.hearing import Ears, hear
from pipelines.hearing_settings import HearingSettings
from pipelines.hot_word_files import hot_words_in, sha256_of_hot_words
from pipelines.night_settings import NightSettings
from tests.models.fakes_hearing import FakeSpeechToText, LoudnessVoiceActivity, PitchSeparator
from tests.pipelines.made_recordings import bursts, wav16
from tests.pipelines.small_night import NIGHT, small_rules
from tests.pipelines.test_hearing import call


def written(folder: Path, text: str) -> Path:
    file = folder / "words.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_words_of_everywhere_and_of_queues_are_read(tmp_path: Path) -> None:
    words = hot_words_in(written(tmp_path, 'everywhere = ["云杉家居"]\n[queues]\n"退款" = ["优品商城"]\n'))
    assert words == HotWords(("云杉家居",), {"退款": ("优品商城",)})


def test_no_file_is_no_hot_words() -> None:
    assert hot_words_in(None) == HotWords()


@pytest.mark.parametrize(
    "text", ["everywhere = [", 'everywhere = "云杉家居"', 'elsewhere = ["云杉家居"]', 'everywhere = ["云"]']
)
def test_a_file_that_is_wrong_is_refused_with_its_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        hot_words_in(written(tmp_path, text))
    assert caught.value.where is not None
    assert caught.value.where.endswith("words.toml")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        hot_words_in(tmp_path / "none.toml")


def test_a_call_of_the_queue_is_put_right_and_says_so_in_its_model_ids() -> None:
    said = FakeSpeechToText({400: ("您好，这里是有品商城。",)}, confidence=0.6)
    ears = Ears(said, LoudnessVoiceActivity(), PitchSeparator(), HotWords(queues={"退款": ("优品商城",)}))
    stereo = np.stack([bursts(9.0, [(1, 5)], 16_000, 400), bursts(9.0, [(6, 8)], 16_000, 800)])
    of_queue = hear([wav16(stereo, 16_000)], call(queue="退款"), ears)
    elsewhere = hear([wav16(stereo, 16_000)], call(queue="售后"), ears)
    assert of_queue.turns[0].text == "您好，这里是优品商城。"
    assert of_queue.model_ids[-1].startswith("hot-words@")
    assert elsewhere.turns[0].text == "您好，这里是有品商城。"
    assert not any(i.startswith("hot-words@") for i in elsewhere.model_ids)


def test_a_run_is_pinned_to_how_it_hears(tmp_path: Path) -> None:
    words = tmp_path / "hot.toml"
    words.write_text('everywhere = ["江月银行"]\n', encoding="utf-8")
    assert sha256_of_hot_words(words) == hashlib.sha256(words.read_bytes()).hexdigest()
    assert sha256_of_hot_words(None) == ""
    with pytest.raises(SettingsError):
        sha256_of_hot_words(tmp_path / "none.toml")
    hearing = HearingSettings(hearing_mode="fast", hearing_hot_words_file=words)
    drop, rules = tmp_path / "drop", small_rules(tmp_path / "rules")
    drop.mkdir()
    (drop / "source.toml").write_text('name = "small"\n', encoding="utf-8")
    settings = NightSettings(drop=drop, workspace=tmp_path, business_date=NIGHT, hearing=hearing, rules=rules)
    pins = open_bench(settings).pins
    assert (pins["hearing"], pins["hot_words_hash"]) == ("fast, int8", sha256_of_hot_words(words))
