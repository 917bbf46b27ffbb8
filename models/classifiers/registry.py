"""The folder of registered classifiers: one subfolder each, named by its name, with its classifier.yaml."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from inspection.classification import Classifies
from inspection.errors import ModelError
from models.classifiers.huggingface import open_huggingface
from models.classifiers.linear import open_linear
from models.classifiers.registration import Registered, registered
from models.reading.service_acts import NAME as SERVICE_ACTS

CLASSIFIERS_SETTING = "MINGJIAN_CLASSIFIERS"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_OPEN: Mapping[str, Callable[[Registered], Classifies]] = {"linear": open_linear, "huggingface": open_huggingface}


def open_classifiers(folder: Path) -> tuple[Classifies, ...]:
    """Every classifier of the folder, by name; ModelError names the first file that is wrong, and what to do."""
    return tuple(_opened(one) for one in _inside(folder))


def registered_names(folder: Path) -> tuple[str, ...]:
    """Their names alone, without opening one."""
    return tuple(one.name for one in _inside(folder))


def _inside(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise ModelError("the folder of classifiers is not there", f"correct {CLASSIFIERS_SETTING}", where=str(folder))
    return sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith((".", "_")))


def _opened(folder: Path) -> Classifies:
    if folder.name == SERVICE_ACTS:
        raise ModelError(
            f"{SERVICE_ACTS} is the embedded classifier", "give the folder another name", where=str(folder)
        )
    if not _NAME.fullmatch(folder.name):
        raise ModelError(
            "no name for a classifier", "name the folder in small letters, figures and _", where=str(folder)
        )
    one = registered(folder)
    return _OPEN[one.says.kind](one)
