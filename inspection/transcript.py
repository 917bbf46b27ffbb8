"""The transcript: turns in order of time from what was heard on each channel, or on one channel by several speakers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from inspection.chinese_text import ends_sentence
from inspection.hearing import Utterance
from inspection.interaction import Role, Turn, Word
from inspection.recording import ChannelSpeech
from inspection.timeline import Interval, intersect, total_s

JOIN_PAUSE_S = 1.5
"""One person going on after a shorter pause, with nobody in between, is still in the same turn."""
_NEAREST_S = 0.8
"""How far a change of voice is moved to the end of a sentence: half a window of the separator is its uncertainty."""
_SPLINTER_S = 0.5


@dataclass(frozen=True, slots=True)
class SpokenPart:
    """An utterance and who said it: the channel's number, or the separated speaker's."""

    speaker: int
    utterance: Utterance


def parts_of_channels(channels: Mapping[int, Sequence[Utterance]]) -> tuple[SpokenPart, ...]:
    """What was said on separate channels, in order of time."""
    return _in_order(SpokenPart(channel, u) for channel, said in channels.items() for u in said)


def parts_of_speakers(utterances: Sequence[Utterance], speakers: Sequence[ChannelSpeech]) -> tuple[SpokenPart, ...]:
    """What was said on one channel, cut by word times where the speaker changes inside an utterance."""
    if len(speakers) < 2:
        only = speakers[0].speaker if speakers else 0
        return _in_order(SpokenPart(only, u) for u in utterances)
    return _in_order(part for u in utterances for part in _split(u, speakers))


def turns_of(parts: Sequence[SpokenPart], roles: Mapping[int, Role]) -> tuple[Turn, ...]:
    """Turns in order of time, indexes from 0: a speaker's parts are joined while nobody else speaks in between.

    `start_s`/`end_s` are seconds of the recording; confidence is the parts' mean weighted by their characters.
    """
    joined: list[list[SpokenPart]] = []
    for part in parts:
        if joined and _goes_on(joined[-1][-1], part):
            joined[-1].append(part)
        else:
            joined.append([part])
    return tuple(_turn(index, group, roles) for index, group in enumerate(joined))


def _in_order(parts: Iterator[SpokenPart]) -> tuple[SpokenPart, ...]:
    return tuple(sorted(parts, key=lambda p: (p.utterance.start_s, p.utterance.end_s, p.speaker)))


def _goes_on(before: SpokenPart, after: SpokenPart) -> bool:
    pause_s = after.utterance.start_s - before.utterance.end_s
    return before.speaker == after.speaker and pause_s <= JOIN_PAUSE_S


def _turn(index: int, group: Sequence[SpokenPart], roles: Mapping[int, Role]) -> Turn:
    said = [part.utterance for part in group]
    weights = [max(1, len(u.text)) for u in said]
    confidence = sum(u.confidence * w for u, w in zip(said, weights, strict=True)) / sum(weights)
    return Turn(
        index=index,
        sender=roles.get(group[0].speaker, Role.UNKNOWN),
        text=_run_together([u.text for u in said]),
        start_s=said[0].start_s,
        end_s=max(u.end_s for u in said),
        confidence=round(confidence, 4),
        words=tuple(word for u in said for word in u.words),
    )


def _run_together(texts: Sequence[str]) -> str:
    """Chinese runs on, other writing takes a space between."""
    text = ""
    for piece in texts:
        space = " " if text and text[-1].isascii() and piece[:1].isascii() else ""
        text += space + piece
    return text


def _split(utterance: Utterance, speakers: Sequence[ChannelSpeech]) -> Iterator[SpokenPart]:
    """One part per run of words by the same speaker; a lone word inside another's run is not a change."""
    if not utterance.words:
        yield SpokenPart(_speaker_of(Interval(utterance.start_s, utterance.end_s), speakers), utterance)
        return
    labels = _steady([_speaker_of(Interval(w.start_s, w.end_s), speakers) for w in utterance.words], utterance.words)
    at = 0
    for speaker, run in groupby(labels):
        count = len(list(run))
        yield SpokenPart(speaker, _of_words(utterance.words[at : at + count], utterance))
        at += count


def _speaker_of(interval: Interval, speakers: Sequence[ChannelSpeech]) -> int:
    """Whose speech covers most of the interval, else whose speech is nearest to it."""

    def claim(speaker: ChannelSpeech) -> tuple[float, float]:
        nearest_s = min((_distance_s(s, interval) for s in speaker.speech), default=float("inf"))
        return (total_s(intersect([interval], speaker.speech)), -nearest_s)

    return max(speakers, key=claim).speaker


def _distance_s(a: Interval, b: Interval) -> float:
    return max(0.0, a.start_s - b.end_s, b.start_s - a.end_s)


def _steady(labels: Sequence[int], words: Sequence[Word]) -> list[int]:
    """Move each change of speaker to the end of a sentence within _NEAREST_S, and drop splinters."""
    steady = list(labels)
    for at in range(1, len(steady)):
        if steady[at] == steady[at - 1]:
            continue
        border = _mark_near(words, at)
        if border < at:
            steady[border:at] = [steady[at]] * (at - border)
        elif border > at:
            steady[at:border] = [steady[at - 1]] * (border - at)
    return _without_splinters(steady, words)


def _mark_near(words: Sequence[Word], at: int) -> int:
    """Index of the first word after the sentence mark nearest to `at`, within _NEAREST_S; else `at`."""
    border_s = words[at].start_s
    near = [
        i
        for i in range(1, len(words))
        if ends_sentence(words[i - 1].text) and abs(words[i].start_s - border_s) <= _NEAREST_S
    ]
    return min(near, key=lambda i: abs(words[i].start_s - border_s), default=at)


def _without_splinters(labels: list[int], words: Sequence[Word]) -> list[int]:
    at = 0
    for label, run in groupby(list(labels)):
        count = len(list(run))
        spoken_s = words[at + count - 1].end_s - words[at].start_s
        if at > 0 and spoken_s < _SPLINTER_S and labels[at - 1] != label:
            labels[at : at + count] = [labels[at - 1]] * count
        at += count
    return labels


def _of_words(words: Sequence[Word], whole: Utterance) -> Utterance:
    """The part of an utterance that these words make; a word's spaces are those of the whole text."""
    if len(words) == len(whole.words):
        return whole
    spaced = any(char.isspace() for char in whole.text)
    text = (" " if spaced else "").join(w.text for w in words)
    return Utterance(
        start_s=words[0].start_s,
        end_s=max(w.end_s for w in words),
        text=text,
        confidence=round(sum(w.confidence for w in words) / len(words), 4),
        words=tuple(words),
    )
