"""Service metrics (服务指标): first response, response and handle time, CSAT, NPS, resolution, SLA, coverage.

Each figure carries its n; one that the data do not allow is None with n = 0. Definitions: `METRICS`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import fsum

from scipy import stats

from inspection.interaction import Channel
from inspection.intervals import CONFIDENCE, Figure, Moments, mean_figure, mean_interval, rate_figure
from inspection.service_facts import Response, ServiceFacts
from inspection.sla import SlaPolicy

CSAT_PRIOR_SD = 1.5  # of answers 1-5: three answers of 5 do not prove that everybody is delighted
NPS_PRIOR_SD = 80.0  # of answers counted as -100, 0, +100


@dataclass(frozen=True, slots=True)
class MetricDefinition:
    """What a metric means, in both languages, and its unit (as in `Figure.unit`)."""

    unit: str
    zh: str
    en: str


METRICS: Mapping[str, MetricDefinition] = {
    "first_response_mean_s": MetricDefinition(
        "s",
        "平均首次响应:电话为振铃到接通;在线为转入人工后首个未答消息到人工首条回复,自动消息不计",
        "mean first response: ringing on the phone; elsewhere from the first message waiting for a person "
        "(after the hand-over) to the first answer by a person, automatic messages ignored",
    ),
    "first_response_median_s": MetricDefinition("s", "首次响应中位数", "median first response"),
    "response_mean_s": MetricDefinition(
        "s",
        "平均响应:每轮首个未答消息到人工回复(电话为客户话音止到坐席话音起)",
        "mean response per round: from the first unanswered message to a person's answer "
        "(phone: from the end of the customer's speech)",
    ),
    "response_median_s": MetricDefinition("s", "响应中位数", "median response per round"),
    "handle_mean_s": MetricDefinition(
        "s",
        "平均处理时长:通话+保持(不含话后,数据中没有);在线为人工首次到最后一条消息",
        "mean handle time: talk and hold (after-call work is not in the data); live chats: first to last message",
    ),
    "csat_share": MetricDefinition("share", "满意率:4-5 分 / 有评价", "CSAT: answers 4-5 of all answers"),
    "csat_mean": MetricDefinition("of_5", "满意度均分(1-5)", "mean CSAT answer (1-5)"),
    "csat_response_rate": MetricDefinition("share", "参评率:有评价 / 全部会话", "answers of all interactions"),
    "nps": MetricDefinition("nps", "净推荐值:9-10 占比减 0-6 占比", "NPS: share of 9-10 minus share of 0-6, times 100"),
    "resolution_rate": MetricDefinition(
        "share",
        "解决率:标记已解决 / 有标记",
        "marked resolved of those marked either way (not first-contact resolution)",
    ),
    "sla_attainment": MetricDefinition(
        "share",
        "服务水平达标率:首次响应在本渠道目标内的会话;无人应答计未达标",
        "first response within the channel's target; a customer nobody answered is a miss",
    ),
}


@dataclass(slots=True)
class ServiceTally:
    """Sums of service facts while they are counted; tallies of parts add up to the tally of the whole."""

    interactions: int = 0
    first_s: list[float] = field(default_factory=list)
    response_s: list[float] = field(default_factory=list)
    handle_s: list[float] = field(default_factory=list)
    csat: list[float] = field(default_factory=list)
    nps: list[float] = field(default_factory=list)
    marked: int = 0
    resolved: int = 0
    sla_asked: int = 0
    sla_met: int = 0

    def count_interaction(self, facts: ServiceFacts) -> None:
        """Count what belongs to the interaction as a whole (and so to its last agent)."""
        self.interactions += 1
        _extend(self.handle_s, facts.handle_s)
        _extend(self.csat, facts.csat)
        _extend(self.nps, facts.nps)
        self.marked += facts.resolved is not None
        self.resolved += facts.resolved is True

    def count_first_response(self, facts: ServiceFacts, sla: SlaPolicy) -> None:
        """Count the first answer (it belongs to the first agent) and whether it kept the channel's target."""
        _extend(self.first_s, facts.first_response_s)
        target = sla.targets.get(facts.channel)
        if target is None or (facts.first_response_s is None and not facts.left_unanswered):
            return
        self.sla_asked += 1
        in_time = facts.first_response_s is not None and facts.first_response_s <= target.first_response_s
        self.sla_met += in_time and not facts.left_unanswered

    def count_response(self, response: Response) -> None:
        """Count one round; it belongs to whoever answered."""
        _extend(self.response_s, response.seconds)

    def add(self, other: "ServiceTally") -> None:
        """Take in the tally of another part."""
        self.interactions += other.interactions
        for name in ("first_s", "response_s", "handle_s", "csat", "nps"):
            getattr(self, name).extend(getattr(other, name))
        self.marked, self.resolved = self.marked + other.marked, self.resolved + other.resolved
        self.sla_asked, self.sla_met = self.sla_asked + other.sla_asked, self.sla_met + other.sla_met

    def figures(self, minimum_n: int) -> dict[str, Figure]:
        """Every metric of `METRICS`, in that order."""
        satisfied = sum(answer >= 4 for answer in self.csat)
        return {
            "first_response_mean_s": mean_s(self.first_s, minimum_n),
            "first_response_median_s": median_s(self.first_s, minimum_n),
            "response_mean_s": mean_s(self.response_s, minimum_n),
            "response_median_s": median_s(self.response_s, minimum_n),
            "handle_mean_s": mean_s(self.handle_s, minimum_n),
            "csat_share": rate_figure(satisfied, len(self.csat), minimum_n),
            "csat_mean": mean_figure(
                moments(self.csat), minimum_n, unit="of_5", prior_sd=CSAT_PRIOR_SD, limits=(1.0, 5.0)
            ),
            "csat_response_rate": rate_figure(len(self.csat), self.interactions, minimum_n),
            "nps": nps_figure(self.nps, minimum_n),
            "resolution_rate": rate_figure(self.resolved, self.marked, minimum_n),
            "sla_attainment": rate_figure(self.sla_met, self.sla_asked, minimum_n),
        }


