formulas = ["1 + 2", "3 * (4"]
for formula in formulas:
    print(eval(formula))
