# What `sysconfig` knows of how the interpreter was built.
import sys
import sysconfig

variables = sysconfig.get_config_vars()
print(sysconfig.get_python_version(), variables["py_version_short"], variables["prefix"] == sys.prefix)
print(sysconfig.get_config_var("Py_GIL_DISABLED"), sysconfig.get_config_var("no such"), sysconfig.get_config_vars("Py_DEBUG", "none"))
print(type(sysconfig.get_config_var("EXT_SUFFIX")).__name__, type(sysconfig.get_path("stdlib")).__name__)
