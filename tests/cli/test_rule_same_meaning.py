"""`mingjian rules same-meaning`: JSON lines and nothing else on stdout, one per pair."""

import json
import os
from pathlib import Path

import pytest

from models.model_cache import is_ready
from tests.cli.running import mingjian

PAIRS = (
    "a\tb\tlabel",
    "我们会在3天内答复您\t5天内给您答复\t0",
    "本次通话会被录音\t另外，本次通话会被录音。\t1",
    "We will call you back\tWe will call you back\t1",
    "您好\t",
)


@pytest.fixture(autouse=True)
def _model_is_there() -> None:
    if not is_ready("e5-words"):
        if os.environ.get("CI"):
            pytest.fail("CI must have the models: mingjian models fetch")
        pytest.skip("the model cache does not hold e5-words: run `mingjian models fetch`")


def answers(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_every_pair_is_answered_in_order_and_the_heading_is_none(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_bytes("\r\n".join(PAIRS).encode(encoding))
    result = mingjian("rules", "same-meaning", file)
    assert result.exit_code == 0
    said = answers(result.stdout)
    assert [row["a"] for row in said] == [line.split("\t")[0] for line in PAIRS[1:]]
    assert [set(row) for row in said] == [{"a", "b", "score", "verdict", "reason"}] * 4
    assert [row["verdict"] for row in said] == ["no", "yes", "yes", "no"]
    assert said[0]["reason"] == "时间不同：3天 / 5天"
    assert said[3] == {"a": "您好", "b": "", "score": 0.0, "verdict": "no", "reason": "没有可比较的文字"}
    assert all(0.0 <= float(str(row["score"])) <= 1.0 for row in said)


def test_the_reason_is_in_the_language_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("我们会在3天内答复您\t5天内给您答复\n", encoding="utf-8")
    (row,) = answers(mingjian("rules", "same-meaning", file, "--lang", "en").stdout)
    assert row["reason"] == "time differs: 3天 / 5天"


def test_a_row_that_is_no_pair_is_one_line_on_stderr_and_the_others_are_answered(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("您好\t您好\n只有一列\n", encoding="utf-8")
    result = mingjian("rules", "same-meaning", file)
    assert result.exit_code == 1
    assert len(answers(result.stdout)) == 1
    assert f"{file}:2: the row has 1 of 2 columns" in result.stderr


def test_an_empty_file_has_no_answers(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("", encoding="utf-8")
    result = mingjian("rules", "same-meaning", file)
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_file_that_is_not_there_or_no_text_is_one_line(tmp_path: Path) -> None:
    picture = tmp_path / "pairs.tsv"
    picture.write_bytes(b"\x89PNG\r\n")
    for file in (tmp_path / "nowhere.tsv", picture):
        result = mingjian("rules", "same-meaning", file)
        assert result.exit_code != 0
        assert result.stdout == ""
        assert str(file) in str(result.exception)
