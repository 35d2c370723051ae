code = "def f():\nreturn 1\n"
exec(code)
