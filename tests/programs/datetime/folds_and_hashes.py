# Zones whose offset depends on the fold (PEP 495), times between zones, and hashes that equal times share.
from datetime import *
HOUR, ZERO = timedelta(hours=1), timedelta(0)
class Summer(tzinfo):
    """One hour ahead from April to October; the clock is set at 2:00 of the first of either month."""
    def __init__(self, name, base): self.name, self.base = name, timedelta(hours=base)
    def __repr__(self): return self.name
    def dst(self, dt):
        if dt is None: return None
        begin, end = datetime(dt.year, 4, 1, 2), datetime(dt.year, 10, 1, 2)
        dt = dt.replace(tzinfo=None)
        if begin <= dt < begin + HOUR: return ZERO if not dt.fold else HOUR
        if end - HOUR <= dt < end: return HOUR if not dt.fold else ZERO
        return HOUR if begin <= dt < end else ZERO
    def utcoffset(self, dt): return None if dt is None else self.base + self.dst(dt)
    def tzname(self, dt): return self.name + ("S" if self.dst(dt) else "N")
    def fromutc(self, dt):
        local = tzinfo.fromutc(self, dt)
        return local
a, b, utc = Summer("A", 1), Summer("B", 5), timezone.utc
print([datetime(2020, m, 1, 12, tzinfo=a).isoformat() for m in range(1, 13)])
print([datetime(2020, m, 1, 12, tzinfo=a).astimezone(b).strftime("%m-%d %H:%M %Z %z") for m in range(1, 13)])
for hour in range(22, 27):
    moment = datetime(2020, 9, 30, tzinfo=utc) + hour * HOUR
    print(moment, moment.astimezone(a), moment.astimezone(a).fold, moment.astimezone(a).tzname())
first, second = datetime(2020, 10, 1, 1, 30, tzinfo=a), datetime(2020, 10, 1, 1, 30, fold=1, tzinfo=a)
print(first, second, first == second, first < second, first - second, hash(first) == hash(second))
print(first.utcoffset(), second.utcoffset(), first.timestamp() - second.timestamp())
print(first.astimezone(utc), second.astimezone(utc), first == first.astimezone(utc), second == second.astimezone(utc))
print(first != first.astimezone(utc), first <= first.astimezone(utc), first.astimezone(utc) - first, second.astimezone(utc) - second)
inside = datetime(2020, 4, 1, 2, 30, tzinfo=a)
print(inside.utcoffset(), inside.replace(fold=1).utcoffset(), inside == inside.astimezone(b), inside.astimezone(b) - inside)
plain = datetime(2020, 7, 1, 12, tzinfo=a)
print(plain == plain.astimezone(b), plain == plain.astimezone(utc), hash(plain) == hash(plain.astimezone(b)) == hash(plain.astimezone(utc)))
print({plain: 1, plain.astimezone(b): 2, plain.astimezone(utc): 3}, len({first, second}))
print(sorted([datetime(2020, 1, 1, 12, tzinfo=z) for z in (utc, a, b, timezone(-HOUR), timezone(HOUR, "x"))]))
print([x == y for x in (time(1), time(1, tzinfo=utc), time(2, tzinfo=timezone(HOUR)), time(1, tzinfo=a)) for y in (time(1), time(1, tzinfo=utc))])
print(hash(time(1, fold=1)) == hash(time(1)), hash(datetime(1, 1, 1, fold=1)) == hash(datetime(1, 1, 1)), time(1, fold=1) == time(1))
print(time(0, 30, tzinfo=timezone(HOUR)) < time(0, tzinfo=utc), time(23, 30, tzinfo=timezone(-HOUR)) > time(23, 59, tzinfo=utc))
class Any:
    def __eq__(self, other): return "eq"
    def __lt__(self, other): return "lt"
    def __gt__(self, other): return "gt"
    def __le__(self, other): return "le"
    def __ge__(self, other): return "ge"
    def __ne__(self, other): return "ne"
    def __radd__(self, other): return "radd"
    def __rsub__(self, other): return "rsub"
    def __rmul__(self, other): return "rmul"
    def __rtruediv__(self, other): return "rtruediv"
    def __rfloordiv__(self, other): return "rfloordiv"
    def __rmod__(self, other): return "rmod"
    def __rdivmod__(self, other): return "rdivmod"
