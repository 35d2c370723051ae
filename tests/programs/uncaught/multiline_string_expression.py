name = None
message = f"""
Hello {name},
your order {name.number} is
ready
"""
