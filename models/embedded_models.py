"""Every embedded model by name: those that packages carry (model_catalogue.py), and the one we assemble."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from models.meaning.assembly import NAME, WORDS, ensure_assembled, is_assembled
from models.model_cache import OnProgress, ensure, is_ready
from models.model_catalogue import CATALOGUE, entry_of


@dataclass(frozen=True, slots=True)
class EmbeddedModel:
    """A model as `mingjian models list` shows it."""

    name: str
    licence: str
    made_of: str

    @property
    def is_ready(self) -> bool:
        """True when every file of it is in the model cache with the right sha256."""
        return is_assembled() if self.name == NAME else is_ready(self.name)


def _carried() -> list[EmbeddedModel]:
    return [
        EmbeddedModel(name, entry.licence, ", ".join(p.requirement for p in entry.packages))
        for name, entry in CATALOGUE.items()
    ]


EMBEDDED: Mapping[str, EmbeddedModel] = MappingProxyType(
    {m.name: m for m in (*_carried(), EmbeddedModel(NAME, "MIT, Apache-2.0", f"assembled from {WORDS}"))}
)


def fetch_embedded(name: str, on_progress: OnProgress | None = None) -> Path:
    """The folder of an embedded model, fetched or assembled first; ModelError for a name there is none of."""
    return ensure_assembled(on_progress) if name == NAME else ensure(entry_of(name).name, on_progress)
