"""The checks of a quarter: the only list of those over records (domain.md §4.2).

C1 and C18 look at the papers themselves and stand in `exports.agreement`.
"""

from storage.quarter.checks.bodies import BODIES
from storage.quarter.checks.corrections import CORRECTED
from storage.quarter.checks.figures import FIGURES
from storage.quarter.checks.people import PEOPLE
from storage.quarter.checks.stars import STARS
from storage.quarter.checks.work import WORK

CHECKS = tuple(
    sorted(
        (*PEOPLE, *BODIES, *FIGURES, *STARS, *WORK, *CORRECTED),
        key=lambda check: int(check.code[1:]) if check.code[1:].isdigit() else 99,
    )
)
