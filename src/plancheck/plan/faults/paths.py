"""A target's `path = "last-year"`, against its kind and how often it is reported."""

from __future__ import annotations

from collections.abc import Iterator

from plancheck.plan.faults.places import Fault
from plancheck.plan.model import Plan, Target
from plancheck.plan.vocabulary import comes_in_shares


def check_paths(plan: Plan, target: Target) -> Iterator[Fault]:  # noqa: ARG001 - as all target checks are called
    """Only a year that is counted anew and told in several periods has shares for the next one to follow."""
    if target.path_as_last_year and not comes_in_shares(target.kind, target.reporting):
        yield "path-not-for-kind", {"kind": target.kind, "reporting": target.reporting}
