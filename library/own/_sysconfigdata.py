"""What `sysconfig` says of how the interpreter was built: as far as that means something for one that is no C program."""

import os
import sys

_multiarch = sys.implementation._multiarch

build_time_vars = {
    "ABIFLAGS": sys.abiflags,
    "BINLIBDEST": sys._stdlib_dir,
    "CC": "",
    "CFLAGS": "",
    "CONFIG_ARGS": "",
    "EXE": "",
    "EXT_SUFFIX": f".{sys.implementation.cache_tag}-{_multiarch}.so",
    "HAVE_FORK": 1,
    "HAVE_GETRANDOM": 1,
    "HAVE_SIGACTION": 1,
    "LDFLAGS": "",
    "LDLIBRARY": "",
    "LDVERSION": "3.14",
    "LIBDEST": sys._stdlib_dir,
    "LIBDIR": os.path.join(sys.base_prefix, "lib"),
    "MULTIARCH": _multiarch,
    "Py_DEBUG": 0,
    "Py_ENABLE_SHARED": 0,
    "Py_GIL_DISABLED": 0,
    "SHLIB_SUFFIX": ".so",
    "SIZEOF_INT": 4,
    "SIZEOF_LONG": 8,
    "SIZEOF_SIZE_T": 8,
    "SIZEOF_TIME_T": 8,
    "SIZEOF_VOID_P": 8,
    "SOABI": f"{sys.implementation.cache_tag}-{_multiarch}",
    "VERSION": "3.14",
    "TZPATH": "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo",
    "WITH_DOC_STRINGS": 1,
}