def service_metrics(facts: Sequence[ServiceFacts], sla: SlaPolicy, *, minimum_n: int = 30) -> dict[str, Figure]:
    """The metrics of any set of interactions; a pooled `sla_attainment` holds each to its own channel's target."""
    tally = ServiceTally()
    for one in facts:
        tally.count_interaction(one)
        tally.count_first_response(one, sla)
        for response in one.responses:
            tally.count_response(response)
    return tally.figures(minimum_n)


def coverage(scored: int, eligible: int, contacts: int, *, minimum_n: int = 30) -> dict[str, Figure]:
    """How much was listened to: machine-scored of eligible, eligible of all contacts, scored of all contacts."""
    return {
        "scored_of_eligible": rate_figure(scored, eligible, minimum_n),
        "eligible_of_contacts": rate_figure(eligible, contacts, minimum_n),
        "scored_of_contacts": rate_figure(scored, contacts, minimum_n),
    }


def moments(values: Iterable[float]) -> Moments:
    """Count, sum and sum of squares, exactly rounded: any order gives the same."""
    known = list(values)
    return Moments(len(known), fsum(known), fsum(v * v for v in known))


def mean_s(values: Sequence[float], minimum_n: int) -> Figure:
    """Mean of seconds with its plain t interval (none below two values); never below 0."""
    sample = moments(values)
    if sample.n < 2:
        value = sample.mean if sample.n else None
        return Figure(value=value, n=sample.n, low=None, high=None, enough=False, unit="s")
    low, high = mean_interval(sample, prior_sd=0.0, prior_weight=0)
    return Figure(value=sample.mean, n=sample.n, low=max(0.0, low), high=high, enough=sample.n >= minimum_n, unit="s")


def median_s(values: Sequence[float], minimum_n: int) -> Figure:
    """Median of seconds with the interval between order statistics (binomial, free of distribution; none below 6)."""
    n, ordered = len(values), sorted(values)
    if n == 0:
        return Figure(value=None, n=0, low=None, high=None, enough=False, unit="s")
    value = (ordered[(n - 1) // 2] + ordered[n // 2]) / 2
    rank = _median_rank(n)
    if rank < 1:
        return Figure(value=value, n=n, low=None, high=None, enough=False, unit="s")
    return Figure(value=value, n=n, low=ordered[rank - 1], high=ordered[n - rank], enough=n >= minimum_n, unit="s")


@lru_cache(maxsize=4096)
def _median_rank(n: int) -> int:
    """The largest rank whose lower tail stays within half of what may be missed; 0 when there is none."""
    return int(stats.binom.ppf((1 - CONFIDENCE) / 2, n, 0.5))


def nps_figure(answers: Sequence[float], minimum_n: int) -> Figure:
    """Net promoter score -100..100 of answers 0-10, with the interval of a mean of -100, 0 and +100."""
    marks = moments(100.0 if a >= 9 else -100.0 if a <= 6 else 0.0 for a in answers)
    return mean_figure(marks, minimum_n, unit="nps", prior_sd=NPS_PRIOR_SD, limits=(-100.0, 100.0))


def targets_in_words(sla: SlaPolicy) -> dict[str, str]:
    """The targets per channel, readable, to print beside `sla_attainment`."""
    return {c.value: f"{sla.targets[c].first_response_s:g} s" for c in Channel if c in sla.targets}


def _extend(values: list[float], value: float | None) -> None:
    if value is not None:
        values.append(value)
