def check(order):
    assert order["count"] > 0, f"bad order: {order}"
    return True


check({"count": 1})
check({"count": 0})
