class Plugin:
    def __init_subclass__(cls, *, name):
        cls.plugin_name = name


class Good(Plugin, name="good"): pass


class Bad(Plugin):
    pass
