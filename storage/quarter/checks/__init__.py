"""The checks of a quarter: the only list of those over records.

C1 and C18 look at the papers themselves and stand in `exports.agreement`.
"""

from storage.quarter.checks.correction_checks import CORRECTED
from storage.quarter.checks.figure_checks import FIGURES
from storage.quarter.checks.organization_checks import BODIES
from storage.quarter.checks.people_checks import PEOPLE
from storage.quarter.checks.star_checks import STARS
from storage.quarter.checks.work_checks import WORK

CHECKS = tuple(
    sorted(
        (*PEOPLE, *BODIES, *FIGURES, *STARS, *WORK, *CORRECTED),
        key=lambda check: int(check.code[1:]) if check.code[1:].isdigit() else 99,
    )
)
