"""Which indicators there are, in the order of the summary sheet."""

from __future__ import annotations

from storage.indicators.culture import CULTURE_FIGURES
from storage.indicators.governance import GOVERNANCE_FIGURES
from storage.indicators.league import LEAGUE
from storage.indicators.organizations import ORGANIZATION_FIGURES
from storage.indicators.people import PEOPLE
from storage.indicators.projects import PROJECT_FIGURES
from storage.indicators.service import MINOR_FIGURES, SERVICE_FIGURES
from storage.indicators.stars import STAR_FIGURES
from storage.indicators.support import SUPPORT_FIGURES
from storage.indicators.talents import TALENT_FIGURES
from storage.indicators.trainings import TRAINING_FIGURES

INDICATORS = (
    *PEOPLE,
    *ORGANIZATION_FIGURES,
    *LEAGUE,
    *PROJECT_FIGURES,
    *SERVICE_FIGURES,
    *STAR_FIGURES,
    *MINOR_FIGURES,
    *TRAINING_FIGURES,
    *TALENT_FIGURES,
    *CULTURE_FIGURES,
    *SUPPORT_FIGURES,
    *GOVERNANCE_FIGURES,
)
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