any_ = Any()
for x in (date(1, 1, 1), time(1), datetime(1, 1, 1), timedelta(1), utc):
    print([x == any_, x != any_, x < any_, x <= any_, x > any_, x >= any_], [any_ == x, any_ < x])
for x in (date(1, 1, 1), datetime(1, 1, 1), timedelta(1)):
    print(x + any_, x - any_)
print(timedelta(1) * any_, timedelta(1) / any_, timedelta(1) // any_, timedelta(1) % any_, divmod(timedelta(1), any_))
class Index:
    def __init__(self, value): self.value = value
    def __index__(self): print("index", self.value); return self.value
print(date(Index(2020), Index(2), Index(29)), datetime(2020, 1, Index(2), Index(3), microsecond=Index(4)), time(Index(1), fold=Index(1)))
print(date.fromordinal(Index(3)), date.fromisocalendar(Index(2020), 1, Index(1)), date(1, 1, 1).replace(Index(2)))
for x in (True, Index(1)):
    try: print(timedelta(x), timedelta(1) * x)
    except TypeError as e: print(e)
# Each day of some years, forth and back.
bad = 0
for ordinal in list(range(1, 1500)) + list(range(730000, 731500)) + list(range(3651000, 3652060)):
    day = date.fromordinal(ordinal)
    year, week, weekday = day.isocalendar()
    if day.toordinal() != ordinal or day.isoweekday() != weekday or day.weekday() != (ordinal - 1) % 7: bad += 1
    if year > 0 and date.fromisocalendar(year, week, weekday) != day: bad += 1
    if date.fromisoformat(day.isoformat()) != day or date.fromisoformat(f"{year:04}-W{week:02}-{weekday}" if year else str(day)) != day: bad += 1
    if day.timetuple().tm_yday != (day - day.replace(month=1, day=1)).days + 1: bad += 1
print("wrong:", bad)
# Durations of all sizes against integers.
bad, numbers = 0, [0, 1, -1, 2, 3, 7, -7, 10**6 - 1, 10**6, -10**6, 86399999999, 86400000000, -86400000001, 10**15 + 7, -10**17 - 3]
micro = timedelta(microseconds=1)
for x in numbers:
    d = timedelta(microseconds=x)
    if d // micro != x or timedelta(d.days, d.seconds, d.microseconds) != d or not (0 <= d.seconds < 86400 and 0 <= d.microseconds < 10**6): bad += 1
    if (-d) // micro != -x or abs(d) // micro != abs(x) or bool(d) != bool(x): bad += 1
    for y in numbers:
        e = timedelta(microseconds=y)
        if (d + e) // micro != x + y or (d - e) // micro != x - y or (d < e) != (x < y) or (d == e) != (x == y): bad += 1
        if abs(x * y) < 10**19 and (d * y) // micro != x * y: bad += 1
        if y and (d // e != x // y or (d % e) // micro != x % y or divmod(d, e) != (x // y, timedelta(microseconds=x % y))): bad += 1
        if y and ((d // y) // micro != x // y or (d / e) != x / y or (d / y) // micro != round(x * 2 / (2 * y)) and abs(x) < 2**50): bad += 1
print("wrong:", bad)
print([timedelta(seconds=x) for x in (0.1, 0.0000005, 0.0000015, 1e-7, 123456789.987654321, -0.1, 1/3)])
print([timedelta(days=1) * x for x in (0.1, 1/3, 1e-12, -0.5, 1e5)], [timedelta(days=1) / x for x in (0.1, 3.0, 1e12, -0.5, 7)])
