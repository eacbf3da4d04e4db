"""Which indicators there are, in the order of the summary sheet."""

from __future__ import annotations

from storage.indicators.league import LEAGUE
from storage.indicators.organizations import ORGANIZATION_FIGURES
from storage.indicators.people import PEOPLE
from storage.indicators.trainings import TRAINING_FIGURES

INDICATORS = (*PEOPLE, *ORGANIZATION_FIGURES, *LEAGUE, *TRAINING_FIGURES)
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
