"""Opening a Hugging Face text-classification model, from a folder or by name, through transformers (extra hf).

Code that comes with a model is never run and only safetensors are read. Texts are read one by one, without padding, so
that a text reads the same in any company; what is longer than the model reads is cut at its end.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from inspection.errors import ModelError, ModelUnreachable

LONGEST_TOKENS = 512
_MODEL_FILES = (".json", ".safetensors", ".txt", ".model", ".vocab")


class Pipe(Protocol):
    """What is used of a transformers text-classification pipeline."""

    model: Any
    tokenizer: Any

    def __call__(self, texts: list[str], **options: Any) -> Sequence[Sequence[Mapping[str, Any]]]:
        """Per text, every label with its score."""


def open_pipe(model: str, where: str, *, device: str = "cpu") -> Pipe:
    """The pipeline of a folder or of a name of the hub; `where` names the setting or file that asks for it.

    Raises:
        ModelUnreachable: the hub did not answer.
        ModelError: transformers is missing, or this is no text-classification model in safetensors.
    """
    local = Path(model).is_dir()
    try:
        from transformers import pipeline
    except ImportError:
        raise ModelError("transformers is missing", "install the extra hf", where=where) from None
    try:
        opened: Pipe = pipeline(
            "text-classification",
            model=model,
            device=device,
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
    except (ValueError, KeyError, RuntimeError, ImportError, AssertionError) as error:
        raise ModelError(
            f"{model} cannot be opened ({error})",
            "name a text-classification model in safetensors, and a device there is",
            where=where,
        ) from None
    if getattr(opened.model.config, "problem_type", None) == "regression":
        raise ModelError("the model gives figures, not labels", "name a text-classification model", where=where)
    return opened


def own_labels(pipe: Pipe) -> tuple[str, ...]:
    """All labels the model knows, by its own names."""
    known: Mapping[Any, str] = pipe.model.config.id2label
    return tuple(str(known[i]) for i in sorted(known))


def commit_of(pipe: Pipe) -> str:
    """The first 12 characters of the commit a hub model was taken at."""
    return str(getattr(pipe.model.config, "_commit_hash", None) or "unknown")[:12]


def files_of(folder: Path) -> list[Path]:
    """The files that make a local model what it is, in order."""
    return sorted(p for p in folder.iterdir() if p.is_file() and p.suffix in _MODEL_FILES)


def labelled(pipe: Pipe, texts: Sequence[str]) -> list[dict[str, float]]:
    """The probability of every label of the model's own, per text."""
    whole = [t.encode("utf-8", "replace").decode("utf-8") for t in texts]  # tokenizers refuse lone surrogates
    longest = min(LONGEST_TOKENS, int(getattr(pipe.tokenizer, "model_max_length", LONGEST_TOKENS)))
    answers = pipe(whole, top_k=None, truncation=True, max_length=longest, batch_size=1)
    return [{str(a["label"]): float(a["score"]) for a in answer} for answer in answers]
