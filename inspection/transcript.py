"""The transcript: turns in order of time from what was heard on each channel, or on one channel by several speakers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from inspection.chinese_text import ends_sentence
from inspection.hearing import Utterance
from inspection.interaction import Role, Turn, Word
from inspection.recording import ChannelSpeech
from inspection.timeline import Interval, intersect, total_s

NOBODY_NAMED: Mapping[int, str] = MappingProxyType({})
JOIN_PAUSE_S = 1.5
"""One person going on after a shorter pause, with nobody in between, is still in the same turn."""
SENTENCE_PAUSE_S = 0.3
"""A pause between words after which a new sentence, and so another speaker, may begin though no mark says so."""
SPLINTER_S = 1.0
"""Another voice inside a sentence for less is the separator's uncertainty (it looks through windows of 1.2 s)."""


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


def turns_of(
    parts: Sequence[SpokenPart], roles: Mapping[int, Role], agent_ids: Mapping[int, str] = NOBODY_NAMED
) -> tuple[Turn, ...]:
    """Turns in order of time, indexes from 0: a speaker's parts are joined while nobody else speaks in between.

    `agent_ids` names the agents, by speaker, who are not the one the call belongs to.
    `start_s`/`end_s` are seconds of the recording; confidence is the parts' mean weighted by their characters.
    """
    joined: list[list[SpokenPart]] = []
    for part in parts:
        if joined and _goes_on(joined[-1][-1], part):
            joined[-1].append(part)
        else:
            joined.append([part])
    return tuple(_turn(index, group, roles, agent_ids) for index, group in enumerate(joined))


def _in_order(parts: Iterator[SpokenPart]) -> tuple[SpokenPart, ...]:
    return tuple(sorted(parts, key=lambda p: (p.utterance.start_s, p.utterance.end_s, p.speaker)))


def _goes_on(before: SpokenPart, after: SpokenPart) -> bool:
    pause_s = after.utterance.start_s - before.utterance.end_s
    return before.speaker == after.speaker and pause_s <= JOIN_PAUSE_S


def _turn(index: int, group: Sequence[SpokenPart], roles: Mapping[int, Role], agent_ids: Mapping[int, str]) -> Turn:
    said = [part.utterance for part in group]
    weights = [max(1, len(u.text)) for u in said]
    confidence = sum(u.confidence * w for u, w in zip(said, weights, strict=True)) / sum(weights)
    return Turn(
        index=index,
        sender=roles.get(group[0].speaker, Role.UNKNOWN),
        text=_run_together([u.text for u in said]),
        agent_id=agent_ids.get(group[0].speaker),
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
    """One part per run of words by the same speaker; a sentence has one, unless another plainly speaks inside it."""
    if not utterance.words:
        yield SpokenPart(_speaker_of(Interval(utterance.start_s, utterance.end_s), speakers), utterance)
        return
    labels = [_speaker_of(Interval(w.start_s, w.end_s), speakers) for w in utterance.words]
    for first, end in _sentences(utterance.words):
        labels[first:end] = _of_one_sentence(labels[first:end], utterance.words[first:end])
    at = 0
    for speaker, run in groupby(labels):
        count = len(list(run))
        yield SpokenPart(speaker, _of_words(utterance.words[at : at + count], utterance))
        at += count


def _sentences(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Ranges of words up to a mark that ends a sentence, or up to a pause."""
    first = 0
    for at, word in enumerate(words):
        is_last = at == len(words) - 1
        if is_last or ends_sentence(word.text) or words[at + 1].start_s - word.end_s >= SENTENCE_PAUSE_S:
            yield first, at + 1
            first = at + 1


def _of_one_sentence(labels: Sequence[int], words: Sequence[Word]) -> list[int]:
    """Whoever speaks most of a sentence speaks all of it; a run of another voice stays when it is no splinter."""
    seconds: dict[int, float] = {}
    for label, word in zip(labels, words, strict=True):
        seconds[label] = seconds.get(label, 0.0) + max(word.end_s - word.start_s, 0.01)
    main = max(seconds, key=lambda label: seconds[label])
    kept: list[int] = []
    at = 0
    for label, run in groupby(labels):
        count = len(list(run))
        is_splinter = words[at + count - 1].end_s - words[at].start_s < SPLINTER_S
        kept.extend([main if is_splinter else label] * count)
        at += count
    return kept


def _speaker_of(interval: Interval, speakers: Sequence[ChannelSpeech]) -> int:
    """Whose speech covers most of the interval, else whose speech is nearest to it."""

    def claim(speaker: ChannelSpeech) -> tuple[float, float]:
        nearest_s = min((_distance_s(s, interval) for s in speaker.speech), default=float("inf"))
        return (total_s(intersect([interval], speaker.speech)), -nearest_s)

    return max(speakers, key=claim).speaker


def _distance_s(a: Interval, b: Interval) -> float:
    return max(0.0, a.start_s - b.end_s, b.start_s - a.end_s)


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
