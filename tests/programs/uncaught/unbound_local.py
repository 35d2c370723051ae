count = 0


def increment():
    print("count is", count)
    count += 1


increment()
