"""Invented names, ID numbers and telephones, the same on every run."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from storage.model.kinds.identity import check_digit

if TYPE_CHECKING:
    from datetime import date

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹"
    "曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁任沈姚卢"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰梓涵欣怡子"
    "轩浩然诗雨晨嘉诺思博文瑶琪俊宇佳一诚"
)
YI = ("吉克", "阿苦", "沙马", "海来", "俄木", "曲比", "阿尔", "吉木")
YI_GIVEN = ("阿果", "古尔", "伍合", "木呷", "阿依", "拉且", "史布", "日火")
LISU = ("蜂", "麻", "余", "熊", "祝")
RARE = ("张䶮", "王𬭎", "李㛃", "陈𫖯", "刘堃", "欧阳喆", "单雄飞", "仇昊")
AREAS = ("510402", "510403", "510411", "510421", "510422", "513401", "532301")


class Inventor:
    """A seeded generator of people; ID numbers are unique, also among different `serial`s."""

    def __init__(self, seed: int, serial: int = 100) -> None:
        self.chance = random.Random(seed)
        self._serial = serial
        self._serials: dict[str, int] = {}
        self._phone = 0
        self._rare = list(RARE)

    def name(self, ethnicity: str) -> str:
        """Return a name typical of that nationality."""
        if self._rare and self.chance.random() < 0.01:
            return self._rare.pop()
        if ethnicity == "彝族" and self.chance.random() < 0.6:
            return f"{self.chance.choice(YI)}·{self.chance.choice(YI_GIVEN)}"
        first = self.chance.choice(LISU if ethnicity == "傈僳族" else SURNAMES)
        length = 1 if self.chance.random() < 0.2 else 2
        return first + "".join(self.chance.sample(GIVEN, length))

    def id_number(self, born: date, sex: str) -> str:
        """Return a valid ID number for that birth date and sex."""
        first = f"{self.chance.choice(AREAS)}{born:%Y%m%d}"
        serial = self._serials.get(first, self._serial) + 2
        self._serials[first] = serial
        whole = f"{first}{serial + (sex == '男'):03}"
        return whole + check_digit(whole)

    def phone(self) -> str:
        """Return a mobile number that is not used yet."""
        self._phone += self.chance.randrange(1, 7919)
        return f"1{self.chance.choice('35789')}{self._phone % 10**9:09}"

    def ethnicity(self) -> str:
        """Return a nationality, distributed about as in the county."""
        words = ("汉族", "彝族", "傈僳族", "苗族", "白族", "傣族", "回族", "纳西族")
        return self.chance.choices(words, (60, 22, 5, 4, 3, 3, 2, 1))[0]
