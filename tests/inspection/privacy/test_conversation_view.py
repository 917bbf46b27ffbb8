"""Context between turns."""

from collections.abc import Callable

Found = list[tuple[str, str]]


def test_a_short_answer_between_question_and_value_does_not_matter(found: Callable[..., Found]) -> None:
    assert found("坐:收件人姓名是什么|客:好的|客:刘晓燕") == [("name", "刘晓燕")]


def test_pieces_with_a_real_sentence_between_are_not_joined(found: Callable[..., Found]) -> None:
    assert found("客:138|坐:您先说一下具体是什么问题我这边好帮您登记一下可以吗谢谢您|客:00138000") == []


def test_a_full_value_is_not_joined_with_the_next_one(found: Callable[..., Found]) -> None:
    assert found("客:13800138000|客:62881234") == [("phone", "13800138000")]


def test_turns_of_unknown_senders_give_each_other_context(found: Callable[..., Found]) -> None:
    assert found("?:请报一下手机号|?:一三八零零|?:嗯|?:一三八零零零") == [
        ("phone", "一三八零零"),
        ("phone", "一三八零零零"),
    ]
