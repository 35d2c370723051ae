class Account:
    def __init__(self, balance):
        self.balance = balance

    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError(f"cannot withdraw {amount}, only {self.balance} left")
        self.balance -= amount

    @property
    def half(self):
        self.withdraw(self.balance / 2)
        return self.balance


class Bank:
    accounts = {"a": Account(100), "b": Account(1)}

    def transfer(self, source, target, amount):
        self.accounts[source].withdraw(amount)
        self.accounts[target].balance += amount


def main():
    bank = Bank()
    bank.transfer("a", "b", 30)
    print(bank.accounts["a"].half)
    for amount in [10, 20, 30]:
        bank.transfer("a", "b", amount)


main()
