"""The only list of indicators, in the order of the summary sheet."""

from __future__ import annotations

from storage.counting.indicators.culture import CULTURE_FIGURES
from storage.counting.indicators.governance import GOVERNANCE_FIGURES
from storage.counting.indicators.league import LEAGUE_FIGURES
from storage.counting.indicators.organizations import ORGANIZATION_FIGURES
from storage.counting.indicators.people import PEOPLE_FIGURES
from storage.counting.indicators.projects import PROJECT_FIGURES
from storage.counting.indicators.service import MINOR_FIGURES, SERVICE_FIGURES
from storage.counting.indicators.stars import STAR_FIGURES
from storage.counting.indicators.support import SUPPORT_FIGURES
from storage.counting.indicators.talents import TALENT_FIGURES
from storage.counting.indicators.trainings import TRAINING_FIGURES

FAMILIES = (
    ("志愿者队伍", PEOPLE_FIGURES),
    ("志愿服务组织", ORGANIZATION_FIGURES),
    ("团组织建设", LEAGUE_FIGURES),
    ("项目、活动与品牌", PROJECT_FIGURES),
    ("服务时长", SERVICE_FIGURES),
    ("星级认定", STAR_FIGURES),
    ("未成年人服务", MINOR_FIGURES),
    ("教育培训", TRAINING_FIGURES),
    ("社工人才与西部计划", TALENT_FIGURES),
    ("宣传表彰、激励与交流", CULTURE_FIGURES),
    ("阵地与保障", SUPPORT_FIGURES),
    ("制度、会议与责任", GOVERNANCE_FIGURES),
)
INDICATORS = tuple(indicator for _label, family in FAMILIES for indicator in family)
FAMILY_OF = {indicator.code: label for label, family in FAMILIES for indicator in family}
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
