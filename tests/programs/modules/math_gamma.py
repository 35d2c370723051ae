# The gamma function and its logarithm, digit by digit; what has no value is an error.
import math

for x in (1, 2, 5, 23, 24, 0.5, 1.5, 3.3, 10.1, 33.25, 140.5, 170.5, 171.6, -0.5, -1.5, -20.25, -150.5, -200.5, 1e-5, -1e-5, 1e-300, 1e-25,
          math.inf, True):
    print(x, math.gamma(x))
for x in (1, 2, 3, 10, 100, 0.5, 1.5, 3.3, 10.1, 1e10, 1e300, -0.5, -1.5, -20.25, 1e-5, -1e-5, 1e-300, 1e-25, math.inf, -math.inf):
    print(x, math.lgamma(x))
print(math.gamma(math.nan), math.lgamma(math.nan))
for function in math.gamma, math.lgamma:
    for x in 0, -0.0, -1, -2.0, 172, -math.inf, 1e308, "a", None, 10**400, 1j:
        try:
            print(x, function(x))
        except Exception as error:
            print(type(error).__name__, error)
