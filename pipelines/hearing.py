"""Hearing one call: decode, recognise, tell the people apart, measure the sound. One plain function for a shard task.

recordings -> decoded channels -> speech and words per channel (or per voice) -> roles -> turns -> sound facts
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inspection.acoustics import sound_facts
from inspection.audio_notices import audio_notices
from inspection.audio_quality import audio_notes
from inspection.facts import Trust
from inspection.hearing import HEARING_RATE_HZ, DetectsSpeech, SeparatesSpeakers, SpeechToText
from inspection.interaction import Interaction, Role, Turn
from inspection.loudness import turn_levels
from inspection.noise_and_band import sound_notes
from inspection.recording import ChannelLayout, ChannelSpeech, RecordingFacts
from inspection.roles import RoleDecision
from inspection.sound import SoundFacts
from inspection.timeline import Interval, merge, total_s
from inspection.transcript import parts_of_channels, parts_of_speakers, turns_of
from models.model_cache import OnProgress
from models.speakers import open_separator
from models.voice_activity import SileroVoiceActivity
from models.whisper import EMBEDDED_MODEL, open_recogniser
from pipelines.casting import Voices, who_is_who
from pipelines.decoding import DEFAULT_LIMITS, DecodedRecording, DecodingLimits, decode_legs

DEFAULT_LANGUAGE = "zh"


@dataclass(frozen=True, slots=True)
class Ears:
    """What hears: a recogniser, a detector of speech, a separator of voices. One set per worker, not shared."""

    recogniser: SpeechToText
    voice_activity: DetectsSpeech
    separator: SeparatesSpeakers


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One call as it was heard; `notices` are sentences for the ledger and the reader.

    `voices` are the stretches of each channel, or of each voice that was told apart on one channel.
    """

    turns: tuple[Turn, ...]
    sound: SoundFacts
    recording: RecordingFacts
    trust: Trust
    notices: tuple[str, ...]
    model_ids: tuple[str, ...]
    voices: tuple[ChannelSpeech, ...] = ()


def open_ears(
    model: str | Path = EMBEDDED_MODEL,
    *,
    cpu_threads: int = 2,
    cache: Path | None = None,
    on_progress: OnProgress | None = None,
) -> Ears:
    """Load recogniser, voice activity and separator, fetching embedded models first if they are not in the cache.

    Raises ModelUnreachable (retry makes sense) or ModelError.
    """
    return Ears(
        recogniser=open_recogniser(model, cpu_threads=cpu_threads, cache=cache, on_progress=on_progress),
        voice_activity=SileroVoiceActivity(),
        separator=open_separator(cache=cache, on_progress=on_progress),
    )


def hear(
    recordings: Sequence[bytes | Path],
    interaction: Interaction,
    ears: Ears,
    *,
    default_language: str = DEFAULT_LANGUAGE,
    limits: DecodingLimits = DEFAULT_LIMITS,
    names: Sequence[str] = (),
) -> Heard:
    """Hear the recording of one call (or its one-sided legs, in the order of the channels).

    The language is the metadata's, else `default_language`. `names` stand in errors and notices. Raises
    RecordingError for a recording that cannot be decoded, ModelError for a language the recogniser does not know.
    """
    decoded = decode_legs(recordings, names=names, limits=limits)
    language = interaction.language or default_language
    voices = _listen(decoded, language, ears)
    casting = who_is_who(voices, interaction, decoded.signal, ears.separator)
    voices, decision = casting.voices, casting.decision
    turns = turns_of(voices.parts, decision.roles, casting.agent_ids)
    notes = audio_notes(decoded.facts, _speech_s(decoded, voices, casting.channel_of))
    notes += sound_notes(list(decoded.signal), _speech_by_channel(decoded, voices, casting.channel_of))
    sound = sound_facts(
        turns, _speech_by_role(voices, decision), decoded.facts.duration_s, interaction.holds, language=language
    )
    levels = turn_levels(turns, _signal_by_role(decoded, voices, decision, casting.channel_of), HEARING_RATE_HZ)
    return Heard(
        turns=turns,
        sound=replace(sound, turn_levels=levels),
        recording=decoded.facts,
        trust=Trust(roles=decision.confidence, recognition=_recognition(turns), audio=notes),
        notices=_notices(decoded.facts, decision, notes),
        model_ids=_model_ids(ears, voices),
        voices=tuple(ChannelSpeech(speaker, voices.speech[speaker]) for speaker in sorted(voices.speech)),
    )


