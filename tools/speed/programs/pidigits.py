def pi_digits():
    q, r, t, k, n, limit = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < n * t:
            yield n
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, limit = q * k, (2 * q + r) * limit, t * limit, k + 1, (q * (7 * k + 2) + r * limit) // (t * limit), limit + 2


digits = pi_digits()
text = "".join(str(next(digits)) for _ in range(3_000))
print(text[:20], text[-20:], sum(map(int, text)))
