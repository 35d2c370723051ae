# What the standard library does with dates.
import calendar, copy, csv, email.utils, http.cookiejar, io, json, logging
from datetime import *
from email.message import EmailMessage
moment = datetime(2024, 2, 29, 13, 14, 15, 161718, tzinfo=timezone(timedelta(hours=5, minutes=30)))
print(calendar.month(2024, 2), calendar.monthrange(2024, 2), calendar.weekday(2024, 2, 29), calendar.timegm(moment.utctimetuple()))
print(list(calendar.Calendar().itermonthdates(2024, 2))[:3], calendar.Calendar(6).monthdatescalendar(2023, 12)[0][0])
print(email.utils.format_datetime(moment), email.utils.format_datetime(moment.astimezone(timezone.utc), usegmt=True))
print(email.utils.parsedate_to_datetime("Thu, 29 Feb 2024 13:14:15 +0530"), email.utils.parsedate_to_datetime("Thu, 29 Feb 2024 13:14:15 -0000"))
message = EmailMessage(); message["Date"] = moment
print(message["Date"], message["Date"].datetime)
print(http.cookiejar.http2time("Wed, 09 Feb 1994 22:23:32 GMT"), http.cookiejar.time2isoz(0))
print(json.dumps({"at": moment, "on": moment.date(), "for": timedelta(1)}, default=str))
try: json.dumps(moment)
except TypeError as e: print(e)
print(sorted([date(2024, 1, 3), date(2023, 1, 1), date(2024, 1, 2)]), max(date(1, 1, 1), date.max), sum([timedelta(1), timedelta(2)], timedelta()))
print(f"{moment:%Y-%m-%d}", f"{moment!s:>40}", f"{moment.date()}", "{:%H:%M}".format(moment), "%s %r" % (moment, moment.time()))
match moment:
    case datetime(year=2024, month=m, tzinfo=z): print(m, z)
print(copy.replace(moment, year=2023, day=1), copy.replace(moment.date(), month=1), copy.replace(moment.time(), hour=1))
print({date(2024, 1, 1): 1}[datetime(2024, 1, 1).date()], date(2024, 1, 1) in {date(2024, 1, 1)}, datetime(2024, 1, 1) in {date(2024, 1, 1)})
record = logging.LogRecord("n", 20, "p", 1, "at %s", (moment,), None)
print(logging.Formatter("%(levelname)s %(message)s").format(record))
out = io.StringIO(); csv.writer(out).writerow([moment, moment.date(), timedelta(1)]); print(repr(out.getvalue()))
print(datetime.strptime("Thu Feb 29 13:14:15 2024", "%a %b %d %H:%M:%S %Y"), datetime.strptime("2024 W09 4", "%G W%V %u"), datetime.strptime("24 060", "%y %j"))
for text, form in [("2024-02-30", "%Y-%m-%d"), ("x", "%Q"), ("1", "%"), ("2024-01-01 x", "%Y-%m-%d")]:
    try: print(datetime.strptime(text, form))
    except ValueError as e: print(e)
