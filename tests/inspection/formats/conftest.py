"""The conventions of an ordinary Chinese source, for the parsers' tests."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from inspection.formats.coded_values import CodedValues, shipped_codes
from inspection.formats.conventions import Conventions, conventions_from_text

RULES = Path(__file__).parents[3] / "scoring_rules"


@pytest.fixture(scope="session")
def codes() -> CodedValues:
    return shipped_codes((RULES / "coded_values.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def conventions(codes: CodedValues) -> Conventions:
    aliases = (RULES / "header_aliases.yaml").read_text(encoding="utf-8")
    return conventions_from_text(aliases, source="east", zone=ZoneInfo("Asia/Shanghai"), codes=codes)
