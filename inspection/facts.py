"""Facts: the one frozen object the rules read. Everything in it is already masked."""

from dataclasses import dataclass, field

from inspection.classification import Classified
from inspection.entities import Entity
from inspection.interaction import Interaction
from inspection.meaning import Meant
from inspection.recording import RecordingFacts
from inspection.sentiment import SentimentReading
from inspection.sound import SoundFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How far what was heard can be relied on, each 0-1; 1.0 for typed text with given senders.

    `roles` is the confidence that agent and customer are told apart rightly; `recognition` the mean confidence
    of recognised words; `audio` notes what is wrong with the sound (`clipped`, `quiet`, `truncated`, `mono`, `noisy`,
    `narrow`).
    """

    roles: float = 1.0
    recognition: float = 1.0
    audio: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One interaction as the rules see it: masked turns, entities, feeling, sound, trust.

    `readings` holds one sentiment reading per turn (None where a turn has no words);
    `classified` is what registered classifiers say, one per classifier; `meant` where required phrases may have been
    said in other words, and `meanings_read` every phrase that was looked for (one that was not is unknown to a rule);
    `recognised` is True when the words came from a recogniser (then homophones and confidence matter);
    `transcript_hash` is the sha256 of the masked transcript; `model_ids` name every model that contributed.
    """

    interaction: Interaction
    readings: tuple[SentimentReading | None, ...]
    transcript_hash: str
    entities: tuple[Entity, ...] = ()
    sound: SoundFacts | None = None
    recording: RecordingFacts | None = None
    classified: tuple[Classified, ...] = ()
    meant: tuple[Meant, ...] = ()
    meanings_read: tuple[str, ...] = ()
    trust: Trust = field(default_factory=Trust)
    recognised: bool = False
    model_ids: tuple[str, ...] = ()
