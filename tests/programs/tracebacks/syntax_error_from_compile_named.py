compile("a = 1\nb = (2\nc = 3\n", "settings.cfg", "exec")
