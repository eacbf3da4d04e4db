"""Names, numbers and telephones of nobody."""

from collections import Counter
from datetime import date

from storage.demo.invented_names import RARE, Inventor
from storage.model.kinds import PHONE
from storage.model.kinds.identity import id_number_fault

BORN = date(2008, 5, 17)


def test_the_same_seed_invents_the_same_people_and_another_seed_others():
    def people(seed):
        inventor = Inventor(seed)
        return [(inventor.name(inventor.ethnicity()), inventor.phone()) for _ in range(20)]

    assert people(1) == people(1)
    assert people(1) != people(2)


def test_an_id_number_is_sound_and_bears_birth_date_and_sex():
    inventor = Inventor(1)
    for sex, odd in (("男", 1), ("女", 0)):
        number = inventor.id_number(BORN, sex)
        assert not id_number_fault(number)
        assert number[6:14] == "20080517"
        assert int(number[16]) % 2 == odd


def test_no_id_number_is_invented_twice_nor_by_another_serial():
    first, second = Inventor(1), Inventor(1, serial=500)
    numbers = [one.id_number(BORN, "女") for one in (first, second) for _ in range(300)]
    assert len(set(numbers)) == 600


def test_telephones_are_valid_and_all_different():
    inventor = Inventor(3)
    phones = [inventor.phone() for _ in range(2_000)]
    assert len(set(phones)) == 2_000
    assert all(PHONE.parse(one) == one for one in phones[:100])


def test_each_rare_name_is_used_once_and_yi_names_have_their_dot():
    inventor = Inventor(4)
    names = Counter(inventor.name("汉族") for _ in range(5_000))
    assert {name: names[name] for name in RARE} == dict.fromkeys(RARE, 1)
    assert not any("·" in name for name in names)
    assert 40 < sum("·" in inventor.name("彝族") for _ in range(100)) < 80


def test_most_people_are_han_and_some_of_every_other_nationality():
    inventor = Inventor(5)
    counted = Counter(inventor.ethnicity() for _ in range(2_000))
    assert [name for name, _count in counted.most_common(2)] == ["汉族", "彝族"]
    assert set(counted) == {"汉族", "彝族", "傈僳族", "苗族", "白族", "傣族", "回族", "纳西族"}
