"""Rows as officers type them into LibreOffice, a case each, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping

from tests.cli.fills import Filled, General

#: A formula that looks into another file; the file is written beside.
OTHER = "=other"
#: What becomes of it in any spreadsheet is 45930.
_DAY = General("2025年9月30日")
#: By id: what is typed into a row, and what becomes of it. The quarters are 1 to 4.
ROWS: Mapping[str, Filled] = {
    "rest": Filled(
        "remains",
        ("460", "538", "600", "1300"),
        ("460", "538", "600", "1300"),
        (("remainder-rises", "2"), ("remainder-rises", "3"), ("remainder-above-base", "4")),
        "6月30日：剩余数比上期多78；如填的是已完成数，应填322（共3处）",
    ),
    "day": Filled(
        "total",
        ("100", "9月30日", "140", "150"),
        ("100", "140", "150"),
        (("date-in-number", "2"),),
        "6月30日：格子变成了日期，请把单元格格式改为“常规”，重填数字（共4处）",
    ),
    "day-mended": Filled(
        "total",
        ("100", "120", "140", _DAY),
        ("100", "120", "140", "45930!"),
        (("date-as-number", "4"),),
        "12月31日：像是日期，请把单元格格式改为“常规”，重填数字（共4处）",
    ),
    "day-mended-level": Filled(
        "项",
        ("40", _DAY, "42", "43"),
        ("40", "45930!", "42", "43"),
        (("date-as-number", "2"),),
        "6月30日：像是日期，请把单元格格式改为“常规”，重填数字",
    ),
    "day-mended-share": Filled(
        "%",
        ("70", _DAY, "75", "80"),
        ("70", "45930!", "75", "80"),
        (("date-as-number", "2"),),
        "6月30日：像是日期，请把单元格格式改为“常规”，重填数字",
    ),
    "day-mended-wan": Filled(
        "万辆",
        ("28.1", "28.2", _DAY, "28.3"),
        ("28.1", "28.2", "45930!", "28.3"),
        (("unit-mismatch", "3"),),
        "9月30日：像是日期，请把单元格格式改为“常规”，重填数字",
    ),
    "day-mended-large": Filled(
        "辆",
        ("281000", "282000", _DAY, "283000"),
        ("281000", "282000", "45930", "283000"),
        (("odd-size", "3"),),
        "9月30日：像是日期，请把单元格格式改为“常规”，重填数字",
    ),
    "in-ones": Filled(
        "辆",
        ("12.5万", "12.5万辆", "130000辆", "约24"),
        ("125000", "125000", "130000"),
        (("not-a-number", "4"), ("text-number", "1"), ("text-number", "2"), ("text-number", "3")),
        "3月31日：不是数字，请只填数字，不带单位和文字（共4处）",
    ),
    "in-wan": Filled(
        "万辆",
        ("12.5万", "12.5万辆", "126000辆", "12.7"),
        ("12.5", "12.6", "12.7"),
        (("ambiguous-number", "1"), ("text-number", "2"), ("text-number", "3")),
        "3月31日：不是数字，请只填数字，不带单位和文字（共3处）",
    ),
    "words": Filled(
        "项",
        ("约24", "24项", "２５", "26以上"),
        ("24", "25"),
        (("not-a-number", "1"), ("not-a-number", "4"), ("text-number", "2")),
        "3月31日：不是数字，请只填数字，不带单位和文字（共3处）",
    ),
    "shares": Filled(
        "%",
        ("83％", "83%", "0.83", "0.83%"),
        ("83", "83", "0.83", "0.83"),
        (("text-number", "1"), ("percent-cell", "2"), ("unit-jump", "3"), ("percent-cell", "4"), ("unit-jump", "4")),
        "3月31日：不是数字，请只填数字，不带单位和文字（共3处）",
    ),
    "formulas": Filled(
        "total",
        ("=1/0", "=50+46", OTHER, "300"),
        ("96", "260", "300"),
        (("error-value", "1"),),
        "3月31日：公式出错，请直接填数字（共4处）",
    ),
    "thousand": Filled(
        "项",
        ("40", "41000", "42", "43"),
        ("40", "41000", "42", "43"),
        (("unit-jump", "2"),),
        "6月30日：比上期、目标值等大10倍以上，请核对单位",
    ),
    "thousandth": Filled(
        "项",
        ("40", "41", "42", "0.041"),
        ("40", "41", "42", "0.041!"),
        (("unit-mismatch", "4"),),
        "12月31日：与上期、目标值等至少相差1000倍，请按本行的单位重填",
    ),
    "ten-thousand": Filled(
        "万辆",
        ("28.1", "281000", "28.4", "28.5"),
        ("28.1", "281000!", "28.4", "28.5"),
        (("unit-mismatch", "2"),),
        "6月30日：与上期、目标值等至少相差1000倍，请按本行的单位重填",
    ),
    "tenfold": Filled(
        "辆",
        ("281000", "28000", "283000", "284000"),
        ("281000", "28000", "283000", "284000"),
        (("odd-size", "2"),),
        "6月30日：不到上期的十分之一，请核对单位",
    ),
    "falls": Filled(
        "total",
        ("100", "110", "90", "120"),
        ("100", "110", "90!", "120"),
        (("fallen", "3"),),
        "9月30日：比上期少20，累计数不应变小（共4处）",
    ),
    "blank": Filled(
        "total",
        ("100", "", "140", ""),
        ("100", "140"),
        (("missing-value", "2"), ("missing-value", "4")),
        "3月31日：没有达到应达值203，请写原因（共4处）",
    ),
    "one-reason": Filled(
        "total",
        ("", "", "140", "150"),
        ("140", "150"),
        (("reason-for-several", "reason"),),
        "有几期没有填，请选“原因所属期”",
        {"evidence": "市统计局报表", "reason": "系统迁移，台账没有导出"},
    ),
    "reason-until": Filled(
        "total",
        ("", "", "140", "150"),
        ("140", "150"),
        (),
        "9月30日：没有达到应达值284，请写原因（共2处）",
        {"evidence": "市统计局报表", "reason": "系统迁移，台账没有导出", "reason_period": "6月30日"},
    ),
    "reason-short": Filled(
        "total",
        ("", "120", "140", "150"),
        ("120", "140", "150"),
        (("missing-value", "1"), ("reason-says-nothing", "reason")),
        "3月31日：到期未填，也没有写原因（共4处）",
        {"evidence": "市统计局报表", "reason": "x1"},
    ),
    "reason-empty": Filled(
        "total",
        ("", "120", "140", "150"),
        ("120", "140", "150"),
        (("missing-value", "1"), ("reason-says-nothing", "reason")),
        "3月31日：到期未填，也没有写原因（共4处）",
        {"evidence": "市统计局报表", "reason": "正在推进"},
    ),
    "measure": Filled(
        "total",
        ("100", "120", "140", "150"),
        ("100", "120", "140", "150"),
        (("not-a-date", "measure_by"),),
        "措施完成日期请写全年月日",
        {"evidence": "市统计局报表", "reason": "车辆采购流标", "measure": "重新招标", "measure_by": "9月底前"},
    ),
    "states": Filled(
        "states",
        ("推进中", "快了", "已完成", "推进中"),
        ("under-way", "done", "under-way"),
        (("unknown-state", "2"), ("undone-state", "4")),
        "6月30日：请从下拉列表中选状态（共2处）",
    ),
    "no-state": Filled(
        "states",
        ("未启动", "推进中", "", "推进中"),
        ("not-started", "under-way", "under-way"),
        (("missing-state", "3"),),
        "9月30日：到期未选，也没有写进展情况",
    ),
}
