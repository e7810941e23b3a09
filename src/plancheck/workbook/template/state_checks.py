"""What is looked at in a state while somebody types, as one formula a cell: its result is a code and a sentence."""

from __future__ import annotations

from datetime import date

from plancheck.workbook.layout import STATES
from plancheck.workbook.template.formulas import Formula, chain, day_in_formula, quoted
from plancheck.workbook.template.sentences import EXPLAINED, MISSING, Speaker


def state_check(period: date, speaker: Speaker, language: str, why: str) -> Formula:
    """The state of a period: one of the words, not before its day, and not back from done. `why` as of a value."""
    state, before, day = f"[state:{period}]", f"[before:{period}]", day_in_formula(period)
    words = [quoted(text) for text in STATES[language].values()]
    done = quoted(STATES[language]["done"])
    blank = f'IF({day}>TODAY(),"",IF({why},{quoted(EXPLAINED)},{speaker.tell(MISSING, "state-missing")}))'
    unknown = ",".join(f"{state}<>{text}" for text in words)
    return Formula(
        chain(
            (f"ISERROR({state})", speaker.tell("3E", "state-error")),
            (f"ISBLANK({state})", blank),
            (f"{day}>TODAY()", speaker.tell("3F", "state-future")),
            (f"AND({unknown})", speaker.tell("3U", "state-unknown")),
            (f"AND({before}={done},{state}<>{done})", speaker.tell("2G", "state-back", state=state)),
        )
    )
