"""Characters that old systems keep in Unicode's private area, where every computer shows another.

GB 18030-2000 had 80 characters at FE50 to FEA0 that Unicode did not know yet; files written then,
and programs that still follow it, carry U+E815 to U+E864 in their place (GB 18030-2022, annex D).
"""

from __future__ import annotations

import re

_FIRST = 0xE815
_STANDARD = (
    "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊"
    "䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"
)
_VERTICAL = "︐︒︑︓︔︕︖︗︘︙"  # U+E78D to U+E796
_TICKS = {0xF050: "√", 0xF052: "√", 0xF0FC: "√", 0xF0FE: "√"}  # of the fonts Wingdings

REPAIRS = (
    {_FIRST + at: standard for at, standard in enumerate(_STANDARD)}
    | {0xE78D + at: standard for at, standard in enumerate(_VERTICAL)}
    | _TICKS
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")


def repaired(text: str) -> str:
    """The text with every private character that has a standard one in its place."""
    return text.translate(REPAIRS)


def private_in(text: str) -> str:
    """The first private character that a text holds, or ""."""
    if text.isprintable():  # what nearly every text is; a private character never
        return ""
    found = _PRIVATE.search(text)
    return found[0] if found else ""
