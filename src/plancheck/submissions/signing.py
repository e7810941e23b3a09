"""A file with answers whose cover does not say who stands for them: files in, a remark for each out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plancheck.findings import Finding, finding
from plancheck.submissions.gather import Filed


def unsigned(files: Iterable[Filed]) -> Iterator[Finding]:
    """One finding a workbook, on the first blank cell; none where nothing is filled, or the cover never asked."""
    for filed in files:
        progress = filed.intake.progress
        signed = progress.signed if progress else None
        if progress is None or signed is None or not signed.blank:
            continue
        # What growth is measured from stands in a blank form already.
        if all(one.is_baseline for one in progress.observations):
            continue
        blank = set(signed.blank)
        fields = {name: "1" if name in blank else "" for name in signed.places}
        yield finding("cover-not-signed", signed.places[signed.blank[0]], count=len(blank), **fields)
