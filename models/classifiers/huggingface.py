"""Any text-classification model of Hugging Face as a registered classifier."""

from collections.abc import Mapping
from pathlib import Path

from inspection.errors import ModelError
from models.classifiers.registration import Registered, RegisteredClassifier, checksum
from models.huggingface_text import Pipe, commit_of, files_of, labelled, open_pipe, own_labels


class HuggingFaceClassifier(RegisteredClassifier):
    """A text-classification pipeline over the turns of a conversation."""

    def __init__(self, registered: Registered, pipe: Pipe, digest: str) -> None:
        """`digest` tells this model, and this registration of it, from any other."""
        raw = own_labels(pipe)
        super().__init__(registered, raw, digest)
        self._pipe = pipe
        self._names = dict(zip(raw, self.labels, strict=True))

    def _read(self, texts: list[str]) -> list[Mapping[str, float]]:
        answers = labelled(self._pipe, texts)
        return [{self._names[label]: share for label, share in answer.items()} for answer in answers]


def open_huggingface(registered: Registered) -> HuggingFaceClassifier:
    """The classifier a folder registers; ModelError says what is missing, ModelUnreachable: the hub did not answer."""
    where = str(registered.file)
    if not registered.says.model:
        raise ModelError("model is not given", "write `model:` with a folder or a name of the hub", where=where)
    given = registered.says.model
    folder = registered.folder / Path(given).expanduser()
    if not folder.is_dir() and given.startswith(("/", ".", "~")):
        raise ModelError(f"model: there is no folder {folder}", "correct the path", where=where)
    pipe = open_pipe(str(folder) if folder.is_dir() else given, where)
    if folder.is_dir():
        files = [registered.file, *files_of(folder)]
        return HuggingFaceClassifier(registered, pipe, checksum(files))
    return HuggingFaceClassifier(registered, pipe, f"{commit_of(pipe)}-{checksum([registered.file])}")
