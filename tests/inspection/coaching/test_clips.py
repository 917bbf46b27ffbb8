"""Clips: the plainest failure first, the best success, one per agent for a group."""

from dataclasses import replace

from inspection.coaching.clips import Example, best_clips, worst_clips
from inspection.evaluation import ItemState
from tests.inspection.result_cases import evaluation, item, words

PLAIN = item("closing", ItemState.UNMET, evidence=(words(),))
BARE = item("closing", ItemState.UNMET)


def test_more_points_lost_then_evidence_then_sure_words_come_first() -> None:
    dear = replace(BARE, max_points=20.0)
    unsure = replace(PLAIN, confidence=0.5)
    judged = [(evaluation(n), one) for n, one in enumerate([BARE, unsure, PLAIN, dear])]
    assert [c.evaluation_id for c in worst_clips(judged, 4)] == ["E00003", "E00002", "E00001", "E00000"]


def test_one_clip_per_agent_for_a_group() -> None:
    judged = [(evaluation(n, agent_id=f"A{n // 2}"), PLAIN) for n in range(6)]
    assert [c.agent_id for c in worst_clips(judged, 3, one_per_agent=True)] == ["A0", "A1", "A2"]


def test_the_best_clip_has_words_and_a_high_score() -> None:
    met = item("closing", ItemState.MET, evidence=(words(),))
    judged = [(evaluation(1, score=70.0), met), (evaluation(2, score=95.0), met),
              (evaluation(3, score=100.0), item("closing", ItemState.MET))]  # fmt: skip
    clips = best_clips(judged, 2)
    assert [(c.evaluation_id, c.example) for c in clips] == [("E00002", Example.BEST), ("E00001", Example.BEST)]
