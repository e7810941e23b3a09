"""What a key of a plan file may look like: its shape in TOML, and a `Field` with its name, meaning and an example."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: One mailbox; nothing that would make several of it, or a header of a message.
MAIL = r"^[^@\s,;<>\"\u0000-\u001f]+@[^@\s,;<>\"\u0000-\u001f]+$"
LINK = r"^https?://[^\s<>\"\u0000-\u001f]+$"


class Shape(StrEnum):
    """What a key's value looks like in TOML."""

    TEXT = "text"
    TEXTS = "list of texts"
    TEXT_OR_TEXTS = "text or list of texts"
    NUMBER = "number"
    NUMBERS = "pair of numbers"
    COUNT = "whole number"
    DAYS = "number of days"
    DUE_DAYS = "number of days to hand in"
    SHARE = "number from 0 to 1"
    DAY = "date"
    MAIL = "mailbox"
    LINK = "link"
    SWITCH = "true or false"
    CHOICE = "choice"
    TABLE = "table"
    TABLES = "list of tables"
    TABLES_OR_CHOICE = "list of tables or choice"
    NAMED_TABLES = "tables by key"
    SETTINGS = "settings"

    @property
    def example(self) -> str:
        """A value of this shape as TOML writes it."""
        return _EXAMPLES[self]


_EXAMPLES = {
    Shape.TEXT: '"650辆"',
    Shape.CHOICE: '"level"',
    Shape.TEXTS: '["fgw", "czj"]',
    Shape.TEXT_OR_TEXTS: '"fgw"',
    Shape.NUMBER: "650",
    Shape.NUMBERS: "[0, 100]",
    Shape.COUNT: "1",
    Shape.DAYS: "180",
    Shape.DUE_DAYS: "15",
    Shape.MAIL: '"jdb@example.gov.cn"',
    Shape.LINK: '"https://example.gov.cn/zcwj/1.html"',
    Shape.SHARE: "0.05",
    Shape.DAY: "2027-12-31",
    Shape.SWITCH: "true",
    Shape.TABLE: "{ date = 2023-12-31 }",
    Shape.TABLES: "[{ by = 2025-12-31, value = 300 }]",
    Shape.TABLES_OR_CHOICE: "[{ by = 2025-12-31, value = 300 }]",
    Shape.NAMED_TABLES: '{ name = "市财政局" }',
    Shape.SETTINGS: "{ … }",
}


@dataclass(frozen=True, slots=True)
class Field:
    """A key. `table` names the field table of a nested table, `choices` the words that are allowed."""

    name: str
    shape: Shape
    zh: str
    en: str
    required: bool = False
    choices: tuple[str, ...] = ()
    table: str = ""
    pattern: str = ""

    @property
    def example(self) -> str:
        """A value of this key as TOML writes it: a text that could stand there, or what the shape looks like."""
        if self.choices and self.shape is Shape.CHOICE:
            return f'"{self.choices[0]}"'
        text = _SAMPLES.get(self.name)
        return self.shape.example if text is None or self.shape is not Shape.TEXT else f'"{text}"'


#: What could stand in a text; a figure is the shape's own example.
_SAMPLES = {
    "id": "T-1",
    "title": "促进一般公务用车绿色更新",
    "issuer": "示范市人民政府",
    "document": "示政〔2024〕1号",
    "parent": "henan",
    "note": "原文没有写明基期",
    "name": "市财政局",
    "locator": "二（四）12",
    "indicator": "累计更换公务用车",
    "unit": "辆",
    "than": "传统能源车辆",
    "same_as": "T-1",
    "part_of": "T-1",
    "parent_target": "HN-1",
    "indicator_id": "official-cars",
    "why": "引用的上级目标",
    "target": "T-1",
    "reason": "省级批复延后，见批复文件",
    "approved_by": "示范市人民政府办公室",
    "plan": "zhengzhou",
    "department": "市财政局",
    "phone": "0371-12345678",
    "contact": "张三，0371-12345678",
}
