def f():
    return (1 +
      2 + (
      "a"))


print(f(
) +



  2)
