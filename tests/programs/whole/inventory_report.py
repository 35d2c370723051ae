stock = [("widget", 4, 3.5), ("gadget", 10, 12.25), ("doohickey", 0, 99.0), ("gizmo", 7, 0.333)]
header = f"{'name':<12}|{'count':>6}|{'price':>10}|{'total':>10}"
print(header, "-" * len(header), sep="\n")
for name, count, price in sorted(stock, key=lambda row: -row[1] * row[2]):
    print(f"{name:<12}|{count:>6d}|{price:>10.2f}|{count * price:>10,.2f}{' (out)' if not count else ''}")
print("=" * len(header))
total = sum(count * price for _, count, price in stock)
print("%-12s|%6d|%10s|%10.2f" % ("total", sum(row[1] for row in stock), "", total))
print("{0:*^{1}}".format(" {:.1%} in stock ".format(sum(1 for r in stock if r[1]) / len(stock)), len(header)))
by_letter = {}
for name, *rest in stock:
    by_letter.setdefault(name[0], []).append((name, *rest))
for letter in sorted(by_letter):
    print(letter, [name for name, *_ in by_letter[letter]], f"{len(by_letter[letter])=}")
cheapest, *_, dearest = sorted(stock, key=lambda r: r[2])
print(f"{cheapest[0]!r} to {dearest[0]!r}: {dearest[2] - cheapest[2]:+.3e}")
