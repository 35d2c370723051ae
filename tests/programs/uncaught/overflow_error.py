x = 10.0
for _ in range(20):
    x = x ** 2 if x < 1e150 else x.hex() and int(x) * 10 ** 200
    print(x > 0)
    x = float(x)
