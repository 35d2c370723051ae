import datetime as D, pickle, copy
from datetime import *
def t(f,*a,**k):
    try: print(getattr(f,'__name__',f),a,k,'->',repr(f(*a,**k)))
    except BaseException as e: print(getattr(f,'__name__',f),a,k,type(e).__name__,e)
d=date(2024,2,29); dt=datetime(2024,2,29,12,34,56,789012,tzinfo=timezone.utc); tm=time(1,2,3,4); td=timedelta(days=1,hours=2,microseconds=5)
print(d,dt,tm,td,repr(d),repr(dt),repr(tm),repr(td)); print(d+td,dt-td,dt-datetime(2020,1,1,tzinfo=timezone.utc),td*2,td/3,td//timedelta(hours=1),td%timedelta(hours=5),-td,abs(-td),divmod(td,timedelta(hours=1)))
print(d.isoformat(),dt.isoformat(),dt.isoformat(' ','minutes'),tm.isoformat(),d.strftime('%Y-%m-%d %j %U %A %B'),dt.strftime('%H:%M:%S.%f %z %Z'),tuple(d.isocalendar()),d.weekday(),d.isoweekday(),d.timetuple(),dt.utctimetuple())
print(date.fromisoformat('2024-01-02'),datetime.fromisoformat('2024-01-02T03:04:05+02:00'),time.fromisoformat('04:05:06.7'),datetime.strptime('2024-03-04 05:06','%Y-%m-%d %H:%M'),date.fromordinal(700000),d.toordinal(),date.fromisocalendar(2024,9,4))
print(datetime.fromtimestamp(0,timezone.utc),dt.timestamp(),datetime.fromtimestamp(1e9,tz=timezone(timedelta(hours=5,minutes=30),'IST')),dt.astimezone(timezone(timedelta(hours=-3))),timezone(timedelta(hours=-3)),timezone.utc,repr(timezone.utc))
t(date,2024,13,1); t(date,2023,2,29); t(date,0,1,1); t(time,25); t(datetime,2024,1,1,24); t(date.fromisoformat,'x'); t(datetime.strptime,'x','%Y'); t(date,'a',1,1); t(timezone,timedelta(days=2)); t(d.replace,month=13); t(datetime.fromisoformat,'2024-1-1')
print(d==date(2024,2,29),d<date(2025,1,1),hash(d)==hash(date(2024,2,29)),dt.replace(hour=1),d.ctime(),f'{dt:%Y}',date.min,date.max,datetime.max,timedelta.min,timedelta.resolution,d.replace(day=1))
for p in range(6):
    for x in (d,dt,tm,td,timezone.utc,timezone(timedelta(hours=1),'X'),):
        y=pickle.loads(pickle.dumps(x,p)); assert x==y and repr(x)==repr(y),(p,x,y)
print(copy.deepcopy(dt)==dt,td.total_seconds(),D.UTC,dt.date(),dt.time(),dt.timetz(),datetime.combine(d,tm),type(datetime.now()),type(date.today()),D.MINYEAR,D.MAXYEAR,dt.utcoffset(),dt.tzname(),dt.dst())
class TZ(tzinfo):
    def utcoffset(s,dt): return timedelta(hours=2)
    def dst(s,dt): return timedelta(0)
    def tzname(s,dt): return 'TZ'
x=datetime(2024,1,1,tzinfo=TZ()); print(x,x.isoformat(),x.astimezone(timezone.utc),x==x.astimezone(timezone.utc),x.tzname()); print(x==datetime(2024,1,1),type(date.fromisoformat('2024-01-02')))
import calendar; print(calendar.month(2024,2)); print(calendar.isleap(2024),calendar.monthrange(2024,2))
from decimal import *
getcontext().prec=28; print(Decimal('1.1')+Decimal('2.2'),Decimal(1)/Decimal(7),Decimal('1e-5'),Decimal(0.1),Decimal('NaN'),Decimal('-Infinity'),Decimal('1.20').normalize(),Decimal('2').sqrt(),Decimal('2').ln(),Decimal('2').exp(),Decimal('1234.5678').quantize(Decimal('0.01'),rounding=ROUND_HALF_UP),round(Decimal('2.5')),int(Decimal('3.9')),Decimal('10')**-2,repr(Decimal('1.0')),Decimal('1.0')==1,hash(Decimal('1.5'))==hash(1.5),f"{Decimal('1234567.891'):,.2f}",Decimal('5').as_tuple(),Decimal('3.14').as_integer_ratio(),max(Decimal(1),Decimal(2)))
with localcontext() as c: c.prec=5; print(Decimal(1)/3)
for p in range(6): assert pickle.loads(pickle.dumps(Decimal('1.5'),p))==Decimal('1.5')
from fractions import Fraction; print(Fraction(1,3)+Fraction(1,6),Fraction('0.25'),Fraction(1.5),repr(Fraction(3,-6)),round(Fraction(7,2)),Fraction(1,3).limit_denominator(2),f'{Fraction(1,3):.3f}',pickle.loads(pickle.dumps(Fraction(1,3))),hash(Fraction(1,2))==hash(.5)); t(Fraction,1,0); t(Fraction,'x')
print(sum([Decimal('0.1')]*10), Decimal.from_float(0.5), Context(prec=3).create_decimal('1.23456'), Decimal('1').compare(Decimal(2)), Decimal('7')//2, Decimal('-7')%3, divmod(Decimal(7),2), Decimal('1E+3').to_eng_string(), Decimal(123).scaleb(-2), Decimal('1.5').to_integral_value())