def _listen(decoded: DecodedRecording, language: str, ears: Ears) -> Voices:
    speech = {channel: ears.voice_activity.speech(sound) for channel, sound in enumerate(decoded.signal)}
    talking = [channel for channel, found in speech.items() if found]
    if decoded.facts.layout is ChannelLayout.SEPARATE and len(talking) != 1:
        said = {channel: ears.recogniser.transcribe(decoded.signal[channel], language) for channel in talking}
        return Voices(parts_of_channels(said), speech, are_channels=True)
    channel = talking[0] if talking else 0
    return _listen_to_one(decoded, channel, speech, language, ears)


def _listen_to_one(
    decoded: DecodedRecording, channel: int, speech: Mapping[int, tuple[Interval, ...]], language: str, ears: Ears
) -> Voices:
    """One channel holds everything that is said: two voices on it, or only one person who talks."""
    sound: NDArray[np.float32] = decoded.signal[channel]
    speakers = ears.separator.separate(sound, speech[channel]) if speech[channel] else ()
    said = ears.recogniser.transcribe(sound, language) if speech[channel] else ()
    if len(speakers) < 2 and decoded.facts.layout is ChannelLayout.SEPARATE:
        return Voices(parts_of_channels({channel: said}), speech, are_channels=True)
    speakers = speakers or (ChannelSpeech(0, ()),)
    by_speaker = {s.speaker: s.speech for s in speakers}
    return Voices(parts_of_speakers(said, speakers), by_speaker, are_channels=False)


def _speech_by_role(voices: Voices, decision: RoleDecision) -> dict[Role, tuple[Interval, ...]]:
    by_role: dict[Role, list[Interval]] = {}
    for speaker, stretches in voices.speech.items():
        by_role.setdefault(decision.roles.get(speaker, Role.UNKNOWN), []).extend(stretches)
    return {role: merge(stretches) for role, stretches in by_role.items()}


def _signal_by_role(
    decoded: DecodedRecording, voices: Voices, decision: RoleDecision, channel_of: Mapping[int, int]
) -> dict[Role, NDArray[np.float32]]:
    """The channel on which each role speaks; the loudest one where all speak on one."""
    if voices.are_channels:
        heard = {s: role for s, role in decision.roles.items() if s in voices.speech}
        return {role: decoded.signal[channel_of.get(speaker, speaker)] for speaker, role in heard.items()}
    loudest = int(np.argmax(np.einsum("cs,cs->c", decoded.signal, decoded.signal)))
    return dict.fromkeys(decision.roles.values(), decoded.signal[loudest])


def _speech_by_channel(
    decoded: DecodedRecording, voices: Voices, channel_of: Mapping[int, int]
) -> list[tuple[Interval, ...]]:
    """Speech per judged channel (all voices together where one channel holds them)."""
    channels = range(decoded.signal.shape[0])
    if not voices.are_channels:
        return [merge(stretch for own in voices.speech.values() for stretch in own)] * len(channels)
    of_channel = {s: channel_of.get(s, s) for s in voices.speech}
    return [merge(i for s, own in voices.speech.items() if of_channel[s] == c for i in own) for c in channels]


def _speech_s(decoded: DecodedRecording, voices: Voices, channel_of: Mapping[int, int]) -> list[float]:
    """Seconds of speech per judged channel."""
    return [total_s(own) for own in _speech_by_channel(decoded, voices, channel_of)]


def _recognition(turns: Sequence[Turn]) -> float:
    """Mean confidence of what was recognised, weighted by its characters; 0.0 when nothing was."""
    weights = [len(t.text) for t in turns]
    if not sum(weights):
        return 0.0
    return round(sum((t.confidence or 0.0) * w for t, w in zip(turns, weights, strict=True)) / sum(weights), 4)


def _notices(facts: RecordingFacts, decision: RoleDecision, notes: Sequence[str]) -> tuple[str, ...]:
    return (*audio_notices(notes, facts.duration_s), *decision.notices)


def _model_ids(ears: Ears, voices: Voices) -> tuple[str, ...]:
    used = (ears.recogniser.model_id, ears.voice_activity.model_id)
    return used if voices.are_channels else (*used, ears.separator.model_id)
