"""What every model of meaning keeps, real or fake."""

from abc import ABC, abstractmethod

import pytest

from inspection.interaction import Role
from inspection.meaning import UnderstandsMeaning
from inspection.sentiment import TurnText

PHRASES = ("请不要把密码告诉任何人", "本次通话会被录音", "we will call you back tomorrow")
TALK = (
    TurnText("您好，本次通话会被录音，请问有什么可以帮您？", Role.AGENT),
    TurnText("我的钱怎么还没到账", Role.CUSTOMER),
    TurnText("", Role.AGENT),
    TurnText("请不要把密码告诉任何人，包括我们", Role.AGENT),
    TurnText("系统消息：会话已转接", Role.SYSTEM),
    TurnText("坏字节 \x00 \ud83d 之后还有字", Role.UNKNOWN),
    TurnText("😀😀😀", Role.CUSTOMER),
    TurnText("مرحبا كيف حالك", Role.CUSTOMER),
    TurnText("OK, we will call you back tomorrow. Bye.", Role.AGENT),
    TurnText("好" * 3000, Role.AGENT),
)


class MeaningContract(ABC):
    """Subclass it with a `meaning` fixture."""

    @pytest.fixture
    @abstractmethod
    def meaning(self) -> UnderstandsMeaning:
        """The model under test."""

    def test_its_own_words_are_found_at_their_turn(self, meaning: UnderstandsMeaning) -> None:
        sure = {(m.required, m.turn) for m in meaning.search(PHRASES, TALK) if m.verdict == "yes"}
        assert {(PHRASES[0], 3), (PHRASES[1], 0), (PHRASES[2], 8)} <= sure

    def test_places_lie_in_their_turn_and_say_why(self, meaning: UnderstandsMeaning) -> None:
        for place in meaning.search(PHRASES, TALK):
            assert place.required in PHRASES
            assert 0 <= place.start_char < place.end_char <= len(TALK[place.turn].text)
            assert TALK[place.turn].speaker is not Role.SYSTEM
            assert 0.0 <= place.score <= 1.0
            assert place.reason
            assert place.reason_en
            assert "\n" not in place.reason + place.reason_en

    def test_the_same_again_and_beside_other_phrases(self, meaning: UnderstandsMeaning) -> None:
        once = list(meaning.search(PHRASES, TALK))
        assert list(meaning.search(PHRASES, TALK)) == once
        assert list(meaning.search(PHRASES[:1], TALK)) == [m for m in once if m.required == PHRASES[0]]
        assert list(meaning.search((PHRASES[0], PHRASES[0]), TALK)) == list(meaning.search(PHRASES[:1], TALK))

    def test_nothing_required_or_nothing_said_finds_nothing(self, meaning: UnderstandsMeaning) -> None:
        assert list(meaning.search((), TALK)) == []
        assert list(meaning.search(PHRASES, ())) == []
        assert list(meaning.search(PHRASES, (TurnText("", Role.AGENT), TurnText("😀", Role.CUSTOMER)))) == []

    def test_it_says_who_it_is(self, meaning: UnderstandsMeaning) -> None:
        name, _, checksum = meaning.model_id.partition("@")
        assert name
        assert len(checksum) == 12
