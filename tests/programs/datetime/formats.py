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
datetime(1,1,1,tzinfo=tzinfo()).isoformat()
datetime(1,1,1).utctimetuple()
date(1,2,3).strftime('%Y %C %G %F %y %m %d %j')
date(999,2,3).strftime('%Y|%C|%G|%F|%g')
date(1000,2,3).strftime('%Y|%C|%G|%F|%g')
date(2020,2,3).strftime('a\0b%Y\0%m')
date(2020,2,3).strftime('\ud800%Y\ud800')
date(2020,2,3).strftime('')
datetime(1,2,3,4,5,6,7,Bad(-h,None,None)).strftime('[%Z]')
datetime(1,2,3,4,5,6,7,Bad(-h,None,'\ud800')).strftime('[%Z]')
format(datetime(1,2,3),'')
format(datetime(1,2,3),'%Y')
format(time(1,2),'%H')
format(date(1,2,3))
date(1,2,3).ctime()
datetime(2020,12,13,1,2,3).ctime()
datetime(2020,1,1).isoformat(timespec='milliseconds')
datetime(2020,1,1,1,2,3,4567).isoformat(' ','milliseconds')
datetime(2020,1,1,1,2,3,4567).isoformat('\U0001f600','hours')
time(1,2,3,4567,timezone.utc).isoformat('minutes')
time(1,2,3).isoformat('auto')
time.strftime(1,2)
'''.split("\n")[1:-1]:
    show(line)
