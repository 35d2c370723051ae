from datetime import *
import copy, pickle, warnings
warnings.simplefilter("error")
def show(expression):
    print(expression, end=" -> ")
    try: print(repr(eval(expression)))
    except Exception as e: print(type(e).__name__, e)
class Bad(tzinfo):
    def __init__(s,o=None,d=None,n=None): s.o,s.d,s.n=o,d,n
    def utcoffset(s,dt): return s.o
    def dst(s,dt): return s.d
    def tzname(s,dt): return s.n
    def __repr__(s): return 'Bad'
class Sd(date): pass
class Sdt(datetime): pass
class St(time): pass
class Std(timedelta): pass
class N:
    def __init__(s,*a,**k): print('N',a,k)
class Sd2(date):
    def __new__(cls,*a,**k): print('Sd2',a,k); return super().__new__(cls,*a,**k)
class Sdt2(datetime):
    def __new__(cls,*a,**k): print('Sdt2',a,k); return super().__new__(cls,*a,**k)
class St2(time):
    def __new__(cls,*a,**k): print('St2',a,k); return super().__new__(cls,*a,**k)
class Std2(timedelta):
    def __new__(cls,*a,**k): print('Std2',a,k); return super().__new__(cls,*a,**k)
h=timedelta(hours=1)
for line in r'''
datetime(1,1,1,tzinfo=Bad(1)).utcoffset()
datetime(1,1,1,tzinfo=Bad(timedelta(1))).utcoffset()
datetime(1,1,1,tzinfo=Bad(-timedelta(1))).utcoffset()
datetime(1,1,1,tzinfo=Bad(0,timedelta(1))).dst()
datetime(1,1,1,tzinfo=Bad(0,1)).dst()
datetime(1,1,1,tzinfo=Bad(0,0,1)).tzname()
time(1,tzinfo=Bad('x')).utcoffset()
time(1,tzinfo=Bad(n=3)).tzname()
time(1,tzinfo=Bad(d=3)).dst()
datetime(1,1,1,tzinfo=Bad()).utcoffset()
str(datetime(1,1,1,tzinfo=Bad()))
str(datetime(1,1,1,tzinfo=Bad(timedelta(seconds=1))))
str(datetime(1,1,1,tzinfo=Bad(timedelta(microseconds=-1))))
repr(datetime(1,1,1,tzinfo=Bad(),fold=1))
repr(time(1,tzinfo=Bad(),fold=1))
datetime(1,1,1,tzinfo=Bad(h)).astimezone(timezone.utc)
datetime(1,1,2,tzinfo=Bad(h)).astimezone(timezone.utc)
datetime(1,1,2,tzinfo=Bad(h,h)).astimezone(Bad(h,h))
datetime(1,1,2,tzinfo=timezone.utc).astimezone(Bad(None,h))
datetime(1,1,2,tzinfo=timezone.utc).astimezone(Bad(h,None))
datetime(1,1,2,tzinfo=timezone.utc).astimezone(Bad(h,h))
datetime(1,1,2,tzinfo=Bad()).timestamp()
datetime(2000,1,2,tzinfo=timezone.utc).timestamp()
datetime(1,1,2,tzinfo=Bad(h,h)).timetuple()
datetime(1,1,2,tzinfo=Bad(h,timedelta(0))).timetuple()
datetime(1,1,2,tzinfo=Bad(h)).timetuple()
datetime(1,1,2,tzinfo=Bad(h)).utctimetuple()
datetime(1,1,1,tzinfo=Bad(h)).utctimetuple()
copy.copy(timezone.utc) is timezone.utc
copy.deepcopy(timezone.utc) is timezone.utc
time(b'\x81\x02\x03\x00\x00\x04',timezone.utc)
datetime(b'\x07\xe4\x81\x02\x03\x04\x05\x00\x00\x01',timezone.utc)
datetime(2020,1,1,tzinfo=timezone.utc)==datetime(2020,1,1,1,tzinfo=timezone(h))
datetime(2020,1,1,tzinfo=timezone.utc)-datetime(2020,1,1,1,tzinfo=timezone(h,'x'))
datetime(2020,1,1,tzinfo=timezone.utc)<datetime(2020,1,1,tzinfo=timezone(h))
hash(datetime(2020,1,1,tzinfo=timezone.utc))==hash(datetime(2020,1,1,1,tzinfo=timezone(h)))
time(1,tzinfo=timezone.utc)==time(2,tzinfo=timezone(h))
hash(time(1,tzinfo=timezone.utc))==hash(time(2,tzinfo=timezone(h)))
hash(datetime(2020,1,1,tzinfo=timezone.utc))==hash(timedelta(date(2020,1,1).toordinal()))
hash(time(1,2,3,tzinfo=timezone.utc))==hash(timedelta(0,3723))
timezone.min.utcoffset(None), timezone.max
str(timezone.utc),str(timezone(h)),str(timezone(h,'x')),repr(timezone(h)),timezone(h).tzname(None)
hash(timezone(h))==hash(h)
timezone(h)==timezone(h,'x'),timezone(h)!=timezone.utc
timezone(h,'x').__getinitargs__(),timezone.utc.__getinitargs__()
timezone.utc.fromutc(datetime(2020,1,1,tzinfo=timezone.utc))
datetime.now(Bad())
datetime.now(timezone(h)).tzinfo
datetime.fromtimestamp(1.5,timezone.utc),datetime.fromtimestamp(-0.0000005,timezone.utc),datetime.fromtimestamp(0.9999999,timezone.utc),datetime.fromtimestamp(1234567890.1234565,timezone.utc)
datetime.fromtimestamp(True,timezone.utc)
datetime.fromtimestamp(None,timezone.utc)
datetime.fromtimestamp(timestamp=1,tz=timezone.utc)
datetime.combine(date=date(1,1,1),time=time(1,tzinfo=timezone.utc))
datetime.combine(date(1,1,1),time(1,tzinfo=timezone.utc),None)
'''.split("\n")[1:-1]:
    show(line)
