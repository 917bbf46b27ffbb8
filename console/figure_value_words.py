"""Names and meanings of figures, of scorecards and of calls, in Chinese and English."""

from collections.abc import Mapping

from inspection.call_figures import FIGURES
from inspection.scorecards.figures import SCORE_METRICS
from inspection.scorecards.published import PUBLISHED_METRICS
from inspection.service_metrics import METRICS

FIGURE_WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "call_figure": {
        "silence_longest_s": ("最长静默", "Longest silence"),
        "silence_total_s": ("静默合计", "Silence in all"),
        "silence_share": ("静默占比", "Share of silence"),
        "announced_hold_s": ("已说明的等待", "Announced waiting"),
        "customer_searching_s": ("客户查找", "Customer searching"),
        "dead_air_s": ("冷场合计", "Dead air"),
        "dead_air_longest_s": ("最长冷场", "Longest dead air"),
        "agent_interruptions": ("坐席打断", "Agent interrupts"),
        "customer_interruptions": ("客户打断", "Customer interrupts"),
        "overlap_s": ("同时说话", "Both speak"),
        "overlap_share": ("同时说话占比", "Share both speak"),
        "agent_rate_per_minute": ("坐席语速", "Agent's rate"),
        "customer_rate_per_minute": ("客户语速", "Customer's rate"),
        "agent_talk_share": ("坐席说话占比", "Agent's share of talk"),
        "response_median_s": ("应答间隔中位", "Median answer time"),
        "response_longest_s": ("最长应答间隔", "Longest answer time"),
        "agent_loudness_rise_db": ("坐席音量升高", "Agent gets louder by"),
        "customer_loudness_rise_db": ("客户音量升高", "Customer gets louder by"),
        "agent_arousal_peak": ("坐席激动峰值", "Agent's excitement"),
        "customer_arousal_peak": ("客户激动峰值", "Customer's excitement"),
    },
    "call_figure_meaning": {name: (m.zh, m.en) for name, m in FIGURES.items()},
    "metric": {
        "machine_score": ("机器均分", "Machine score"),
        "human_score": ("人工均分", "Human score"),
        "published_score": ("发布均分", "Published score"),
        "pass_rate": ("合格率", "Pass rate"),
        "published_pass_rate": ("合格率(已公布)", "Pass rate, published"),
        "confirmed_fatal_rate": ("致命率(经人工确认)", "Confirmed fatal"),
        "fatal_rate": ("疑似致命率", "Suspected fatal"),
        "fatal_rate_customer": ("客户类致命率", "Customer fatal"),
        "fatal_rate_business": ("业务类致命率", "Business fatal"),
        "fatal_rate_compliance": ("合规类致命率", "Compliance fatal"),
        "scored_share": ("有分占比", "Scored share"),
        "first_response_mean_s": ("首次响应均值", "First response, mean"),
        "first_response_median_s": ("首次响应中位数", "First response, median"),
        "response_mean_s": ("响应均值", "Response, mean"),
        "response_median_s": ("响应中位数", "Response, median"),
        "handle_mean_s": ("平均处理时长", "Handle time, mean"),
        "aht_mean_s": ("平均处理时长(含话后)", "AHT with after-call work"),
        "csat_share": ("满意率", "CSAT"),
        "csat_mean": ("满意度均分", "CSAT, mean"),
        "csat_response_rate": ("参评率", "CSAT response rate"),
        "nps": ("净推荐值", "NPS"),
        "resolution_rate": ("解决率", "Resolved"),
        "fcr_rate": ("首次解决率", "First-contact resolution"),
        "sla_attainment": ("服务水平达标率", "SLA attainment"),
        "cost_per_contact": ("单次成本", "Cost per contact"),
    },
    "definition": {name: (m.zh, m.en) for name, m in {**SCORE_METRICS, **PUBLISHED_METRICS, **METRICS}.items()},
}
