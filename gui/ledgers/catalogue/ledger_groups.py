"""The smaller ledgers, in the groups in which the page 其他台账 lists them."""

from __future__ import annotations

from gui.ledgers.catalogue.governance_ledgers import (
    CHARTER_LEDGER,
    DOCUMENT_LEDGER,
    HOLIDAY_LEDGER,
    MEETING_LEDGER,
    RULE_LEDGER,
)
from gui.ledgers.catalogue.recognition_ledgers import (
    AWARD_LEDGER,
    EXCHANGE_LEDGER,
    INCENTIVE_LEDGER,
    PUBLICITY_LEDGER,
)
from gui.ledgers.catalogue.rights_ledgers import (
    CERTIFICATE_LEDGER,
    CONSENT_LEDGER,
    MOVEMENT_LEDGER,
    STAR_LEDGER,
    TALENT_LEDGER,
    WEST_LEDGER,
)
from gui.ledgers.catalogue.sending_ledgers import CORRECTION_LEDGER, DISPATCH_LEDGER
from gui.ledgers.catalogue.support_ledgers import (
    FUND_LEDGER,
    INCUBATION_LEDGER,
    INSURANCE_LEDGER,
    NEED_LEDGER,
    PARTNERSHIP_LEDGER,
    PURCHASE_LEDGER,
    SITE_LEDGER,
)

GROUPS = (
    ("人员与权益", (
        CONSENT_LEDGER, MOVEMENT_LEDGER, STAR_LEDGER, TALENT_LEDGER, WEST_LEDGER,
        CERTIFICATE_LEDGER,
    )),
    ("激励与宣传", (AWARD_LEDGER, INCENTIVE_LEDGER, PUBLICITY_LEDGER, EXCHANGE_LEDGER)),
    ("阵地与保障", (
        SITE_LEDGER, NEED_LEDGER, INSURANCE_LEDGER, FUND_LEDGER, PURCHASE_LEDGER,
        INCUBATION_LEDGER, PARTNERSHIP_LEDGER,
    )),
    ("制度与会议", (MEETING_LEDGER, CHARTER_LEDGER, DOCUMENT_LEDGER)),
    ("报送", (DISPATCH_LEDGER, CORRECTION_LEDGER)),
    ("规则与日历", (RULE_LEDGER, HOLIDAY_LEDGER)),
)  # fmt: skip
