"""The field table of plan files: every key, its shape, whether it is required, and what it means.

The reader checks against it and `schema` prints it, so that an editor and plancheck say the same.
"""

from __future__ import annotations

from enum import StrEnum

from plancheck.plan.field import Field, Shape
from plancheck.plan.vocabulary import AS_LAST_YEAR, Aggregate, Change, Frequency, Kind, Op, Reporting, Wording


def _choice(name: str, words: type[StrEnum], zh: str, en: str, *, required: bool = False) -> Field:
    return Field(name, Shape.CHOICE, zh, en, required=required, choices=tuple(words))


ASCII_ID = r"^[A-Za-z0-9][A-Za-z0-9_.-]*$"
TARGET_ID = r"^[A-Za-z][A-Za-z0-9_.-]*$"

TABLES: dict[str, tuple[Field, ...]] = {
    "file": (
        Field("format", Shape.COUNT, "文件格式版本，目前为 1", "version of this format, now 1", required=True),
        Field("plan", Shape.TABLE, "方案", "the plan", required=True, table="plan"),
        Field("departments", Shape.NAMED_TABLES, "单位", "departments by key", required=True, table="department"),
        Field("section", Shape.TABLES, "章节标题", "chapters and sections", table="section"),
        Field("task", Shape.TABLES, "任务", "tasks", required=True, table="task"),
        Field("not_a_target", Shape.TABLES, "不是目标的数字", "figures that are no targets", table="not_a_target"),
        Field("waiver", Shape.TABLES, "豁免", "waivers", table="waiver"),
        Field("restatement", Shape.TABLES, "数据更正", "accepted restatements", table="restatement"),
        Field("scoring", Shape.SETTINGS, "评分阈值", "scoring thresholds of this plan"),
        Field("gate", Shape.SETTINGS, "考核规则", "gate policy of this plan"),
    ),
    "plan": (
        Field(
            "id", Shape.TEXT, "方案代号，与文件名相同", "the file's name without .toml", required=True, pattern=ASCII_ID
        ),
        Field("title", Shape.TEXT, "文件标题", "the document's title", required=True),
        Field("issuer", Shape.TEXT, "发文机关", "who issued it", required=True),
        Field("document", Shape.TEXT, "文号", "the document's number"),
        Field("issued", Shape.DAY, "成文日期", "day of issue"),
        Field("start", Shape.DAY, "起始日", "first day of the plan", required=True),
        Field("end", Shape.DAY, "截止日", "last day of the plan", required=True),
        Field(
            "language", Shape.CHOICE, "填报表和报告的语言", "language of workbooks and reports", choices=("zh", "en")
        ),
        _choice("reporting", Frequency, "填报频次", "how often departments report"),
        Field("implements", Shape.TEXTS, "所贯彻文件的文号", "numbers of the documents it carries out"),
        Field("source", Shape.LINK, "文件的网址", "a link to the document"),
        Field("recipient", Shape.TABLE, "填报表报送给谁", "who receives the workbooks", table="recipient"),
        Field(
            "due_days",
            Shape.DUE_DAYS,
            "期末后多少天内报送填报表",
            "days after a period's end by which its workbook is due",
        ),
        Field("parent", Shape.TEXT, "上级方案的代号", "id of the plan it breaks down", pattern=ASCII_ID),
        Field("note", Shape.TEXT, "文件没有说清之处", "a reading the document leaves open"),
    ),
    "department": (
        Field("name", Shape.TEXT, "单位名称", "the department's name", required=True),
        Field("aliases", Shape.TEXTS, "别名", "other forms of its name"),
        Field("formerly", Shape.TEXT_OR_TEXTS, "原来的代号或名称", "the key or name it had, or those merged into it"),
        Field("contact", Shape.TEXT, "联系人和电话", "whom to call there"),
        Field("mail", Shape.MAIL, "邮箱", "its mailbox"),
        Field("note", Shape.TEXT, "说明", "a remark"),
    ),
    "recipient": (
        Field("name", Shape.TEXT, "接收单位或处室", "the receiving office", required=True),
        Field("phone", Shape.TEXT, "联系电话", "its phone"),
        Field("mail", Shape.MAIL, "报送邮箱", "the mailbox to send to"),
    ),
    "section": (
        Field("locator", Shape.TEXT, "在文件中的位置", "where it stands", required=True),
        Field("title", Shape.TEXT, "标题", "its title", required=True),
    ),
    "task": (
        Field("id", Shape.TEXT, "任务编号", "unique in the plan", required=True, pattern=ASCII_ID),
        Field("locator", Shape.TEXT, "在文件中的位置", "where it stands", required=True),
        Field("also_at", Shape.TEXTS, "重复出现的位置", "places that repeat it"),
        Field("title", Shape.TEXT, "任务名称", "its short title", required=True),
        Field("lead", Shape.TEXTS, "牵头单位", "keys of the leading departments", required=True),
        Field("support", Shape.TEXTS, "责任单位", "keys of the supporting departments"),
        Field("note", Shape.TEXT, "文件没有说清之处", "a reading the document leaves open"),
        Field("target", Shape.TABLES, "目标", "its targets", table="target"),
    ),
    "target": (
        Field("id", Shape.TEXT, "目标编号，以字母开头", "starts with a letter", required=True, pattern=TARGET_ID),
        Field("indicator", Shape.TEXT, "指标", "what is counted or measured", required=True),
        _choice("kind", Kind, "类型", "what kind of promise it is", required=True),
        _choice("op", Op, "比较符", "how the value compares with the target"),
        Field("value", Shape.NUMBER, "目标值", "the value to reach; percent for growth"),
        Field("up_to", Shape.NUMBER, "区间的另一端，只显示、不作要求", "the other end of a range; shown, not required"),
        Field("unit", Shape.TEXT, "计量单位", "unit, as the document writes it"),
        Field("by", Shape.DAY, "完成时限", "the day it is due"),
        Field("start", Shape.DAY, "起算日", "the day counting begins"),
        Field("figure", Shape.TEXT, "文件中的原数", "the figure as the document writes it"),
        _choice("change", Change, "增减按百分比或百分点", "whether a growth's value is percent of the base or points"),
        Field("baseline", Shape.TABLE, "基期值", "value before the plan", table="baseline"),
        Field("checkpoints", Shape.TABLES, "节点", "dated values on the way, each judged", table="checkpoint"),
        Field(
            "path",
            Shape.TABLES_OR_CHOICE,
            "预期路径：若干日期和数值，或 last-year（按上年同期的进度）",
            "the expected path, not judged: dated points, or last-year, as the year before went",
            table="point",
            choices=(AS_LAST_YEAR,),
        ),
        Field("amendment", Shape.TABLES, "调整", "what later documents changed", table="amendment"),
        _choice("wording", Wording, "约束性或争取性", "binding, or strive for 力争"),
        Field("about", Shape.SHARE, "“左右”允许的差距", "share by which 左右 may fall short"),
        Field("basically", Shape.SHARE, "“基本”要求的比例", "share that 基本 asks for"),
        Field("whole", Shape.SWITCH, "是否按整件计数", "whether it is counted in whole pieces"),
        Field("than", Shape.TEXT, "比较对象", "what it is compared with"),
        _choice("reporting", Frequency, "填报频次", "how often it is reported"),
        Field("report_lag_days", Shape.DAYS, "填报宽限天数，代替阈值", "days of grace, in place of the setting"),
        _choice("reports", Reporting, "累计数或当期数", "values to date, or each period's increment"),
        Field("reported_by", Shape.TEXT_OR_TEXTS, "填报单位", "key of the department that reports it"),
        _choice("aggregate", Aggregate, "一家填报或多家相加", "one value, or parts added up"),
        Field("same_as", Shape.TEXT, "与哪个目标相同", "id of the target it repeats"),
        Field("part_of", Shape.TEXT, "是哪个目标的其中数", "id of the target it is a share of"),
        Field("limits", Shape.NUMBERS, "合理范围", "lowest and highest possible value"),
        Field("parent_target", Shape.TEXT, "上级方案的目标编号", "target of the parent plan it breaks down"),
        Field("indicator_id", Shape.TEXT, "跨方案的指标代号", "shared key of the indicator", pattern=ASCII_ID),
        Field("locator", Shape.TEXT, "在文件中的位置", "where it stands, if not at the task's"),
        Field("also_at", Shape.TEXTS, "重复出现的位置", "places that repeat it"),
        Field("note", Shape.TEXT, "文件没有说清之处", "a reading the document leaves open"),
    ),
    "baseline": (
        Field("date", Shape.DAY, "基期", "its date", required=True),
        Field("value", Shape.NUMBER, "基期值", "its value, where the document gives one"),
    ),
    "checkpoint": (
        Field("by", Shape.DAY, "节点日期", "its date", required=True),
        Field("value", Shape.NUMBER, "节点值", "the value to reach by then", required=True),
        Field("figure", Shape.TEXT, "文件中的原数", "the figure as the document writes it"),
        Field("locator", Shape.TEXT, "在文件中的位置", "where it stands, if not at the target's"),
    ),
    "point": (
        Field("by", Shape.DAY, "日期", "its date", required=True),
        Field("value", Shape.NUMBER, "预期值", "the value expected then", required=True),
    ),
    "amendment": (
        Field("document", Shape.TEXT, "作出调整的文件（文号或标题）", "the later document", required=True),
        Field("date", Shape.DAY, "自哪一天起执行", "the day from which it holds", required=True),
        Field("value", Shape.NUMBER, "调整后的目标值", "the new value, where it changes"),
        Field("by", Shape.DAY, "调整后的完成时限", "the new day it is due, where it changes"),
        Field("figure", Shape.TEXT, "该文件中的原数", "the figure as that document writes it"),
        Field("locator", Shape.TEXT, "在该文件中的位置", "where it stands in that document"),
    ),
    "not_a_target": (
        Field("figure", Shape.TEXT, "文件中的原数", "the figure as the document writes it", required=True),
        Field("locator", Shape.TEXT, "在文件中的位置", "where it stands", required=True),
        Field("why", Shape.TEXT, "为什么不是目标", "why it is no target", required=True),
        Field("times", Shape.COUNT, "出现次数", "how often it stands there"),
        Field("optional", Shape.SWITCH, "有的版本没有", "only some editions have it"),
    ),
    "waiver": (
        Field("target", Shape.TEXT, "目标编号", "the excused target", required=True),
        Field("reason", Shape.TEXT, "理由", "why", required=True),
        Field("approved_by", Shape.TEXT, "批准人或机关", "who approved it", required=True),
        Field("until", Shape.DAY, "有效期至", "last day it holds", required=True),
    ),
    "restatement": (
        Field("target", Shape.TEXT, "目标编号", "the restated target", required=True),
        Field("period_end", Shape.DAY, "更正的期末", "end of the restated period", required=True),
        Field(
            "value",
            Shape.NUMBER,
            "批准的新数，只认这一个数；不写表示批准撤销",
            "the value approved; none: its withdrawal",
        ),
        Field("reference", Shape.NUMBER, "批准的比较对象的数", "the approved value of what it is compared with"),
        Field(
            "state", Shape.CHOICE, "批准的新状态", "the state approved", choices=("not-started", "under-way", "done")
        ),
        Field(
            "department", Shape.TEXT, "填报单位，由几家填报的目标必写", "whose value, where several departments report"
        ),
        Field("reason", Shape.TEXT, "理由", "why", required=True),
        Field("approved_by", Shape.TEXT, "批准人或机关", "who approved it", required=True),
    ),
}
