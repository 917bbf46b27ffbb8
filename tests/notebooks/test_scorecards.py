"""The notebook of the scorecards computes every kind of figure again and finds what the commands print."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.console.filled_workspace import an_ordinary_night

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "scorecards.ipynb"


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning", "ignore::ResourceWarning")
def test_every_kind_of_figure_is_reproduced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = an_ordinary_night(tmp_path / "workspace")
    monkeypatch.setenv("MINGJIAN_WORKSPACE", str(workspace))
    monkeypatch.setenv("MPLBACKEND", "agg")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute(cwd=str(tmp_path))
    printed = "".join(o.get("text", "") for c in notebook.cells for o in c.get("outputs", []))
    assert "every figure reproduced" in printed
    assert "pass rate" in printed


def test_the_committed_notebook_holds_no_outputs() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells)
