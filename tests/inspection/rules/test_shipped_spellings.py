"""The shipped table of evasive spellings (scoring_rules/spellings.yaml), on phrases of its own."""

from pathlib import Path

import pytest

import scoring_rules
from tests.inspection.rules.asking import NO, YES, ask

TABLE = (Path(scoring_rules.__file__).parent / "spellings.yaml").read_text(encoding="utf-8")
BESIDE = [("spellings.yaml", TABLE)]
WANTED = "c: {any: [加微信, 好评返现, 好评返红包, 私下(加qq|转支付宝)], sounds_like: false}"


@pytest.mark.parametrize(
    "said",
    [
        "加V说吧",
        "加薇❤",
        "+v详聊",
        "加Ｖ",
        "加微.信",
        "佳薇",
        "好平返现",
        "五❤评返线",
        "好*评返现",
        "好坪返🧧",
        "私下加扣扣",
        "si下加🐧",
        "私下转zfb",
    ],
)
def test_evasive_spellings_are_found(said: str) -> None:
    assert ask(WANTED, f"A: 亲{said}", beside=BESIDE).truth is YES


@pytest.mark.parametrize(
    "said",
    ["加vip会员", "威信扫地", "好平整的布", "加薪", "家里返修", "口口声声", "反现象", "vx2000显卡", "扣扣子"],
)
def test_words_that_only_look_evasive_are_not(said: str) -> None:
    assert ask(WANTED, f"A: {said}", beside=BESIDE).truth is NO


def test_recognised_speech_is_left_alone() -> None:
    assert ask(WANTED, "A: 好平返现", beside=BESIDE, recognised=True).truth is NO
