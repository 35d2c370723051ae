class Account:
    balance = 0

    def deposit(self, amount): pass


account = Account()
for action in (
    lambda: account.missing,
    lambda: account.balence,
    lambda: account.deposti,
    lambda: Account.missing,
    lambda: account.missing(),
    lambda: delattr(account, "missing"),
    lambda: delattr(account, "balance"),
    lambda: delattr(Account, "missing"),
    lambda: (5).missing,
    lambda: "text".uper(),
    lambda: [].appendd(1),
    lambda: None.value,
    lambda: len.missing,
    lambda: setattr(5, "x", 1),
    lambda: setattr([], "x", 1),
    lambda: setattr(object(), "x", 1),
    lambda: setattr(None, "x", 1),
    lambda: setattr(int, "x", 1),
    lambda: setattr(len, "x", 1),
    lambda: setattr("".join, "x", 1),
    lambda: delattr(5, "real"),
    lambda: setattr(5, "real", 1),
    lambda: setattr([], "append", 1),
    lambda: delattr(int, "real"),
    lambda: getattr(account, 5),
    lambda: setattr(account, 5, 1),
    lambda: getattr(account),
    lambda: hasattr(account, None),
    lambda: getattr(account, "x", 1, 2),
):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
print(getattr(account, "x", "default"), hasattr(account, "x"), hasattr(account, "balance"))
