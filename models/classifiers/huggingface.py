"""Any text-classification model of Hugging Face, from a folder or by name, through transformers (extra hf).

Code that comes with a model is never run and only safetensors are read. Turns are read one by one, without padding, so
that a turn reads the same in any company; what is longer than the model reads is cut at its end.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from inspection.errors import ModelError, ModelUnreachable
from models.classifiers.registration import Registered, RegisteredClassifier, checksum

_LONGEST = 512
_MODEL_FILES = (".json", ".safetensors", ".txt", ".model", ".vocab")


class Pipe(Protocol):
    """What is used of a transformers text-classification pipeline."""

    model: Any
    tokenizer: Any

    def __call__(self, texts: list[str], **options: Any) -> Sequence[Sequence[Mapping[str, Any]]]:
        """Per text, every label with its score."""


class HuggingFaceClassifier(RegisteredClassifier):
    """A text-classification pipeline over the turns of a conversation."""

    def __init__(self, registered: Registered, pipe: Pipe, digest: str) -> None:
        """`digest` tells this model, and this registration of it, from any other."""
        known: Mapping[Any, str] = pipe.model.config.id2label
        raw = tuple(str(known[i]) for i in sorted(known))
        super().__init__(registered, raw, digest)
        self._pipe = pipe
        self._names = dict(zip(raw, self.labels, strict=True))
        self._longest = min(_LONGEST, int(getattr(pipe.tokenizer, "model_max_length", _LONGEST)))

    def _read(self, texts: list[str]) -> list[Mapping[str, float]]:
        whole = [t.encode("utf-8", "replace").decode("utf-8") for t in texts]  # tokenizers refuse lone surrogates
        answers = self._pipe(whole, top_k=None, truncation=True, max_length=self._longest, batch_size=1)
        return [{self._names[str(a["label"])]: float(a["score"]) for a in answer} for answer in answers]


def open_huggingface(registered: Registered) -> HuggingFaceClassifier:
    """The classifier a folder registers; ModelError says what is missing, ModelUnreachable: the hub did not answer."""
    where = str(registered.file)
    if not registered.says.model:
        raise ModelError("model is not given", "write `model:` with a folder or a name of the hub", where=where)
    given = registered.says.model
    folder = registered.folder / Path(given).expanduser()
    if not folder.is_dir() and given.startswith(("/", ".", "~")):
        raise ModelError(f"model: there is no folder {folder}", "correct the path", where=where)
    pipe = _pipe(str(folder) if folder.is_dir() else given, where, local=folder.is_dir())
    if getattr(pipe.model.config, "problem_type", None) == "regression":
        raise ModelError("the model gives figures, not labels", "name a text-classification model", where=where)
    if folder.is_dir():
        files = [registered.file, *_files(folder)]
        return HuggingFaceClassifier(registered, pipe, checksum(files))
    commit = str(getattr(pipe.model.config, "_commit_hash", None) or "unknown")[:12]
    return HuggingFaceClassifier(registered, pipe, f"{commit}-{checksum([registered.file])}")


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.is_file() and p.suffix in _MODEL_FILES)


def _pipe(model: str, where: str, *, local: bool) -> Pipe:
    try:
        from transformers import pipeline
    except ImportError:
        raise ModelError("transformers is missing", "install the extra hf", where=where) from None
    try:
        opened: Pipe = pipeline(
            "text-classification",
            model=model,
            device=-1,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True},
        )
    except OSError as error:
        if local:
            raise ModelError(
                f"{model} cannot be opened ({error})", "it needs config, tokenizer and safetensors", where=where
            ) from None
        raise ModelUnreachable(
            f"{model} cannot be fetched ({error})", "correct the name, or reach the hub", where=where
        ) from None
    except (ValueError, KeyError, RuntimeError, ImportError) as error:
        raise ModelError(
            f"{model} cannot be opened ({error})", "install the extra hf, name a text-classification model", where=where
        ) from None
    return opened
