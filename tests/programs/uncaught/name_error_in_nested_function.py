def make_counter():
    total = 0

    def add(n):
        return totl + n
    return add


make_counter()(5)
