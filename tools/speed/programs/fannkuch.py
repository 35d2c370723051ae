def fannkuch(n):
    order, count, signs = list(range(n)), [0] * n, 1
    most = checksum = 0
    while True:
        if order[0]:
            work, flips = order[:], 0
            while first := work[0]:
                work[:first + 1] = work[first::-1]
                flips += 1
            if flips > most:
                most = flips
            checksum += signs * flips
        if signs == 1:
            order[0], order[1] = order[1], order[0]
        else:
            order[1], order[2] = order[2], order[1]
            for i in range(2, n):
                if count[i] < i:
                    count[i] += 1
                    break
                count[i] = 0
                if i == n - 1:
                    return checksum, most
                order.insert(i + 1, order.pop(0))
        signs = -signs


print(fannkuch(9))
