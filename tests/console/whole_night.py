"""An ordinary night with rules and weeks of figures before it, and the console over it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from console.guard import Guard
from tests.console.filled_workspace import an_ordinary_night
from tests.console.many_days import many_days
from tests.console.rules_workspace import with_rules
from tests.console.staff import BASE, app_on, register


def a_whole_night(folder: Path) -> Path:
    """The workspace, with everybody of the staff registered."""
    many_days(with_rules(an_ordinary_night(folder)))
    register(folder)
    return folder


@contextmanager
def serving(folder: Path) -> Iterator[Guard]:
    """The console over a workspace, until it is left."""
    app = app_on(folder)
    with TestClient(app, base_url=BASE):
        yield app
