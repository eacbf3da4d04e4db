"""Runs a program as if it were years later: `python -c "import later; later.run()" main.py …`."""

import datetime
import runpy
import sys
import time

SHIFT = 4321 * 86400
_now, _gmtime, _localtime = time.time, time.gmtime, time.localtime


def later_now():
    return _now() + SHIFT


class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(later_now())


class Moment(datetime.datetime):
    @classmethod
    def now(cls, zone=None):
        return cls.fromtimestamp(later_now(), zone)


def run():
    time.time = later_now
    time.gmtime = lambda at=None: _gmtime(later_now() if at is None else at)
    time.localtime = lambda at=None: _localtime(later_now() if at is None else at)
    datetime.date, datetime.datetime = Day, Moment
    del sys.argv[0]
    sys.path.insert(0, "")
    runpy.run_path(sys.argv[0], run_name="__main__")
