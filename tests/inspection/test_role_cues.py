"""Cues of who is who: what they vote for, how often they count, what must not sway them."""

import pytest

from inspection.role_cues import CUES, POLITE_VOTES, cue_votes, politeness


@pytest.mark.parametrize(
    "text",
    [
        "您好，很高兴为您服务",
        "请问您还有什么其他问题需要帮助吗",
        "Thank you for calling, how can I help?",
        "May I have your name?",
    ],
)
def test_what_agents_say_votes_for_the_agent(text: str) -> None:
    assert sum(cue_votes([text]).values()) > 0


@pytest.mark.parametrize(
    "text", ["我要投诉你们", "我想退货", "我买的锅是坏的", "I'm calling about my order", "I need a new card"]
)
def test_what_customers_say_votes_for_the_customer(text: str) -> None:
    assert sum(cue_votes([text]).values()) < 0


@pytest.mark.parametrize("text", ["嗯", "好", "八零一五", "okay", "二零二六年九月一号"])
def test_what_anybody_says_votes_for_nobody(text: str) -> None:
    assert cue_votes([text]) == {}


def test_a_cue_counts_at_most_twice_and_the_second_time_half() -> None:
    once, twice, often = (cue_votes(["请稍等"] * n)["请稍等"] for n in (1, 2, 9))
    assert once < twice == often == pytest.approx(1.5 * once)


def test_politeness_grows_with_its_share_up_to_a_limit() -> None:
    assert politeness([]) == 0.0
    assert 0 < politeness(["您" + "好" * 60]) < politeness(["您您" + "好" * 60]) <= POLITE_VOTES
    assert politeness(["您" * 50]) == POLITE_VOTES


def test_every_cue_has_a_name_of_its_own_and_a_vote() -> None:
    assert len({cue.name for cue in CUES}) == len(CUES)
    assert all(cue.votes for cue in CUES)
