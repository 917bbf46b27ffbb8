"""What an example may say of a turn besides its words."""

import pytest

from inspection.errors import RuleError
from inspection.readers import Readers
from inspection.rules.examples import run_examples
from inspection.sentiment import SentimentReading
from tests.inspection.rules.book_of import book


class Neutral:
    """A reader that feels nothing, so that only what the example says counts."""

    model_id = "neutral"

    def read(self, turns: object) -> list[SentimentReading]:
        """Neutral for every turn."""
        return [SentimentReading(0.1, 0.8, 0.1, False) for _ in turns]  # type: ignore[attr-defined]


def problems(body: str, *examples: str) -> list[str]:
    text = body + "\nexamples:\n" + "\n".join(f"  - {e}" for e in examples)
    return [r.problem for r in run_examples(book(text), Readers(sentiment=Neutral()))]


def test_a_feeling_is_given() -> None:
    body = "conditions:\n  c: {role: customer, feeling: {label: negative}}\nfound: c"
    assert problems(
        body,
        "{turns: [{坐席: 您好}, {客户: 哦, feeling: negative}], expect: unmet}",
        "{turns: [{坐席: 您好}, {客户: 哦, feeling: {negative: 0.3, neutral: 0.7}}], expect: met}",
        "{turns: [{坐席: 您好, feeling: negative}, {客户: 哦}], expect: met}",
    ) == ["", "", ""]


def test_an_emotion_is_given_and_gives_the_sentiment_it_is_a_shade_of() -> None:
    angry = "conditions:\n  c: {role: customer, feeling: {emotion: angry}}\nfound: c"
    negative = "conditions:\n  c: {role: customer, feeling: {label: negative}}\nfound: c"
    example = "{turns: [{坐席: 您好}, {客户: 哦, emotion: angry}], expect: unmet}"
    assert problems(angry, example, "{turns: [{坐席: 您好}, {客户: 哦, emotion: anxious}], expect: met}") == ["", ""]
    assert problems(negative, example, "{turns: [{坐席: 您好}, {客户: 哦, emotion: grateful}], expect: met}") == [
        "",
        "",
    ]


def test_labels_of_a_classifier_and_one_that_was_not_run() -> None:
    label = "{role: customer, classifier: {name: intent, label: complaint}}"
    body = f"conditions:\n  c: {label}\nfound: c\nunknown: needs_human"
    assert problems(
        body,
        "{turns: [{坐席: 您好}, {客户: 哦, labels: {intent: {complaint: 0.9}}}], expect: unmet}",
        "{turns: [{坐席: 您好}, {客户: 哦, labels: {intent: {complaint: 0.2}}}], expect: met}",
        "{turns: [{坐席: 您好}, {客户: 哦}], classifiers: {intent: [complaint]}, expect: met}",
        "{turns: [{坐席: 您好}, {客户: 哦}], expect: needs_human}",
    ) == ["", "", "", ""]


def test_meanings_and_ones_nobody_looked_for() -> None:
    body = "conditions:\n  c: {meaning: {of: [请保管好密码]}}\nfound: c\nunknown: needs_human"
    assert problems(
        body,
        "{turns: [{坐席: 密码别给人, means: {请保管好密码: 'yes'}}], expect: unmet, evidence: 密码}",
        "{turns: [{坐席: 密码别给人, means: {请保管好密码: ask}}], expect: needs_human}",
        "{turns: [{坐席: 您好}], meanings_read: [请保管好密码], expect: met}",
        "{turns: [{坐席: 您好}], expect: needs_human}",
    ) == ["", "", "", ""]


def test_talking_over_each_other_holds_loudness_and_public_posts() -> None:
    interrupts = "conditions:\n  c: {interruptions: {more_than: 0}}\nfound: c"
    talk = "turns: [{客户: 我想问, end_s: %s}, {坐席: 您先听我说, end_s: 6}]"
    spoken = "{channel: phone, times_s: [0, 2], " + talk + ", expect: %s}"
    assert problems(interrupts, spoken % (5, "unmet"), spoken % (1.5, "met")) == ["", ""]
    hold = "conditions:\n  c: {hold: {over_s: 20}}\nfound: c"
    assert problems(
        hold, "{channel: phone, times_s: [0, 40], holds: [[5, 39]], turns: [{坐席: 稍等}, {坐席: 久等}], expect: unmet}"
    ) == [""]
    loud = "conditions:\n  c: {loudness: {above_dbfs: -20}}\nfound: c"
    assert problems(loud, "{channel: phone, turns: [{坐席: 喂, level_dbfs: -9}], expect: unmet}") == [""]
    public = "conditions:\n  c: {any: [电话], public: true}\nfound: c"
    assert problems(
        public,
        "{channel: social, turns: [{坐席: 您的电话是, public: true}], expect: unmet}",
        "{channel: social, turns: [{坐席: 您的电话是}], expect: met}",
    ) == ["", ""]


def test_words_with_times_and_confidence_and_trust() -> None:
    body = "conditions:\n  c: {any: [随便你], first_s: 3}\nfound: c"
    words = "words: [[那, 0.0, 0.5, 0.9], [随便你, 4.0, 4.5, %s]], end_s: 5"
    assert problems(
        body, "{channel: phone, recognised: true, turns: [{坐席: 那随便你, %s}], expect: met}" % (words % 0.9)
    ) == [""]
    body = body.replace(", first_s: 3", "")
    one = "{channel: phone, recognised: true, turns: [{坐席: 那随便你, %s}], expect: %s}"
    assert problems(body, one % (words % 0.9, "unmet"), one % (words % 0.2, "needs_human")) == ["", ""]
    unsure = "{channel: phone, recognised: true, trust: {roles: 0.3}, turns: [{坐席: 随便你}], expect: needs_human}"
    assert problems(body, unsure) == [""]


def test_a_detail_nobody_knows_is_refused() -> None:
    with pytest.raises(RuleError):
        problems("conditions:\n  c: {any: [a]}\nfound: c", "{turns: [{坐席: 您好, mood: bad}], expect: met}")
    with pytest.raises(RuleError):
        problems("conditions:\n  c: {any: [a]}\nfound: c", "{turns: [{坐席: 您好, feeling: bad}], expect: met}")
