DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


class Date:
    def __init__(self, year, month, day):
        if not 1 <= month <= 12 or not 1 <= day <= self.days_in(year, month):
            raise ValueError(f"no such date: {year:04}-{month:02}-{day:02}")
        self.year, self.month, self.day = year, month, day

    @staticmethod
    def leap(year): return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    @classmethod
    def days_in(cls, year, month): return DAYS[month - 1] + (month == 2 and cls.leap(year))

    @property
    def ordinal(self):
        y = self.year - 1
        return y * 365 + y // 4 - y // 100 + y // 400 + sum(self.days_in(self.year, m) for m in range(1,
            self.month)) + self.day

    @property
    def weekday(self): return "Mon Tue Wed Thu Fri Sat Sun".split()[(self.ordinal - 1) % 7]

    def __sub__(self, other): return self.ordinal - other.ordinal if isinstance(other, Date) else NotImplemented

    def __add__(self, days):
        year, month, day = self.year, self.month, self.day + days
        while day > (length := self.days_in(year, month)):
            day -= length
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return Date(year, month, day)

    def __eq__(self, other): return vars(self) == vars(other)
    def __str__(self): return f"{self.year:04}-{self.month:02}-{self.day:02}"
    def __format__(self, spec): return spec.replace("%Y", str(self.year)).replace("%m", f"{self.month:02}").replace("%d",
        f"{self.day:02}") if spec else str(self)


a, b = Date(2024, 2, 28), Date(2000, 1, 1)
print(a, a.weekday, a + 1, a + 2, a + 366, a - b, b.weekday, f"{a:%d/%m/%Y}", f"{b}", Date(1970, 1, 1).ordinal,
    [y for y in (1900, 2000, 2023, 2024) if Date.leap(y)])
for bad in ((2023, 2, 29), (2024, 13, 1), (2024, 4, 31)):
    try:
        Date(*bad)
    except ValueError as error:
        print(error)
print(a == Date(2024, 2, 28), a != b)
a - 5
