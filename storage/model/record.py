"""How a record's class is made: frozen to the type checker, lighter at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass, field, fields, make_dataclass
    from operator import attrgetter

    def record(*, frozen, **facts):
        """Make the class.

        A frozen one checks every field it is given, three times as slow; and a dataclass compiles
        each of its methods, which for dozens of tables the window would wait for: the one that
        is needed, `__init__`, is compiled when the first record is made.
        """

        def make(cls):
            made = dataclass(init=False, repr=False, eq=False, **facts)(cls)
            made.__init__ = _compiling(made)
            names = tuple(made.__dataclass_fields__)
            values = attrgetter(*names)

            def equal(self, other):
                if type(other) is not made:
                    return NotImplemented
                return values(self) == values(other)

            def shown(self):
                fields = zip(names, values(self), strict=True)
                return f"{made.__name__}({', '.join(f'{n}={v!r}' for n, v in fields)})"

            made.__eq__, made.__repr__ = equal, shown
            made.__hash__ = lambda self: hash(values(self))
            return made

        return make

    def _compiling(made):
        def first(self, **values):
            facts = [(f.name, f.type, _like(f)) for f in fields(made)]
            made.__init__ = make_dataclass(made.__name__, facts, kw_only=True).__init__
            made.__init__(self, **values)

        return first

    def _like(one):
        return field(default=one.default, default_factory=one.default_factory)
