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
Sd(2020,1,1)+h
Sd(2020,1,1)-h
h+Sd(2020,1,1)
Sdt(2020,1,1)+h
Sdt(2020,1,1)-Sdt(2020,1,1)
type(Std(1)+Std(1)),type(-Std(1)),type(+Std(1)),type(abs(Std(1))),type(Std(1)*2)
Std(1,2,3)
Sd(2020,1,1).replace(year=3)
Sdt(2020,1,1).replace(year=3)
St(1).replace(2)
Sdt(2020,1,1).date()
Sdt(2020,1,1).time()
Sdt(2020,1,1,tzinfo=Bad()).timetz()
Sd.fromordinal(3)
Sd2.fromordinal(3)
Sd2.fromisoformat('2020-01-02')
Sd2.fromisocalendar(2020,1,1)
Sd2.strptime('2020','%Y')
Sdt2.fromordinal(3)
Sdt2.fromisocalendar(2020,1,1)
Sdt2.fromisoformat('2020-01-02')
Sdt2.fromisoformat('2020-01-02T10:00Z')
Sdt2.combine(date(1,1,1),time(1,fold=1))
Sdt2.fromtimestamp(86400*3,timezone.utc)
Sdt2.strptime('2020 +0100','%Y %z')
Sdt2(2020,1,1)+h
Sdt2(2020,1,1,fold=1).replace(day=3)
Sdt2(2020,1,1,fold=1)==Sdt2(2020,1,1)
hash(Sdt2(2020,1,1,fold=1))==hash(Sdt2(2020,1,1))
Sdt2(2020,1,1,tzinfo=timezone.utc).astimezone(timezone(h))
Sdt2(2020,1,1).__replace__(year=2)
St2.fromisoformat('10:20')
St2.strptime('10','%H')
St2(1,fold=1).replace(hour=3)
Std2(1)+Std2(2)
Std2(hours=3)*2
copy.copy(Sdt2(2020,1,1))
copy.deepcopy(Sdt2(2020,1,1,tzinfo=timezone.utc))
pickle.loads(pickle.dumps(Sd2(2020,1,1)))
'''.split("\n")[1:-1]:
    show(line)
