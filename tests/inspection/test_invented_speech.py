"""What a recogniser makes up is told from what people say."""

import pytest

from inspection.invented_speech import echoes, is_stock_phrase, loops

PROMPT = "以下是普通话的通话录音，请用简体中文和标点符号记录。"


@pytest.mark.parametrize(
    "text", [PROMPT, "請用簡體中文和標點符號記錄", "以下是普通话的通话录音,请用简体中文和标点记录"]
)
def test_the_prompt_and_good_parts_of_it_are_echoes(text: str) -> None:
    assert echoes(text, PROMPT)


@pytest.mark.parametrize("text", ["您好，请问有什么可以帮您？", "请用", "我要简体中文的说明书", ""])
def test_speech_is_no_echo_and_without_a_prompt_nothing_is(text: str) -> None:
    assert not echoes(text, PROMPT)
    assert not echoes(text, "")


@pytest.mark.parametrize("text", ["谢谢你" * 12, "thank you. " * 20, "对对对对对对对对对对对对对"])
def test_one_phrase_over_and_over_is_a_loop(text: str) -> None:
    assert loops(text)


@pytest.mark.parametrize(
    "text",
    [
        "好的好的，我知道了。",
        "行行行，我给你登记一下。",
        "喂喂喂，听得到吗？",
        "13800006201",
        "00000000000000",
        "8888888888",
    ],
)
def test_people_who_repeat_themselves_and_numbers_do_not_loop(text: str) -> None:
    assert not loops(text)


@pytest.mark.parametrize(
    "text", ["谢谢大家观看", "字幕由志愿者提供", "请不吝点赞 订阅 转发 打赏", "Thanks for watching!"]
)
def test_subtitle_phrases_are_known(text: str) -> None:
    assert is_stock_phrase(text)


@pytest.mark.parametrize(
    "text",
    [
        "感谢您的来电，再见。",
        "谢谢您的耐心等待。",
        "我想订阅那个栏目",
        "I'd like to subscribe to the sports channel.",
        "请您观看说明书",
    ],
)
def test_service_talk_is_never_a_stock_phrase(text: str) -> None:
    assert not is_stock_phrase(text)
