"""How a cell that could not be read is written again, in a copy or in a new form, so that it is no better there."""

from __future__ import annotations

#: The errors that a file may hold; any other is written as one of them.
ERROR_TEXTS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
UNKNOWN_ERROR = "#VALUE!"
#: What a formula that was never calculated shows once it is: `=NA()` stands in for it.
NOT_CALCULATED = "#N/A"
#: Before the digits of a damaged cell: they stay, and are no number.
DAMAGED = "? "
