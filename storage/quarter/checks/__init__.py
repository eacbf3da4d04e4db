"""Checks of a quarter: the only list of those on records.

C1 and C18 check the papers themselves and are defined in
`exports.reports.agreement`.
"""

from storage.quarter.checks.correction_checks import CORRECTION_CHECKS
from storage.quarter.checks.figure_checks import FIGURE_CHECKS
from storage.quarter.checks.organization_checks import ORGANIZATION_CHECKS
from storage.quarter.checks.people_checks import PEOPLE_CHECKS
from storage.quarter.checks.star_checks import STAR_CHECKS
from storage.quarter.checks.work_checks import WORK_CHECKS

CHECKS = tuple(
    sorted(
        (
            *PEOPLE_CHECKS,
            *ORGANIZATION_CHECKS,
            *FIGURE_CHECKS,
            *STAR_CHECKS,
            *WORK_CHECKS,
            *CORRECTION_CHECKS,
        ),
        key=lambda check: int(check.code[1:]) if check.code[1:].isdigit() else 99,
    )
)
