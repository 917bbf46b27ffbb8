"""The words of relearning in Chinese and English."""

_WORDS = {
    "trained": ("再学习：{new} 已生效（之前是 {current}）", "relearned: {new} is in force (it was {current})"),
    "would": (
        "试算：{heads} 优于 {current}；未做任何改动，去掉 --dry-run 即生效",
        "dry run: {heads} would be better than {current}; nothing was changed, leave out --dry-run to put it in force",
    ),
    "kept": ("没有更好的：{current} 继续生效", "nothing was better: {current} stays in force"),
    "nothing": (
        "工作区里没有可学的标注：先 mingjian models labels，或复核评分项",
        "there is nothing to learn from here: give labels (mingjian models labels) or review items first",
    ),
    "labels": (
        "语句标注 {turn_labels}，质检结论 {verdicts}；另有 {outdated} 条与现文本不符、{disputed} 处意见相持，未用",
        "turn labels {turn_labels}, verdicts {verdicts}; left out: {outdated} of corrected words, {disputed} disputed",
    ),
    "split": ("学习会话 {learn}，留出会话 {test}，{how}", "interactions: {learn} learned from, {test} held out, {how}"),
    "by_agent": ("坐席也不重叠", "agents apart as well"),
    "by_interaction": ("按会话划分（坐席太少，无法错开）", "by interaction (too few agents to keep them apart)"),
    "heads": ("留出会话上的比较", "On the held-out interactions"),
    "classes": ("各类别", "Classes"),
    "head": ("头", "head"),
    "verdict": ("结论", "verdict"),
    "n": ("语句 / 会话", "turns / interactions"),
    "macro_f1": ("macro-F1 现行 → 新", "macro-F1, current → new"),
    "difference": ("差（95% 区间）", "difference (95 % interval)"),
    "kappa": ("kappa 差（95% 区间）", "kappa difference (95 % interval)"),
    "precision": ("准确率", "precision"),
    "recall": ("召回率", "recall"),
    "f1": ("F1", "F1"),
    "label": ("类别", "class"),
    "notes": ("说明", "notes"),
    "better": ("更好", "better"),
    "taken_along": ("一并生效", "comes along"),
    "not_better": ("不优于现行（区间含 0）", "not better by more than its interval"),
    "worse_class": ("有类别变差", "a class becomes worse"),
    "not_enough_data": ("数据不足", "not enough data"),
    "not_read": ("不适用", "not read by our network here"),
    "has": (
        "{label}：学习 {learn}，留出 {test} 个会话（需 {need_learn}、{need_test}）",
        "{label}: {learn} and {test} interactions (needs {need_learn} to learn, {need_test} to test)",
    ),
    "worse_beside": ("会使另一个头整体变差", "the head it hangs together with would become worse"),
    "notes.worse": ("变差：{labels}", "worse: {labels}"),
    "notes.worse_beside": ("另一个头变差：{labels}", "worse in the head beside it: {labels}"),
    "threshold": ("规则阈值 {threshold}", "at the rule's threshold {threshold}"),
    "version": ("版本", "version"),
    "in_force": ("生效中", "in force"),
    "parent": ("之前", "came after"),
    "made_at": ("时间", "made at"),
    "made_by": ("操作人", "made by"),
    "changed": ("改动的头", "heads changed"),
    "shipped": ("自带", "shipped"),
    "now": ("{head} 生效：从下一次夜班起", "{head} is in force from the next night on"),
    "given": (
        "新增 {new}，更改 {changed}，未变 {unchanged}，拒收 {refused}",
        "{new} new, {changed} changed, {unchanged} unchanged, {refused} refused",
    ),
}


def words_of(lang: str) -> dict[str, str]:
    """Every word in one language: zh or en."""
    which = 0 if lang == "zh" else 1
    return {key: pair[which] for key, pair in _WORDS.items()}
