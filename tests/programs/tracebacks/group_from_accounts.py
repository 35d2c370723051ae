class Account:
    def __init__(self, balance):
        self.balance = balance

    def withdraw(self, amount):
        if amount > self.balance:
            raise Missing(self.balance, amount)
        self.balance -= amount


class Missing(Exception):
    def __init__(self, balance, amount):
        super().__init__(f"balance {balance} < amount {amount}")
        self.balance, self.amount = balance, amount


def process(accounts):
    failures = []
    for name, account in accounts.items():
        try:
            account.withdraw(50)
        except Missing as e:
            e.add_note(f"for account {name!r}")
            failures.append(e)
    if failures:
        raise ExceptionGroup("failures", failures)


try:
    process({"a": Account(10), "b": Account(100), "c": Account(20)})
except* Missing as group:
    total = sum(e.amount - e.balance for e in group.exceptions)
    raise RuntimeError(f"missing {total}") from group
