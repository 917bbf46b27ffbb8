"""What came closest: by sound, by likeness, by meaning, in a colleague's part; and nothing where nothing did."""

from dataclasses import replace
from typing import Any

from inspection.facts import Facts
from inspection.meaning import Meant
from inspection.rules.explain import explain
from inspection.rules.explanation import Closest
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from tests.inspection.rules.book_of import book, facts

WORDS = "conditions:\n  c: {any: [绝对稳赚不赔]}\nfound: c"
SCRIPT = "conditions:\n  c: {script: [很高兴为您服务]}\nmet: c"
MEANING = "conditions:\n  c: {meaning: {of: [请保管好密码]}}\nmet: c"


def closest(body: str, seen: Facts, kind: str = "violation") -> tuple[Closest, ...]:
    view = SegmentView(seen, segments_of(seen.interaction)[0])
    return explain(view, book(body, kind=kind), "thing", "zh").conditions[0].closest


def meant(score: float, verdict: Any) -> Meant:
    return Meant(required="请保管好密码", turn=0, start_char=0, end_char=2, score=score, verdict=verdict)


def test_typed_words_that_only_sound_alike_are_named_and_do_not_count() -> None:
    (near,) = closest(WORDS, facts("A: 绝对吻赚不陪"))
    assert (near.kind, near.value) == ("by_sound", "绝对吻赚不陪")
    assert "打字文本不认同音" in near.words.zh


def test_the_line_that_is_most_like_a_script_is_named_with_both_shares() -> None:
    (near,) = closest(SCRIPT, facts("A: 您好", "A: 很高兴为你"), "duty")
    assert (near.kind, near.value, near.wanted, near.share) == ("similar", "57%", "80%", 0.57)
    assert near.place is not None
    assert near.place.turn == 1


def test_the_nearest_meaning_is_named_with_what_the_model_said() -> None:
    seen = replace(
        facts("A: 密码别告诉人"), meant=(meant(0.2, "no"), meant(0.4, "no")), meanings_read=("请保管好密码",)
    )
    (near,) = closest(MEANING, seen, "duty")
    assert (near.kind, near.share, near.value, near.wanted) == ("reading", 0.4, "no", "请保管好密码")
    assert "0.40，模型说：不是" in near.words.zh
    assert near.decisive


def test_words_a_colleague_said_belong_to_his_segment() -> None:
    seen = facts("C: 在吗", "A: 您好", "A: 绝对稳赚不赔")
    turns = tuple(replace(t, agent_id=a) for t, a in zip(seen.interaction.turns, (None, "a1", "a2"), strict=True))
    seen = replace(seen, interaction=replace(seen.interaction, turns=turns))
    assert len(segments_of(seen.interaction)) == 2
    (near,) = closest(WORDS, seen)
    assert (near.kind, near.value) == ("other_segment", "1")
    assert near.words.en.endswith("belongs to segment 2, a colleague's")
    assert not near.decisive


def test_where_nothing_is_near_nothing_is_named() -> None:
    assert closest(WORDS, facts("A: 您好")) == ()
    assert closest(SCRIPT, facts("A: 嗯"), "duty") == ()
    assert closest(MEANING, replace(facts("A: 您好"), meanings_read=("请保管好密码",)), "duty") == ()
