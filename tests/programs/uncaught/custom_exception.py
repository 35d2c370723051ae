class InsufficientFunds(Exception):
    def __init__(self, needed, available):
        super().__init__(f"need {needed}, have {available}")
        self.needed = needed


def pay(amount, balance):
    if amount > balance:
        raise InsufficientFunds(amount, balance)
    return balance - amount


print(pay(5, 10))
pay(50, 10)
