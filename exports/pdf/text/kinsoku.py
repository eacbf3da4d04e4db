"""禁则: where a Chinese line may break, and which gaps in it may be widened."""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_START = frozenset(
    "，。、；：！？）》〉」』】〕〗〙〛｝］”’…‥％‰℃℉°′″·•・．～〜ー々〻ヽヾ〃—–"
    "﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞)]},.;:!?%/／|｜〞〟"
)
NO_END = frozenset("（《〈「『【〔〖〘〚｛［“‘﹙﹛﹝([{￥＄$¥£€№#＃〝")
CLOSING = frozenset("，。、；：！？）》」』】〕〉｝］”’")  # nothing in the right half of the em
OPENING = frozenset("（《「『【〔〈｛［“‘")  # nothing in the left half
MARKS = frozenset("≥≤±×÷≈≠°€£¥–−µ№′″")  # signs that belong to the number beside them
SOFT = frozenset("/-_.@?&=:\\")  # after these a word may be broken where it has to be


class Kind(IntEnum):
    """How a character behaves in a line."""

    HAN = 0
    WORD = 1
    DASH = 2
    DOTS = 3
    SPACE = 4
    END = 5


RIGID = frozenset((Kind.WORD, Kind.DASH, Kind.DOTS))  # no gap and no break between two of a kind
OF_CHAR = {"\n": Kind.END, " ": Kind.SPACE, "—": Kind.DASH, "…": Kind.DOTS, "‥": Kind.DOTS}


@cache
def kind_of(char: str) -> Kind:
    """Classify a character by its behaviour in a line."""
    if char in OF_CHAR:
        return OF_CHAR[char]
    if char in MARKS or char.isascii():
        return Kind.HAN if char in "()[]{}" else Kind.WORD
    narrow = unicodedata.east_asian_width(char) not in ("W", "F")
    wordlike = unicodedata.category(char)[0] in "LM" or unicodedata.category(char) in ("Nd", "Zs")
    return Kind.WORD if narrow and wordlike else Kind.HAN


def is_elastic(left: Kind, right: Kind) -> bool:
    """Whether justification may widen the gap between the two kinds."""
    return left != right or left not in RIGID


def is_hollow(left: str, right: str) -> bool:
    """Whether the blank between two marks is half an em too wide, as in ”。 or 》（."""
    return left in CLOSING and (right in CLOSING or right in OPENING)


def may_break(chars: Sequence[str], kinds: Sequence[Kind], place: int) -> bool:
    """Whether a line may end before the character at `place`."""
    before, after = kinds[place - 1], kinds[place]
    if after in (Kind.SPACE, Kind.END) or chars[place - 1] in NO_END:
        return False
    if before == after and before in RIGID:
        return False
    if chars[place] not in NO_START:
        return True
    # 破折号 and 省略号 are two signs long and may begin a line; a single dash joins, and may not
    doubled = place + 1 < len(chars) and chars[place] == chars[place + 1]
    return after in (Kind.DASH, Kind.DOTS) and doubled and before is not Kind.SPACE
