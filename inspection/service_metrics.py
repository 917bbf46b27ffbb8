"""Service metrics (服务指标): first response, response and handle time, CSAT, NPS, resolution, SLA, coverage.

Each figure carries its n; one that the data do not allow is None with n = 0. Definitions: `METRICS`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from scipy import stats

from inspection.intervals import CONFIDENCE, Figure, Moments, mean_figure, mean_interval, rate_figure
from inspection.results_policy import CostPolicy
from inspection.service_facts import Response, ServiceFacts
from inspection.sla import SlaPolicy
from inspection.value_counts import ValueCounts

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
    "aht_mean_s": MetricDefinition(
        "s",
        "平均处理时长 AHT:(通话+保持+话后)/ 处理量;只计报送了话后时长的会话",
        "AHT: (talk + hold + after-call work) per contact handled; only contacts whose after-call time is known",
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
    "fcr_rate": MetricDefinition(
        "share",
        "首次解决率 FCR:7 天内同一客户未就同一问题再来;不足 7 天的待定,不计入;无客户编号的不计入",
        "FCR: no repeat contact of the customer on the same issue within 7 days; younger contacts are pending and left "
        "out, so are those without a customer id",
    ),
    "sla_attainment": MetricDefinition(
        "share",
        "服务水平达标率:首次响应在本渠道目标内的会话;无人应答计未达标",
        "first response within the channel's target; a customer nobody answered is a miss",
    ),
    "cost_per_contact": MetricDefinition(
        "money",
        "单次成本:外包单价,或处理时长 x 每小时成本;未配置成本则无",
        "cost per contact: the vendor's price, or handle time x cost per hour; absent while no costs are set",
    ),
}


VALUES = ("first_s", "response_s", "handle_s", "aht_s", "csat", "nps")
COUNTS = (
    *("interactions", "marked", "resolved", "fcr_known", "fcr_met", "fcr_pending"),
    *("sla_asked", "sla_met", "costed", "cost"),
)


@dataclass(slots=True)
class ServiceTally:
    """Sums of service facts while they are counted; tallies of parts add up to the tally of the whole."""

    interactions: int = 0
    first_s: ValueCounts = field(default_factory=ValueCounts)
    response_s: ValueCounts = field(default_factory=ValueCounts)
    handle_s: ValueCounts = field(default_factory=ValueCounts)
    aht_s: ValueCounts = field(default_factory=ValueCounts)
    csat: ValueCounts = field(default_factory=ValueCounts)
    nps: ValueCounts = field(default_factory=ValueCounts)
    marked: int = 0
    resolved: int = 0
    fcr_known: int = 0
    fcr_met: int = 0
    fcr_pending: int = 0
    sla_asked: int = 0
    sla_met: int = 0
    costed: int = 0
    cost: float = 0.0

    def count_interaction(self, facts: ServiceFacts) -> None:
        """Count what belongs to the interaction as a whole (and so to its last agent)."""
        self.interactions += 1
        self.handle_s.count(facts.handle_s)
        if facts.handle_s is not None and facts.after_call_s is not None:
            self.aht_s.count(facts.handle_s + facts.after_call_s)
        self.csat.count(facts.csat)
        self.nps.count(facts.nps)
        self.marked += facts.resolved is not None
        self.resolved += facts.resolved is True

    def count_first_response(self, facts: ServiceFacts, sla: SlaPolicy) -> None:
        """Count the first answer (it belongs to the first agent) and whether it kept the channel's target."""
        self.first_s.count(facts.first_response_s)
        target = sla.targets.get(facts.channel)
        if target is None or (facts.first_response_s is None and not facts.left_unanswered):
            return
        self.sla_asked += 1
        in_time = facts.first_response_s is not None and facts.first_response_s <= target.first_response_s
        self.sla_met += in_time and not facts.left_unanswered

    def count_response(self, response: Response) -> None:
        """Count one round; it belongs to whoever answered."""
        self.response_s.count(response.seconds)

    def price(self, vendor: str | None, costs: CostPolicy) -> None:
        """Say what these contacts cost: at the vendor's price each, else by the time they took."""
        if vendor in costs.per_contact:
            self.costed, self.cost = self.interactions, self.interactions * costs.per_contact[vendor]
        elif costs.per_hour is not None:
            spent = self.aht_s if self.aht_s.n == self.handle_s.n else self.handle_s
            self.costed, self.cost = spent.n, spent.sample.total / 3600 * costs.per_hour

    def add(self, other: "ServiceTally") -> None:
        """Take in the tally of another part."""
        for name in VALUES:
            getattr(self, name).add(getattr(other, name))
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def figures(self, minimum_n: int) -> dict[str, Figure]:
        """Every metric of `METRICS`, in that order."""
        satisfied = sum(count for answer, count in self.csat.counts.items() if answer >= 4)
        return {
            "first_response_mean_s": mean_s(self.first_s, minimum_n),
            "first_response_median_s": median_s(self.first_s, minimum_n),
            "response_mean_s": mean_s(self.response_s, minimum_n),
            "response_median_s": median_s(self.response_s, minimum_n),
            "handle_mean_s": mean_s(self.handle_s, minimum_n),
            "aht_mean_s": mean_s(self.aht_s, minimum_n),
            "csat_share": rate_figure(satisfied, self.csat.n, minimum_n),
            "csat_mean": mean_figure(
                self.csat.sample, minimum_n, unit="of_5", prior_sd=CSAT_PRIOR_SD, limits=(1.0, 5.0)
            ),
            "csat_response_rate": rate_figure(self.csat.n, self.interactions, minimum_n),
            "nps": nps_figure(self.nps, minimum_n),
            "resolution_rate": rate_figure(self.resolved, self.marked, minimum_n),
            "fcr_rate": rate_figure(self.fcr_met, self.fcr_known, minimum_n),
            "sla_attainment": rate_figure(self.sla_met, self.sla_asked, minimum_n),
            "cost_per_contact": cost_figure(self.cost, self.costed, minimum_n),
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


def mean_s(values: ValueCounts, minimum_n: int) -> Figure:
    """Mean of seconds with its plain t interval (none below two values); never below 0."""
    sample = values.sample
    if sample.n < 2:
        value = sample.mean if sample.n else None
        return Figure(value=value, n=sample.n, low=None, high=None, enough=False, unit="s")
    low, high = mean_interval(sample, prior_sd=0.0, prior_weight=0)
    return Figure(value=sample.mean, n=sample.n, low=max(0.0, low), high=high, enough=sample.n >= minimum_n, unit="s")


def median_s(values: ValueCounts, minimum_n: int) -> Figure:
    """Median of seconds with the interval between order statistics (binomial, free of distribution; none below 6)."""
    n = values.n
    if n == 0:
        return Figure(value=None, n=0, low=None, high=None, enough=False, unit="s")
    lower, upper = values.at_ranks((n - 1) // 2, n // 2)
    value, rank = (lower + upper) / 2, _median_rank(n)
    if rank < 1:
        return Figure(value=value, n=n, low=None, high=None, enough=False, unit="s")
    low, high = values.at_ranks(rank - 1, n - rank)
    return Figure(value=value, n=n, low=low, high=high, enough=n >= minimum_n, unit="s")


@lru_cache(maxsize=4096)
def _median_rank(n: int) -> int:
    """The largest rank whose lower tail stays within half of what may be missed; 0 when there is none."""
    return int(stats.binom.ppf((1 - CONFIDENCE) / 2, n, 0.5))


def nps_figure(answers: ValueCounts, minimum_n: int) -> Figure:
    """Net promoter score -100..100 of answers 0-10, with the interval of a mean of -100, 0 and +100."""
    promoters = sum(count for answer, count in answers.counts.items() if answer >= 9)
    detractors = sum(count for answer, count in answers.counts.items() if answer <= 6)
    marks = Moments(answers.n, 100.0 * (promoters - detractors), 10_000.0 * (promoters + detractors))
    return mean_figure(marks, minimum_n, unit="nps", prior_sd=NPS_PRIOR_SD, limits=(-100.0, 100.0))


def cost_figure(cost: float, contacts: int, minimum_n: int) -> Figure:
    """Money per contact: an account, no sample, so without an interval."""
    value = cost / contacts if contacts else None
    return Figure(value=value, n=contacts, low=None, high=None, enough=contacts >= minimum_n, unit="money")
