prices = {"apple": 3, "pear": 2}


def total(basket):
    return sum(prices[name] * count for name, count in basket.items())


print(total({"apple": 2}))
print(total({"apple": 1, "plum": 4}))
