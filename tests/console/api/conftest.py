"""The API over a centre: `site` for reading, `fresh_site` for tests that change it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.api.api_site import ApiSite, a_centre, open_api


@pytest.fixture(scope="session")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_centre(tmp_path_factory.mktemp("api") / "workspace")


@pytest.fixture(scope="session")
def site(centre: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiSite]:
    folder = shutil.copytree(centre, tmp_path_factory.mktemp("api-read") / "workspace")
    one = open_api(folder)
    with one.client:
        yield one


@pytest.fixture
def fresh_site(centre: Path, tmp_path: Path) -> Iterator[ApiSite]:
    one = open_api(shutil.copytree(centre, tmp_path / "workspace"))
    with one.client:
        yield one
