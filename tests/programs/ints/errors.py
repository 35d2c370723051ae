for action in (lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(1, 0), lambda: 0 ** -1, lambda: 1 << -1,
    lambda: 1 >> -1, lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: 1 + "a", lambda: 1 - None, lambda: 1 * {},
    lambda: 1 / [], lambda: 1 // "a", lambda: 1 % (),
               lambda: 1 ** "a", lambda: 1 << 1.5, lambda: 1 & 1.5, lambda: 1 | "a", lambda: 1 @ 2, lambda: 1 < "a",
               lambda: 1 >= None, lambda: 1 < [], lambda: -"a", lambda: +[], lambda: ~1.5, lambda: len(1), lambda: 5 in 5,
               lambda: iter(1), lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1.0, 0.0),
               lambda: 0.0 ** -1, lambda: pow(2, 3, 1.5), lambda: pow(2.0, 3, 5), lambda: pow("a", 1, 2),
               lambda: divmod(1, "a"), lambda: 1 if 1 < 1j else 0):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
