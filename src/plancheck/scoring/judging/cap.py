"""Rule 4: a cap that has not been exceeded. In, its numbers; out, a mark."""

from __future__ import annotations

from plancheck.scoring.judging.mark import Mark, on_track, red, yellow
from plancheck.scoring.marks import Reason
from plancheck.scoring.path import exact
from plancheck.scoring.quantities import Measures
from plancheck.scoring.settings import Settings


def judge_cap(measures: Measures, settings: Settings) -> Mark:
    """Rule 4 for a cap that has not been exceeded."""
    burn = measures.burn
    if burn is None or burn <= 1:
        return on_track(Reason.WITHIN_CAP)
    return red(Reason.BURN) if burn * exact(settings.off_track_ratio) > 1 else yellow(Reason.BURN)
