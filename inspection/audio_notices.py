"""What a note about the sound means to people, and what to do about it: sentences for the ledger."""

from collections.abc import Iterable, Mapping

_SENTENCES: Mapping[str, str] = {
    "silent": "the recording is silent; check the recorder's line",
    "no_speech": "nobody speaks in the recording",
    "quiet": "speech is very quiet; raise the recorder's level",
    "clipped": "the sound is distorted (clipped); lower the recorder's level",
    "noisy": "speech hardly stands out of the noise; check headset and line, words are uncertain",
    "narrow": "the sound lacks everything above 2.6 kHz; record with G.711 or better, words are uncertain",
    "mono": "both people are on one channel; they were told apart by voice, overlaps cannot be seen",
}


def audio_notices(notes: Iterable[str], duration_s: float) -> tuple[str, ...]:
    """One sentence per note; `duration_s` seconds could be decoded."""
    cut = f"the recording ends early or is damaged; {duration_s:.0f} s of it were judged, send the whole file again"
    return tuple(cut if note == "truncated" else _SENTENCES[note] for note in notes)
