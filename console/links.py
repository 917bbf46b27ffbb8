"""Addresses of pages; every stored text in them is percent-encoded."""

from urllib.parse import quote, unquote

from console.visit import with_query
from inspection.coaching.clips import EvidenceRef
from inspection.flags import Flag

INTERACTIONS = "/interactions/"
RECORDINGS = "/recordings/"
EXPLANATIONS = "/explanations/"


def interaction_url(source: str, interaction_id: str, fragment: str = "") -> str:
    """The page of one interaction, at a place in it."""
    place = f"#{quote(fragment, safe='')}" if fragment else ""
    return f"{INTERACTIONS}{quote(source, safe='')}/{quote(interaction_id, safe='')}{place}"


def recording_url(source: str, interaction_id: str) -> str:
    """The silenced recording of one interaction."""
    return f"{RECORDINGS}{quote(source, safe='')}/{quote(interaction_id, safe='')}"


def explanation_url(source: str, interaction_id: str, segment: int, item_id: str) -> str:
    """Why an item of one interaction came out as it did."""
    path = f"{EXPLANATIONS}{quote(source, safe='')}/{quote(interaction_id, safe='')}"
    return with_query(path, {"segment": str(segment), "item": item_id})


def new_appeal_url(evaluation_id: str, item_id: str) -> str:
    """Where an agent appeals against an item of an evaluation."""
    return with_query("/appeals/new", {"evaluation": evaluation_id, "item": item_id})


def review_url(
    source: str, interaction_id: str, task_id: str, queue: str = "", fragment: str = "", *, done: str = ""
) -> str:
    """A review on the page of its interaction; `queue` is the filter of the queue somebody came from."""
    place = f"#{quote(fragment, safe='')}" if fragment else ""
    return with_query(interaction_url(source, interaction_id), {"task": task_id, "queue": queue, "done": done}) + place


def attachment_url(appeal_id: str, sha256: str = "") -> str:
    """Where files are sent to beside an appeal, or where one of them can be taken along."""
    return f"{appeal_page_url(appeal_id)}/files{'/' if sha256 else ''}{quote(sha256, safe='')}"


def interaction_of(path: str, below: str = INTERACTIONS) -> tuple[str, str] | None:
    """(source, interaction_id) of a percent-encoded path; an id may hold a slash, so the path must not be decoded."""
    parts = path.removeprefix(below).split("/")
    return (unquote(parts[0]), unquote(parts[1])) if len(parts) == 2 and all(parts) else None


def item_anchor(segment: int, item_id: str) -> str:
    """The id of an item's place on the page of its interaction."""
    return f"item-{segment}-{item_id}"


def flag_anchor(flag: Flag) -> str:
    """The id of a flag's place on the page of its interaction."""
    return flag.flag_id


def flag_url(flag: Flag) -> str:
    """Where the flag stands on the page of its interaction."""
    return interaction_url(flag.source, flag.interaction_id, flag_anchor(flag))


def clip_url(clip: EvidenceRef, item_id: str) -> str:
    """The item a coaching clip shows, on the page of its interaction."""
    return interaction_url(clip.source, clip.interaction_id, item_anchor(clip.segment, item_id))


def item_url(source: str, interaction_id: str, segment: int, item_id: str) -> str:
    """An item of one agent's segment, on the page of its interaction."""
    return interaction_url(source, interaction_id, item_anchor(segment, item_id))


def appeal_page_url(appeal_id: str) -> str:
    """The page of one appeal."""
    return f"/appeals/{quote(appeal_id, safe='')}"


def task_url(task_id: str) -> str:
    """The page of one coaching task."""
    return f"/coaching/tasks/{quote(task_id, safe='')}"


def calibration_url(session_id: str) -> str:
    """The page of one calibration session."""
    return f"/calibrations/{quote(session_id, safe='')}"


def lost_url(scorecard_id: str, item_id: str) -> str:
    """Where an item of a scorecard was lost."""
    return with_query(f"/scorecards/{quote(scorecard_id, safe='')}/lost", {"item": item_id})


def scorecard_url(scorecard_id: str, period: str) -> str:
    """The page of one scorecard."""
    return with_query(f"/scorecards/{quote(scorecard_id, safe='')}", {"period": period})
