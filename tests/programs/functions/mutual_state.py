def bank():
    balance = 0
    log = []

    def deposit(n):
        nonlocal balance
        balance += n
        log.append(n)
        return report()

    def report(): return f"{balance} {log}"

    def undo():
        nonlocal balance
        if log:
            balance -= log.pop()
        return report()
    return deposit, undo


d1, u1 = bank()
d2, u2 = bank()
print(d1(5), d1(7), u1(), d2(1), u2(), u2(), u1())
