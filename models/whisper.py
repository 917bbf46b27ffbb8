"""Speech recognition by Whisper (CTranslate2), behind `inspection.hearing.SpeechToText`.

The language is always given and silence is always removed. Windows are decoded without timestamp tokens, and words
are placed by the model's attention: measured on twelve channels of Mandarin calls that gives an error rate of .118
against .135 with timestamp tokens. No prompt is given by default: one that asks for punctuation costs .4-.6 points
and can be echoed; pauses say where the marks belong (see `models/utterances.py`).
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import numpy as np
from faster_whisper import WhisperModel
from numpy.typing import NDArray

from inspection.errors import ModelError, ModelUnreachable
from inspection.hearing import SoundToHear, Utterance
from inspection.invented_speech import echoes, loops
from inspection.timeline import Interval
from models.model_cache import OnProgress, ensure, sha256_of
from models.recognition.confidence import Calibration, calibration_of, with_chances
from models.recognition.listening import Listening
from models.recognition.modes import EXACT, RecognitionMode
from models.recognition.whisper_engine import Answer, WhisperEngine
from models.recognition.whisper_machine import WhisperMachine, load_whisper
from models.recognition.window_queue import WaitingWindow
from models.speech_windows import SpeechWindow, padded
from models.utterances import utterances_of
from models.voice_activity import SileroVoiceActivity

EMBEDDED_MODEL = "base"
_HANDLING = 3  # raise it when windows, marks or what is left out change, so that the model id changes
_NO_SPEECH_PROBABILITY, _NO_SPEECH_LOG_PROBABILITY = 0.6, -1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WhisperOptions:
    """How to decode: the `mode`, `batch_size` windows at once.

    `is_calibrated`: confidences are chances of being right where the model's errors were measured (see
    `recognition/confidence.py`). `prompt` is given before each window (empty: none); `voice_activity` finds the speech
    of sounds that come without.
    """

    mode: RecognitionMode = EXACT
    batch_size: int = 16
    is_calibrated: bool = True
    prompt: str = ""
    voice_activity: SileroVoiceActivity = SileroVoiceActivity()  # noqa: RUF009 - frozen

    @property
    def label(self) -> str:
        """The options that change the text, for the model id (batch size and threads do not)."""
        prompt = hashlib.sha256(self.prompt.encode()).hexdigest()[:8] if self.prompt else "none"
        return f"{self.mode.label},prompt={prompt},handling={_HANDLING},vad={self.voice_activity.model_id}"


class FasterWhisper:
    """A `SpeechToText` around one loaded model. Not to be shared between threads; open one per worker."""

    def __init__(
        self,
        model: WhisperModel,
        model_id: str,
        options: WhisperOptions,
        calibration: Calibration | None = None,
        workers: int = 1,
    ) -> None:
        """Wrap a model loaded with so many workers; `open_recogniser` finds, checks and loads one."""
        self._calibration = calibration
        self._engine = WhisperEngine(model, workers)
        self._model_id = model_id
        self._options = options

    @property
    def model_id(self) -> str:
        """faster-whisper version, model name, start of the model's sha256, and the options."""
        return self._model_id

    def transcribe(self, signal: NDArray[np.float32], language: str) -> tuple[Utterance, ...]:
        """Recognise one channel of shape (samples,), float32 in [-1, 1], 16 kHz; times in seconds.

        `language` is a Whisper code ("zh", "en", ...). Raises ValueError for another shape, ModelError for a language
        that the model does not know.
        """
        return next(self.transcribe_all([SoundToHear(signal, language)]))

    def transcribe_all(self, sounds: Iterable[SoundToHear]) -> Iterator[tuple[Utterance, ...]]:
        """What was said in each sound, in their order; windows of all of them are decoded together."""
        options = self._options
        listening = Listening(options.mode, options.batch_size, self._speech, self._hear, self._written)
        return listening.utterances(map(self._checked, sounds))

    def knows(self, language: str) -> bool:
        """Whether the model knows this language."""
        return _code(language) in self._engine.languages

    def _checked(self, sound: SoundToHear) -> SoundToHear:
        if sound.signal.ndim != 1:
            raise ValueError(f"one channel is expected, shape (samples,), not {sound.signal.shape}")
        if not self.knows(sound.language):
            raise ModelError(
                f"the model {self._model_id.split('/')[1]} does not know the language {sound.language!r}",
                "set a language it knows, or another model",
                code="unknown_language",
            )
        return replace(sound, language=_code(sound.language))

    def _speech(self, sound: SoundToHear) -> Sequence[Interval]:
        speech = self._options.voice_activity.speech(sound.signal) if sound.speech is None else sound.speech
        return padded(speech, sound.signal, self._options.mode.window_s)

    def _hear(self, batch: list[WaitingWindow]) -> Sequence[Answer]:
        """The answers of one batch: windows of the same length and decoding."""
        like = batch[0]
        cuts = [waiting.window.cut(waiting.signal) for waiting in batch]
        languages = [waiting.language for waiting in batch]
        return self._engine.hear(cuts, languages, like.decoding, like.length_s, self._options.prompt)

    def _written(self, window: SpeechWindow, answer: Answer, language: str) -> tuple[Utterance, ...]:
        if not self._is_speech(answer):
            return ()
        utterances = utterances_of(window, answer.words, language)
        if self._calibration is not None:
            return tuple(with_chances(utterance, self._calibration) for utterance in utterances)
        return utterances

    def _is_speech(self, answer: Answer) -> bool:
        unsure = answer.no_speech > _NO_SPEECH_PROBABILITY and answer.log_probability < _NO_SPEECH_LOG_PROBABILITY
        return not (unsure or loops(answer.text) or echoes(answer.text, self._options.prompt))


