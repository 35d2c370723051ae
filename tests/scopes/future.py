"""Annotations as text."""
from __future__ import annotations, division

a: undefined = 1
if a:
    b: undefined


class Class:
    x: int
    if x:
        y: x

    def method(self, z: x, q: (lambda: x) = x) -> undefined:
        return self


def function[T: Class](a: T) -> T:
    local: a = a
    return lambda: T
