"""A day whose scores nobody has published: calls people judged, one with a suspected fatal, one nobody looked at."""

from pathlib import Path

from records.database import writing
from records.workspace import Workspace
from tests.console.staff import register
from tests.inspection.form_cases import MET, UNMET
from tests.records.review_site import ITEMS, fatal_flag, judged, open_site, say

JUDGED = ("call-1", "call-2", "call-3", "call-4", "call-5")


def an_unpublished_day(folder: Path) -> Path:
    """Five calls on which people say 60 points, `fatal` (suspected) and `untouched`; no rule counts by itself."""
    Workspace.open(folder).close()
    return unpublished_in(folder)


def unpublished_in(folder: Path) -> Path:
    """The same calls in a workspace that has others."""
    workspace = Workspace.open(folder)
    calls = [(judged(name, closing=UNMET), []) for name in JUDGED]
    open_site(workspace.engine, *calls, (judged("fatal", rude=UNMET), [fatal_flag("fatal")]), (judged("untouched"), []))
    with writing(workspace.engine) as connection:
        for name in JUDGED:
            for item in ITEMS:
                say(connection, f"e-{name}", item, UNMET if item == "closing" else MET)
    workspace.close()
    register(folder)
    return folder
