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
datetime(1,1,1,tzinfo=tzinfo()).utcoffset()
date(1,1,2).timetuple()
datetime.utcnow()
datetime.utcfromtimestamp(0)
datetime.utcfromtimestamp()
pickle.dumps(datetime(2020,1,1,tzinfo=timezone.utc,fold=1),4)
pickle.dumps(time(1,2,3,fold=1),2)
pickle.dumps(timedelta(1,2,3),0)
pickle.dumps(date(1,2,3),2)
pickle.loads(pickle.dumps(timezone.utc)) is timezone.utc
pickle.loads(pickle.dumps(timezone(h,'x')))
date(b'\x07\xe4\x01\x02')
date('\x07\xe4\x01\x02')
date('\u0107\xe4\x01\x02')
date('\x07\xe4\x0e\x02')
date(b'\x07\xe4\x01\x00')
date(b'\x00\x00\x01\x00')
date(b'\xff\xff\x0c\xff')
date(b'\xff\xff\x0c\xff').toordinal()
date(b'\x00\x00\x01\x00').toordinal()
date(b'\x00\x00\x01\x00').weekday()
date(b'\x00\x00\x01\x00').isocalendar()
date(b'\xff\xff\x0c\xff')+h
date(b'\xff\xff\x0c\xff').timetuple()
date(b'\xff\xff\x0c\xff').replace(day=1)
time(b'\x01\x02\x03\x00\x00\x04')
time(b'\x81\x02\x03\x00\x00\x04',1)
time(b'\x81\x02\x03\x00\x00\x04',None)
time('\x01\x02\x03\x00\x00\x04')
time('\x01\u0202\x03\x00\x00\x04')
time(b'\x18\x02\x03\x00\x00\x04')
datetime(b'\x07\xe4\x01\x02\x03\x04\x05\x00\x00\x01')
datetime(b'\x07\xe4\x81\x02\x03\x04\x05\x00\x00\x01',1)
datetime(b'\x07\xe4\x81\xff\xff\xff\xff\xff\xff\xff')
datetime(b'\x07\xe4\x81\xff\xff\xff\xff\xff\xff\xff')+h
datetime('\u0107\xe4\x01\x02\x03\x04\x05\x00\x00\x01')
str(timedelta(1)),str(timedelta(-1)),str(timedelta(2,3,4)),str(timedelta(0,3661)),str(timedelta(microseconds=-1))
repr(timedelta(1)),repr(timedelta(-1)),repr(timedelta(2,3,4)),repr(timedelta(0,3661)),repr(timedelta(0))
timedelta(microseconds=0.5),timedelta(microseconds=1.5),timedelta(microseconds=2.5),timedelta(microseconds=-0.5),timedelta(microseconds=-1.5)
timedelta(days=0.1,seconds=0.3,microseconds=0.7,milliseconds=0.2,minutes=0.9,hours=0.11,weeks=0.123)
timedelta(1)/3,timedelta(1)//7,timedelta(1)*0.1,timedelta(0,1)/0.7,timedelta(1)/timedelta(0,7),timedelta(1)//timedelta(0,7),timedelta(1)%timedelta(0,7),divmod(-timedelta(1),timedelta(0,7))
3*timedelta(1),0.5*timedelta(1),True*timedelta(1)
timedelta(days=10**40,hours=-24*10**40)
timedelta(1)//10**50,timedelta(-1)//10**50,timedelta(1)/10**50,timedelta(0)*10**60
timedelta(microseconds=1)/2,timedelta(microseconds=3)/2,timedelta(microseconds=-1)/2,timedelta(microseconds=-3)/-2
timedelta(1,2,3).total_seconds(),timedelta.max.total_seconds()
bool(timedelta(0)),bool(timedelta(0,0,1)),bool(time(0))
date(2020,1,1)-date(2019,1,1)
datetime.min,datetime.max,datetime.resolution,date.min,date.max,date.resolution,time.min,time.max,time.resolution,timedelta.min,timedelta.max,timedelta.resolution
datetime.strptime('2020-01-02 03:04:05.5 +05:30','%Y-%m-%d %H:%M:%S.%f %z')
datetime.strptime('x','%Y')
date.strptime('10','%H')
time.strptime('2020 10 +0100 UTC','%Y %H %z %Z')
time.strptime('10 +0100','%H %z')
date.fromtimestamp(None)
datetime.combine(date(1,1,1),time(1),tzinfo=3)
datetime.date.__get__(1)
date.__add__(date(1,1,1),1)
date.__rsub__(date(1,1,1),date(1,1,3))
date.__radd__(date(1,1,1),timedelta(2))
datetime.__rsub__(datetime(1,1,1),datetime(1,1,3))
timedelta.__rsub__(timedelta(1),timedelta(3))
timedelta.__rfloordiv__(timedelta(1),timedelta(3))
timedelta.__rdivmod__(timedelta(2),timedelta(3))
date.__eq__(date(1,1,1),datetime(1,1,1))
datetime.__eq__(datetime(1,1,1),date(1,1,1))
date(2020,1,1).isocalendar()[0], date(2020,1,1).isocalendar().week, len(date(2020,1,1).isocalendar()), date(2020,1,1).isocalendar()==(2020,1,3)
date(2020,1,1).__class__.__qualname__
timedelta.__new__(1)
timedelta.__new__(int)
time.__new__(int)
tzinfo.__new__(tzinfo,1,2,x=3).__class__
datetime.replace(datetime(1,1,1),tzinfo=None)
datetime(1,1,1).replace(1,2,3,4,5,6,7,None,8)
time(1).replace(1,2,3,4,None,1)
time(1).replace(tzinfo=1)
time(1).replace(hour=24)
'''.split("\n")[1:-1]:
    show(line)
