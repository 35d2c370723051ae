class Stop(Exception):
    """Raised to stop."""


raise Stop
