class Account:
    interest = 0.02
    opened = 0

    def __init__(self, owner, balance=0):
        self.owner, self.balance, self.history = owner, balance, []
        Account.opened += 1

    def __repr__(self): return f"{type(self).__name__}({self.owner!r}, {self.balance:.2f})"
    def __lt__(self, other): return self.balance < other.balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("deposits must be positive")
        self.balance += amount
        self.history.append(("deposit", amount))
        return self

    def withdraw(self, amount):
        if amount > self.available:
            raise RuntimeError(f"{self.owner} has only {self.available:.2f}")
        self.balance -= amount
        self.history.append(("withdraw", amount))
        return self

    @property
    def available(self): return self.balance
    def year(self): return self.deposit(self.balance * self.interest)


class Credit(Account):
    interest = 0.05

    def __init__(self, owner, limit, **rest):
        super().__init__(owner, **rest)
        self.limit = limit

    @property
    def available(self): return super().available + self.limit


accounts = [Account("Ann", 100), Credit("Bob", 500, balance=50), Account("Cy")]
accounts[0].deposit(50).withdraw(30)
accounts[1].withdraw(400)
for account, action, amount in ((0, "withdraw", 1000), (2, "deposit", -5), (1, "withdraw", 150), (1, "withdraw", 1)):
    try:
        getattr(accounts[account], action)(amount)
    except (ValueError, RuntimeError) as error:
        print(type(error).__name__, error)
print(sorted(accounts), Account.opened, accounts[0].year(), accounts[0].history)
