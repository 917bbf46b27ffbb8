"""Links between pages lead somewhere, headings included; files that pages name are there."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import HOUSE, anchors, links, name, pages

ROOMS = ("inspection", "models", "records", "pipelines", "console", "cli", "scoring_rules")
A_FILE = re.compile(r"`([\w./-]+\.(?:py|yaml|md)|[\w-]+/)`")
OF_OTHERS = ("source.toml", "codes.yaml", "sla.yaml")


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    broken = []
    for target in links(page):
        if re.match(r"[a-z]+://|mailto:", target):
            continue
        file, _, heading = target.partition("#")
        there = (page.parent / file).resolve() if file else page
        if not there.exists() or (heading and heading not in anchors(there)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_file_on_the_sign_of_a_room_is_in_the_room(room: str) -> None:
    sign = HOUSE / room / "README.md"
    rows = [line for line in sign.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    named = [target for row in rows for target in A_FILE.findall(row) if not target.startswith(("docs/", "tests/"))]
    missing = [n for n in named if not (HOUSE / room / n).exists() and not (HOUSE / n).exists()]
    assert [m for m in missing if "<" not in m] == []


@pytest.mark.parametrize(
    "page", [HOUSE / "README.md", HOUSE / "CONTRIBUTING.md", *sorted((HOUSE / "docs").rglob("*.md"))], ids=name
)
def test_every_source_file_a_page_names_by_its_path_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(rf"`((?:{'|'.join(ROOMS)}|tests|docs)/[\w./-]+\.(?:py|yaml))`", text)
    assert [n for n in named if not (HOUSE / n).exists()] == []


def test_a_broken_heading_would_be_noticed() -> None:
    assert "a-new-source" in anchors(HOUSE / "docs" / "how-to" / "extend.md")
    assert "a-new-sauce" not in anchors(HOUSE / "docs" / "how-to" / "extend.md")
