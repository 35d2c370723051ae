def fail(kind):
    raise kind


fail("an error message")
