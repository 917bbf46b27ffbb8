"""Hearing one call: decode, recognise, tell the people apart, measure the sound. Plain functions for a shard task.

recordings -> decoded channels -> speech and words per channel (or per voice) -> roles -> turns -> sound facts

Recognition is the costly part, and cheaper for many calls together (`hearing_together.py`): hence the two halves,
`prepare` before it and `conclude` after it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inspection.acoustics import sound_facts
from inspection.audio_notices import audio_notices
from inspection.audio_quality import audio_notes
from inspection.errors import ModelError
from inspection.facts import Trust
from inspection.hearing import (
    HEARING_RATE_HZ,
    DetectsSpeech,
    SeparatesSpeakers,
    SoundToHear,
    SpeechToText,
    Utterance,
)
from inspection.hot_words import HotWords, hot_words_id, put_right
from inspection.interaction import Interaction, Role, Turn
from inspection.loudness import turn_levels
from inspection.noise_and_band import sound_notes
from inspection.recording import ChannelLayout, ChannelSpeech, RecordingFacts
from inspection.roles import RoleDecision
from inspection.sound import SoundFacts
from inspection.timeline import Interval, merge, total_s
from inspection.transcript import parts_of_channels, parts_of_speakers, turns_of
from models.model_cache import OnProgress
from models.recognition.modes import MODES
from models.speakers import open_separator
from models.voice_activity import SileroVoiceActivity
from models.whisper import EMBEDDED_MODEL, WhisperOptions, open_recogniser
from pipelines.casting import Voices, who_is_who
from pipelines.decoding import DEFAULT_LIMITS, DecodedRecording, DecodingLimits, decode_legs
from pipelines.hearing_settings import DEFAULT_HEARING, HearingSettings
from pipelines.hot_word_files import hot_words_in

DEFAULT_LANGUAGE = "zh"


@dataclass(frozen=True, slots=True)
class Ears:
    """What hears: a recogniser, a detector of speech, a separator of voices. One set per worker, not shared.

    `hot_words` are put right in what was recognised.
    """

    recogniser: SpeechToText
    voice_activity: DetectsSpeech
    separator: SeparatesSpeakers
    hot_words: HotWords = HotWords()  # noqa: RUF009 - frozen


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


@dataclass(frozen=True, slots=True, eq=False)
class PreparedCall:
    """A decoded call before recognition: where somebody speaks on each channel, and the `channels` to be recognised."""

    interaction: Interaction
    language: str
    decoded: DecodedRecording
    speech: Mapping[int, tuple[Interval, ...]]
    channels: tuple[int, ...]

    @property
    def sounds(self) -> tuple[SoundToHear, ...]:
        """What the recogniser gets, in the order of `channels`."""
        return tuple(SoundToHear(self.decoded.signal[c], self.language, self.speech[c]) for c in self.channels)


def open_ears(
    model: str | Path = EMBEDDED_MODEL,
    *,
    hearing: HearingSettings = DEFAULT_HEARING,
    cpu_threads: int = 2,
    cache: Path | None = None,
    on_progress: OnProgress | None = None,
) -> Ears:
    """Load recogniser, voice activity and separator, fetching embedded models first if they are not in the cache.

    Raises ModelUnreachable (retry makes sense) or ModelError.
    """
    return Ears(
        recogniser=open_recogniser(
            model,
            options=WhisperOptions(mode=MODES[hearing.hearing_mode], batch_size=hearing.hearing_batch),
            machine=hearing.machine(cpu_threads),
            cache=cache,
            on_progress=on_progress,
        ),
        voice_activity=SileroVoiceActivity(),
        separator=open_separator(cache=cache, on_progress=on_progress),
        hot_words=hot_words_in(hearing.hearing_hot_words_file),
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
    call = prepare(recordings, interaction, ears, default_language=default_language, limits=limits, names=names)
    return conclude(call, list(ears.recogniser.transcribe_all(call.sounds)), ears)


def prepare(
    recordings: Sequence[bytes | Path],
    interaction: Interaction,
    ears: Ears,
    *,
    default_language: str = DEFAULT_LANGUAGE,
    limits: DecodingLimits = DEFAULT_LIMITS,
    names: Sequence[str] = (),
) -> PreparedCall:
    """Everything before recognition; raises as `hear`."""
    language = interaction.language or default_language
    if not ears.recogniser.knows(language):
        raise ModelError(
            f"the recogniser does not know the language {language!r}",
            "correct the call's language, or take another model",
            code="unknown_language",
        )
    decoded = decode_legs(recordings, names=names, limits=limits)
    speech = {channel: ears.voice_activity.speech(sound) for channel, sound in enumerate(decoded.signal)}
    talking = tuple(channel for channel, found in speech.items() if found)
    if decoded.facts.layout is not ChannelLayout.SEPARATE:
        talking = talking[:1]
    return PreparedCall(interaction, language, decoded, speech, talking)


def conclude(call: PreparedCall, said: Sequence[Sequence[Utterance]], ears: Ears) -> Heard:
    """Everything after recognition; `said` are the utterances of each of the call's `sounds`."""
    interaction, decoded = call.interaction, call.decoded
    hot_words = ears.hot_words.of(interaction.queue)
    voices = _voices(call, [[put_right(u, hot_words) for u in channel] for channel in said], ears)
    casting = who_is_who(voices, interaction, decoded.signal, ears.separator)
    voices, decision = casting.voices, casting.decision
    turns = turns_of(voices.parts, decision.roles, casting.agent_ids)
    notes = audio_notes(decoded.facts, _speech_s(decoded, voices, casting.channel_of))
    notes += sound_notes(list(decoded.signal), _speech_by_channel(decoded, voices, casting.channel_of))
    sound = sound_facts(
        turns, _speech_by_role(voices, decision), decoded.facts.duration_s, interaction.holds, language=call.language
    )
    levels = turn_levels(turns, _signal_by_role(decoded, voices, decision, casting.channel_of), HEARING_RATE_HZ)
    return Heard(
        turns=turns,
        sound=replace(sound, turn_levels=levels),
        recording=decoded.facts,
        trust=Trust(roles=decision.confidence, recognition=_recognition(turns), audio=notes),
        notices=_notices(decoded.facts, decision, notes),
        model_ids=(*_model_ids(ears, voices), *([hot_words_id(hot_words)] if hot_words else [])),
        voices=tuple(ChannelSpeech(speaker, voices.speech[speaker]) for speaker in sorted(voices.speech)),
    )


def _voices(call: PreparedCall, said: Sequence[Sequence[Utterance]], ears: Ears) -> Voices:
    if call.decoded.facts.layout is ChannelLayout.SEPARATE and len(call.channels) != 1:
        spoken = dict(zip(call.channels, said, strict=True))
        return Voices(parts_of_channels(spoken), call.speech, are_channels=True)
    if not call.channels:
        return Voices((), {0: ()}, are_channels=False)
    return _voices_on_one(call, call.channels[0], said[0], ears)


def _voices_on_one(call: PreparedCall, channel: int, said: Sequence[Utterance], ears: Ears) -> Voices:
    """One channel holds everything that is said: two voices on it, or only one person who talks."""
    speakers = ears.separator.separate(call.decoded.signal[channel], call.speech[channel])
    if len(speakers) < 2 and call.decoded.facts.layout is ChannelLayout.SEPARATE:
        return Voices(parts_of_channels({channel: said}), call.speech, are_channels=True)
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
