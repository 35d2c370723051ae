class Money:
    def __init__(self, amount): self.amount = amount

    def __format__(self, spec):
        if spec != "EUR":
            raise ValueError(f"unknown currency {spec!r}")
        return f"{self.amount} EUR"


print(f"{Money(5):EUR}")
print("{:EUR} and {:USD}".format(Money(1), Money(2)))
