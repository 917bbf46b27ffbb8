"""What is known of an interaction, in the order a supervisor asks."""

from collections.abc import Iterator

from console.figures import clock, moment, percent
from console.words import Words
from records.interaction_rows import StoredInteraction


def interaction_facts(stored: StoredInteraction, w: Words) -> Iterator[tuple[str, str]]:
    """(name, value) pairs; what is not known is left out."""
    one, trust = stored.interaction, stored.trust
    agent = " ".join(part for part in (one.agent_id, one.agent_name) if part)
    known: tuple[tuple[str, str | None], ...] = (
        ("channel", w.of("channel", one.channel.value)),
        ("started_at", moment(one.started_at)),
        ("duration", clock(stored.duration_s) if stored.duration_s is not None else None),
        ("agent", agent),
        ("team", one.team),
        ("site", one.site),
        ("vendor", one.vendor),
        ("queue", one.queue),
        ("business_line", one.business_line),
        ("direction", w.of("direction", one.direction.value) if one.direction else None),
        ("hangup_by", w.of("role", one.hangup_by.value) if one.hangup_by else None),
        ("csat", _number(one.csat)),
        ("nps", _number(one.nps)),
        ("resolved", None if one.resolved is None else w["yes"] if one.resolved else w["no"]),
        ("disposition", one.disposition),
        ("transfer_from", one.transfer_from),
        ("transfer_to", one.transfer_to),
        ("recording", one.recording),
        ("roles_trust", percent(trust.roles) if trust.roles < 1 else None),
        ("recognition_trust", percent(trust.recognition) if trust.recognition < 1 else None),
        ("audio_notes", ", ".join(trust.audio)),
        ("metadata", "; ".join(f"{name}: {value}" for name, value in sorted(one.metadata.items()))),
    )
    yield from ((w[name], value) for name, value in known if value)


def _number(value: float | None) -> str | None:
    return None if value is None else f"{value:g}"
