# Imports, absolute and relative.
import a.b.c, d, e.f as g, h.i.j as k, l as m
from . import a
from .. import b as c
from .d import e, f as g
from h import *
