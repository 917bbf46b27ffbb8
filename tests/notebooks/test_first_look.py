"""The analyst's notebook runs from the first cell to the last on a real night's exports."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.pipelines.small_night import run_night_process, small_drop, small_rules

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "first_look.ipynb"


@pytest.mark.night
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning", "ignore::ResourceWarning")
def test_the_notebook_runs_and_shows_the_evidence_of_a_deduction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop, rules = small_drop(tmp_path / "small"), small_rules(tmp_path / "book")
    assert run_night_process(drop, tmp_path / "workspace", rules).returncode == 0
    monkeypatch.setenv("MINGJIAN_WORKSPACE", str(tmp_path / "workspace"))
    monkeypatch.setenv("MPLBACKEND", "agg")
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute(cwd=str(tmp_path))
    printed = "".join(o.get("text", "") for c in notebook.cells for o in c.get("outputs", []))
    assert "保证收益" in printed
    assert "turn 2 (agent)" in printed


def test_the_committed_notebook_holds_no_outputs() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells)
