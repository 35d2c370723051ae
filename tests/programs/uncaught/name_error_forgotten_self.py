class Counter:
    def __init__(self):
        self.total = 0

    def add(self):
        total += 1


class Reader:
    path = "x"

    def open(self):
        return path


try:
    Counter().add()
except UnboundLocalError as error:
    print(error)
Reader().open()
