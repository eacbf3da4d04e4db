"""Views of volunteers and of the ledgers about people."""

from __future__ import annotations

from storage.counting import counting_rules as who
from storage.counting.indicators.talents import AT_POST, CERTIFIED, IN_POST_NOW, THERE
from storage.model.tables.paper import CERTIFICATES
from storage.model.tables.person import CONSENTS, LEFT_SCHOOL, MOVEMENTS
from storage.model.tables.star import STAR_GRANTS
from storage.model.tables.talent import BY_CERTIFICATE, TALENTS, UNCERTIFIED, WEST_VOLUNTEERS
from storage.model.tables.volunteer import AT_SCHOOL, ON_ROSTER, VOLUNTEERS
from storage.views.view import in_quarter, in_year, view, within_days

# Volunteers whose hours since registration reach a star that is not granted yet (办法 §16); those
# with the hours of the lowest star, who are few, are selected first
_RULES = (
    "star_rule r WHERE r.effective_from ="
    " (SELECT max(effective_from) FROM star_rule WHERE effective_from <= :on)"
)
_MINUTES = (
    "(SELECT total(s.hours) FROM service_record s WHERE s.volunteer = t.id AND s.served_on <= :on"
    " AND (t.registered_on IS NULL OR s.served_on >= t.registered_on))"
)
_HELD = (
    "ifnull((SELECT max(g.star) FROM star_grant g"
    " WHERE g.volunteer = t.id AND g.granted_on <= :on), 0)"
)
_STAR_DUE = (
    "t.id IN (SELECT s.volunteer FROM service_record s GROUP BY s.volunteer"
    f" HAVING sum(s.hours) >= (SELECT min(r.hours_needed) * 60 FROM {_RULES}))"
    f" AND EXISTS (SELECT 1 FROM {_RULES} AND r.star > {_HELD}"
    f" AND {_MINUTES} >= r.hours_needed * 60 AND (r.needs_previous = 0 OR {_HELD} >= r.star - 1))"
)
_ADULT_NOW = (
    f"t.volunteer IN (SELECT v.id FROM volunteer v WHERE {who.for_alias('v', who.AGE)} >= 18)"
)
_WITHDRAWN = "t.withdrawn_on <= :on"
NOT_WRITTEN = (
    f"t.kind IN {LEFT_SCHOOL!r} AND t.happened_on <= :on AND EXISTS (SELECT 1 FROM volunteer v"
    f" WHERE v.id = t.volunteer AND v.status = '{ON_ROSTER}'"
    f" AND ifnull(v.study_status, '{AT_SCHOOL}') = '{AT_SCHOOL}')"
)

PEOPLE_VIEWS = (
    view(VOLUNTEERS, "roster", "在册", who.ROSTER),
    view(VOLUNTEERS, "unregistered_members", "团员未注册",
          who.ROSTER, who.COUNTED_MEMBER, f"NOT {who.REGISTERED_BY_NOW}"),
    view(VOLUNTEERS, "awaiting_consent", "待监护人同意",
          who.ROSTER, who.MINOR, f"NOT {who.CONSENTED}"),
    view(VOLUNTEERS, "new", "本季新增", who.ROSTER, who.REGISTERED_THIS_QUARTER),
    view(VOLUNTEERS, "unregistered_students", "大学生未注册",
          who.ROSTER, who.ADULT_STUDENT, f"NOT {who.REGISTERED_BY_NOW}"),
    view(VOLUNTEERS, "pupils", "学生志愿者", who.ROSTER, who.PUPIL),
    view(VOLUNTEERS, "without_id", "缺身份证号", who.ROSTER, "t.id_number IS NULL"),
    view(VOLUNTEERS, "backbone", "骨干", who.ROSTER, who.BACKBONE),
    view(VOLUNTEERS, "gone", "已离开", f"NOT ifnull({who.PRESENT}, 0)"),
    view(VOLUNTEERS, "star_due", "星级达标待认定", who.ROSTER, who.REGISTERED_BY_NOW, _STAR_DUE),
    view(VOLUNTEERS, "overage", "超龄团员", who.ROSTER, who.MEMBER, who.OVERAGE),
    view(CONSENTS, "valid", "有效", "t.given_on <= :on", f"NOT ifnull({_WITHDRAWN}, 0)"),
    view(CONSENTS, "withdrawn", "已撤回", _WITHDRAWN),
    view(CONSENTS, "adult_now", "本人已成年", _ADULT_NOW),
    view(MOVEMENTS, "quarter", "本季", in_quarter("happened_on")),
    view(MOVEMENTS, "not_written", "花名册还没改", NOT_WRITTEN),
    view(STAR_GRANTS, "pending", "办理中", "t.granted_on IS NULL"),
    view(STAR_GRANTS, "year", "本年认定", in_year("granted_on")),
    view(STAR_GRANTS, "historical", "历史认定", "t.historical IS 1"),
    view(TALENTS, "in_post", "在岗", THERE, IN_POST_NOW),
    view(TALENTS, "certified", "持证", THERE, CERTIFIED),
    view(TALENTS, "to_certify", "待补证书", THERE, f"t.evidence = '{BY_CERTIFICATE}'",
         f"(t.certificate = '{UNCERTIFIED}' OR t.certificate_number IS NULL)"),
    view(TALENTS, "left", "已离岗", "t.left_on <= :on"),
    view(WEST_VOLUNTEERS, "at_post", "在岗", AT_POST),
    view(WEST_VOLUNTEERS, "unsecured", "保障未落实", AT_POST,
         "(t.subsidy IS NOT 1 OR t.insured IS NOT 1)"),
    view(WEST_VOLUNTEERS, "ending", "三个月内期满", AT_POST, within_days("ended_on", 92)),
    view(CERTIFICATES, "year", "本年出具", in_year("issued_on")),
)  # fmt: skip
