"""schemathesis over every operation: nothing 500, answers as described, no answer without a token.

Bounded and repeatable: a fixed seed, few examples an operation. A person with every role sends them.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from console.api.addresses import operations
from inspection.people import Person, PersonRole
from records import people
from records.database import writing
from records.workspace import Workspace
from tests.console.api.api_site import NOW, SUPERVISOR, ApiSite, open_api

EXAMPLES = 4
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    ignored_auth,
]
EVERYTHING: Person = replace(SUPERVISOR, roles=tuple(PersonRole), agent_id="a7", team="一组")


@pytest.fixture(scope="module")
def fuzzed_site(centre: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ApiSite]:
    folder = shutil.copytree(centre, tmp_path_factory.mktemp("api-fuzzed") / "workspace")
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        people.save(connection, [EVERYTHING], who="setup", at=NOW, reason="test")
    workspace.close()
    one = open_api(folder)
    with one.client:
        yield one


@pytest.fixture(scope="module")
def api_schema(fuzzed_site: ApiSite) -> schemathesis.BaseSchema:
    config = SchemathesisConfig()
    config.projects.default.update(base_url="http://127.0.0.1:8000")
    return schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json", fuzzed_site.client.app, headers={"Host": "127.0.0.1:8000"}, config=config
    )


OPERATIONS = [(one.path.replace(":path", ""), one.method) for one in operations()]


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=[f"{method} {path}" for path, method in OPERATIONS])
def test_every_operation_keeps_its_word(
    fuzzed_site: ApiSite, api_schema: schemathesis.BaseSchema, path: str, method: str, mode: GenerationMode
) -> None:
    operation = api_schema[f"/api/v1{path}"][method]
    headers = fuzzed_site.bearer(EVERYTHING)

    @settings(
        max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def keeps_its_word(case: schemathesis.Case) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    keeps_its_word()