def _code(language: str) -> str:
    code = language.strip().lower().replace("_", "-").split("-")[0]
    return {"cn": "zh", "cmn": "zh"}.get(code, code)


def open_recogniser(
    model: str | Path = EMBEDDED_MODEL,
    *,
    options: WhisperOptions | None = None,
    machine: WhisperMachine | None = None,
    cache: Path | None = None,
    on_progress: OnProgress | None = None,
) -> FasterWhisper:
    """Load a recogniser: "base" is the embedded model, a folder is taken as it is, any other name is a hub's.

    A hub name (a faster-whisper size such as "large-v3-turbo", or owner/name) is downloaded by faster-whisper into
    its own cache when a hub can be reached (HF_ENDPOINT names a mirror).
    Raises ModelError when the folder is no Whisper model, ModelUnreachable when a download failed.
    """
    options, machine = options or WhisperOptions(), machine or WhisperMachine()
    folder = _folder_of(str(model), cache, on_progress)
    loaded = load_whisper(folder, machine)
    sha256 = sha256_of(folder / "model.bin")
    calibration = calibration_of(sha256) if options.is_calibrated else None
    model_id = _model_id(model, folder, sha256, options, machine, calibration)
    return FasterWhisper(loaded, model_id, options, calibration, machine.workers)


def _folder_of(model: str, cache: Path | None, on_progress: OnProgress | None) -> Path:
    if model == EMBEDDED_MODEL:
        return ensure("whisper-base", on_progress, cache=cache)
    if Path(model).expanduser().is_dir():
        return Path(model).expanduser()
    if model.startswith((".", "~")) or Path(model).is_absolute():
        raise ModelError("there is no such model folder", "give a folder that exists", where=model)
    return _downloaded(model)


def _downloaded(model: str) -> Path:
    from faster_whisper.utils import download_model  # here: its import asks for the hub client

    try:
        return Path(download_model(model))
    except ValueError as error:
        raise ModelError(
            f"no Whisper model is called {model!r}", "give base, another size, owner/name of a hub, or a folder"
        ) from error
    except OSError as error:  # the hub's and the connection's errors are OSErrors
        raise ModelUnreachable(
            f"the Whisper model {model!r} could not be fetched from the hub ({type(error).__name__})",
            "try again with a hub in reach (HF_ENDPOINT names a mirror), give a folder, or use base",
        ) from error


def _model_id(
    model: str | Path,
    folder: Path,
    sha256: str,
    options: WhisperOptions,
    machine: WhisperMachine,
    calibration: Calibration | None,
) -> str:
    name = str(model) if str(model) == EMBEDDED_MODEL else folder.name
    chances = calibration.label if calibration else "none"
    return (
        f"faster-whisper-{version('faster-whisper')}/{name}@{sha256[:12]}/"
        f"{machine.compute_type},{options.label},calibration={chances}"
    )
