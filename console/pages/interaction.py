"""The page of one interaction: the masked conversation beside what is judged of it, and the review in progress."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from console.evidence_marks import EvidenceLine, EvidenceMarks
from console.frame import PageContext, frame_of
from console.links import explanation_url, flag_anchor, interaction_of, interaction_url, new_appeal_url
from console.pages.contact_history import ContactHistory, contact_history_of
from console.pages.evaluation_view import EvaluationView, HistoryLine, ItemLinks, evaluation_view, history_lines
from console.pages.flag_rows import FlagRow, flag_row
from console.pages.interaction_facts import interaction_facts
from console.pages.interaction_found import FoundInteraction, find
from console.pages.review_form import ReviewForm, Typed, review_form
from console.pages.review_offers import ReviewOffers, review_offers
from console.pages.sound_view import SoundView, sound_view
from console.pages.transcript_lines import Beside, TurnLine, turn_lines
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.evaluation import Evaluation, EvaluationStatus, ItemState
from inspection.flags import Flag
from inspection.sentiment import SentimentReading
from records import looks
from records.database import reading, writing
from records.review_comments import ReviewComment
from records.workspace import Workspace

TEMPLATE = "interaction.html"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagView:
    """A flag with its place on the page and its evidence."""

    anchor: str
    row: FlagRow
    status: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionPage(PageContext):
    """One interaction. `ending`, `ending_name`, `code` and `reason` are its ledger entry's (empty without one).

    `facts` are (name, value) pairs; `turns` is empty when nothing of it was stored (a missing recording). `sound` is
    None for what is no call. `form` is the review this person is at, `offers` what they could review; either may be
    None. `notes` are comments on the whole; `problem` and `done` say what became of what was sent. `is_told` when the
    scores are what was published, and nothing of the machine's.
    """

    source: str
    interaction_id: str
    channel: str
    ending: str
    ending_name: str
    code: str
    reason: str
    facts: tuple[tuple[str, str], ...]
    flags: tuple[FlagView, ...]
    form: ReviewForm | None
    offers: ReviewOffers | None
    evaluations: tuple[EvaluationView, ...]
    is_told: bool
    turns: tuple[TurnLine, ...]
    sound: SoundView | None
    notes: tuple[ReviewComment, ...]
    may_note: bool
    contacts: ContactHistory | None
    history: tuple[HistoryLine, ...]
    problem: str
    done: str


def build(workspace: Workspace, visit: Visit) -> InteractionPage | None:
    """The interaction the address names; None when nobody knows it or it is not theirs to see. Either is audited."""
    key = interaction_of(visit.path)
    return interaction_page(workspace, visit, *key) if key else None


def interaction_page(
    workspace: Workspace, visit: Visit, source: str, interaction_id: str, typed: Typed | None = None
) -> InteractionPage | None:
    """The page at a visit to it, or (with what was `typed`) after something that was sent could not be taken."""
    with reading(workspace.engine) as connection:
        found = find(connection, visit, source, interaction_id)
    if visit.viewer is not None:
        with writing(workspace.engine) as connection:
            looks.note(connection, source, interaction_id, who=visit.viewer.login, at=visit.at, page="interaction",
                       was_shown=found is not None)  # fmt: skip
    if found is None:
        return None
    return _page(workspace, visit, (source, interaction_id), found, typed or Typed())


def _page(
    workspace: Workspace, visit: Visit, key: tuple[str, str], found: FoundInteraction, typed: Typed
) -> InteractionPage:
    w, stored, entry = visit.w, found.stored, found.entry
    turns = tuple(turn for turn in stored.interaction.turns if turn.index in found.turns_seen) if stored else ()
    marks = EvidenceMarks(turns, w)
    form = _form(found, marks, visit, typed)
    asked = {row.id for row in form.rows} if form else set()
    under_review = found.reviewing.queued.task.evaluation_id if found.reviewing else ""
    views = tuple(
        evaluation_view(
            e, stored.transcript_hash if stored else "", marks, w, _links(visit, found, e),
            without=asked if e.evaluation_id == under_review else (), is_told=e.evaluation_id not in found.drafts,
        )
        for e in found.current if e.evaluation_id not in found.hidden
    )  # fmt: skip
    flag_views = tuple(_flag_view(flag, marks, w) for flag in sorted(found.flags, key=lambda f: f.severity.rank))
    here = replace(visit, path=interaction_url(*key))
    return InteractionPage(
        frame=frame_of(here, key[1], status=400 if typed.problem else 200),
        w=w,
        source=key[0],
        interaction_id=key[1],
        channel=stored.interaction.channel.value if stored else "",
        ending=entry.ending.value if entry else "",
        ending_name=w.of("ending", entry.ending.value) if entry else "",
        code=w.of("code", entry.code) if entry and entry.code not in ("", "scored") else "",
        reason=entry.reason if entry else "",
        facts=tuple(interaction_facts(stored, w)) if stored else (),
        flags=flag_views,
        form=form,
        offers=review_offers(found, visit),
        evaluations=views,
        is_told=bool(views) and not any(e.evaluation_id in found.drafts for e in found.current),
        turns=turn_lines(turns, _readings(found), marks, w, _beside(found)),
        sound=sound_view(found, workspace.media, _evidence(form, views)),
        notes=tuple(c for c in found.comments if c.turn is None),
        may_note=visit.may(Action.REVIEW) and stored is not None,
        contacts=contact_history_of(workspace, visit, stored) if stored else None,
        history=history_lines(found.chains, found.changes, w),
        problem="" if form else typed.problem,
        done=_number(visit.asked("done")),
    )


def _form(found: FoundInteraction, marks: EvidenceMarks, visit: Visit, typed: Typed) -> ReviewForm | None:
    if found.reviewing is None:
        return None
    one = found.reviewing
    queue = typed.fields.one("queue") or visit.asked("queue")
    return review_form(one.sheet, one.queued, marks, visit.w, typed=typed, more=one.more, at=visit.at, queue=queue)


def _links(visit: Visit, found: FoundInteraction, evaluation: Evaluation) -> ItemLinks:
    """Who reads drafts may ask why; the agent whose published score it is may appeal."""
    person = visit.viewer.person if visit.viewer else None
    is_own = person is not None and person.agent_id is not None and person.agent_id == evaluation.agent_id
    explains = evaluation.evaluation_id in found.drafts and found.heard is not None and found.is_whole
    appeals = is_own and evaluation.status is EvaluationStatus.PUBLISHED
    key = (evaluation.source, evaluation.interaction_id)
    links = ItemLinks()
    if explains:
        links = replace(links, why=lambda segment, item: explanation_url(*key, segment, item))
    if appeals:
        links = replace(links, appeal=lambda _segment, item: new_appeal_url(evaluation.evaluation_id, item))
    return links


def _evidence(form: ReviewForm | None, views: tuple[EvaluationView, ...]) -> Iterator[EvidenceLine]:
    """What is shown on the line of time: what is under review, else what was deducted or waits for a person."""
    if form is not None and not form.is_blind:
        yield from (line for row in form.rows for line in row.evidence)
    else:
        waiting = (ItemState.UNMET, ItemState.NEEDS_HUMAN)
        yield from (line for view in views for item in view.judged if item.state in waiting for line in item.evidence)


def _readings(found: FoundInteraction) -> list[SentimentReading | None]:
    if found.stored is None:
        return []
    turns = found.stored.interaction.turns
    return [r for turn, r in zip(turns, found.stored.readings, strict=True) if turn.index in found.turns_seen]


def _beside(found: FoundInteraction) -> Beside:
    words = {t.index: t.words for t in found.heard.interaction.turns} if found.heard else {}
    present = [c for c in found.corrections if found.stored and c.transcript_hash == found.stored.transcript_hash]
    return Beside(words=words, corrections=present, comments=found.comments)


def _number(text: str) -> str:
    return text if re.fullmatch(r"[0-9]{1,3}", text) else ""


def _flag_view(flag: Flag, marks: EvidenceMarks, w: Words) -> FlagView:
    return FlagView(
        anchor=flag_anchor(flag),
        row=flag_row(flag, w),
        status=w.of("flag_status", flag.status.value),
        evidence=tuple(marks.line(evidence) for evidence in flag.evidence),
    )
