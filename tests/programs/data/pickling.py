import sys
import pickle, copy, copyreg, io, collections, functools, itertools, operator, types, datetime, re, enum, array, random, decimal, fractions, uuid, threading, weakref
class P: 
    def __init__(s,x=1): s.x=x
    def __eq__(s,o): return type(s) is type(o) and s.__dict__==o.__dict__
    def meth(s): return 5
    @classmethod
    def cm(cls): return 6
    @staticmethod
    def sm(): return 7
    class Inner:
        v=1
class Slots:
    __slots__=('a','b')
    def __eq__(s,o): return s.a==o.a
class SlotsD(Slots):
    pass
class GN:
    def __new__(cls,a,b): o=object.__new__(cls); o.a=(a,b); return o
    def __getnewargs__(s): return s.a
    def __eq__(s,o): return s.a==o.a
class GNX:
    def __new__(cls,*,k): o=object.__new__(cls); o.k=k; return o
    def __getnewargs_ex__(s): return (),{'k':s.k}
    def __eq__(s,o): return s.k==o.k
class GS:
    def __getstate__(s): return {'z':1}
    def __setstate__(s,st): s.st=st
    def __eq__(s,o): return True
class Red:
    def __reduce__(s): return (Red,())
    def __eq__(s,o): return True
class L(list): pass
class Dd(dict): pass
class St(str): pass
class I(int): pass
class T(tuple): pass
class F(float): pass
class B(bytes): pass
class Se(set): pass
class E(Exception):
    def __init__(s,a,b): super().__init__(a,b); s.a=a
NT=collections.namedtuple('NT','a b')
class Col(enum.Enum): R=1; G='x'
class Fl(enum.Flag): A=1; Bb=2
class IE(enum.IntEnum): Q=5
def func(a): return a
import dataclasses
@dataclasses.dataclass
class DC: a:int; b:list
def mk(c,**k):
    o=c.__new__(c)
    for n,v in k.items(): setattr(o,n,v)
    return o
l=L([1,2]); l.attr=3; dd=Dd(a=1); dd.q=2; s=St('abc'); s.q=1; ex=E(1,2); ex.__notes__=['n']; ex2=ValueError('v'); ex2.custom=5
vals=[None,True,False,Ellipsis,NotImplemented,0,-1,255,256,65535,65536,2**31,-2**31,2**63,2**100,-2**100,2**5000,1.5,float('inf'),-0.0,1+2j,'','abc','é\u1234\U0001F600','\ud800','x'*300,b'',b'abc',b'x'*300,bytearray(b'abc'),bytearray(),(),(1,),(1,2),(1,2,3),(1,2,3,4),[],[1,[2]],{},{'a':1,2:[3]},set(),{1,2},frozenset({1}),range(5),range(1,10,3),slice(1,2,3),slice(None),int,str,list,type,object,type(None),type(...),type(NotImplemented),P,P.Inner,func,len,print,max,P(5),P.Inner(),mk(Slots,a=1),mk(SlotsD,a=1,b=2,c=3) if 0 else mk(SlotsD,a=1,b=2),GN(1,2),GNX(k=3),Red(),l,dd,s,I(5),T((1,2)),F(1.5),B(b'q'),Se([1]),NT(1,2),Col.R,Fl.A|Fl.Bb,IE.Q,DC(1,[2]),
 collections.deque([1,2],5),collections.Counter('aab'),collections.defaultdict(list,{1:[2]}),collections.ChainMap({1:2}),collections.UserDict({1:2}),collections.UserList([1]),
 ValueError('a',1),KeyError('k'),StopIteration(5),ImportError('m',name='n',path='p'),UnicodeDecodeError('utf-8',b'abc',0,1,'bad'),SyntaxError('m',('f',1,2,'t')),AttributeError('a'),SystemExit(3),ex,ex2,ExceptionGroup('g',[ValueError(1)]),
 functools.partial(func,1),operator.itemgetter(1,2),operator.attrgetter('a.b'),operator.methodcaller('x',1,k=2),datetime.date(2020,1,1),decimal.Decimal('1.5'),fractions.Fraction(1,3),uuid.UUID(int=5),array.array('i',[1]),random.Random(5),re.compile('a+',re.I),
 types.SimpleNamespace(a=1),list[int],dict[str,int],int|str,P(3).meth,P.cm,P.sm,[].append,'abc'.upper,str.upper,dict.fromkeys,b''.join]
def same(a,b):
    if isinstance(a,BaseException): return type(a) is type(b) and repr(a)==repr(b) and a.__dict__==b.__dict__
    if isinstance(a,random.Random): return a.getstate()==b.getstate()
    if isinstance(a,functools.partial): return repr(a)==repr(b)
    if isinstance(a,types.MethodType): return a.__func__ is b.__func__
    if isinstance(a,types.BuiltinMethodType) and type(a.__self__) in (list,str,bytes): return a.__name__==b.__name__ and a.__self__==b.__self__
    if isinstance(a,(operator.itemgetter,operator.attrgetter,operator.methodcaller)): return repr(a)==repr(b)
    if isinstance(a,P.Inner): return type(b) is P.Inner
    return a==b and type(a) is type(b) and getattr(a,'__dict__',0)==getattr(b,'__dict__',0)
for p in range(6):
    for i,v in enumerate(vals):
        try:
            d=pickle.dumps(v,p); w=pickle.loads(d)
            if not same(v,w): print('DIFF',p,i,type(v),repr(v)[:80],repr(w)[:80])
        except BaseException as e: print(p,i,repr(v)[:50].split(' at 0x')[0],type(e).__name__,str(e)[:150].split(' at 0x')[0])
its=[iter([1,2,3]),iter((1,2)),iter('abc'),iter('aé'),iter(b'ab'),iter(bytearray(b'ab')),iter({1:2}),iter({1}),iter(range(5)),iter(range(2**70,2**70+3)),reversed([1,2]),reversed(range(3)),iter({1:2}.items()),iter({1:2}.values()),enumerate([1,2]),zip([1],[2]),map(len,['a']),filter(None,[1,0]),reversed({1:2}),reversed('ab'),iter(collections.deque([1,2])),iter(array.array('i',[1,2])),iter(int,5)]
for p in (0,2,5):
    for it in its:
        try: c=pickle.loads(pickle.dumps(it,p)); print(p,type(it).__name__,list(c) if not isinstance(it,type(iter(int,5))) else type(c).__name__)
        except BaseException as e: print(p,type(it).__name__,type(e).__name__,str(e)[:100])
for v in vals:
    try:
        c=copy.copy(v); d=copy.deepcopy(v)
        if not same(v,c) or not same(v,d): print('copy DIFF',repr(v)[:60],repr(c)[:60],repr(d)[:60])
        print(type(v).__name__, c is v, d is v)
    except BaseException as e: print('copy',repr(v)[:50].split(' at 0x')[0],type(e).__name__,str(e)[:100].split(' at 0x')[0])
a=[]; a.append(a); b=pickle.loads(pickle.dumps(a)); print(b[0] is b); d={}; d['d']=d; e=copy.deepcopy(d); print(e['d'] is e); x=P(); x.me=x; y=pickle.loads(pickle.dumps(x)); print(y.me is y); t=([],); t[0].append(t); u=copy.deepcopy(t); print(u[0][0] is u); u=pickle.loads(pickle.dumps(t)); print(u[0][0] is u)
def t(f,*a,**k):
    try: print(getattr(f,'__name__',f),'->',repr(f(*a,**k))[:300])
    except BaseException as e: print(getattr(f,'__name__',f),type(e).__name__,e)
for o in (sys, threading.Lock(), memoryview(b'a'), {}.keys(), {}.values(), (x for x in []), types.MappingProxyType({}), object(), io.BytesIO(b'x'), io.StringIO('x'), itertools.count(1), type(sys), func.__code__):
    for p in (2, 5):
        try:
            print(p, type(o).__name__, type(pickle.loads(pickle.dumps(o, p))).__name__)
        except BaseException as e:
            print(p, type(o).__name__, type(e).__name__, str(e).split(' at 0x')[0])
for p in range(6): print(p,P(1).__reduce_ex__(p)[1:] if p<2 else P(1).__reduce_ex__(p)[2:], object().__reduce_ex__(p)[0].__name__, mk(Slots,a=1).__reduce_ex__(p)[1:] if p>1 else '', l.__reduce_ex__(p)[2], list(l.__reduce_ex__(p)[3] if p>1 else []), I(5).__reduce_ex__(p)[1])
t(mk(Slots,a=1).__reduce_ex__,0); t(object().__getstate__); t(P(2).__getstate__); t(mk(SlotsD,a=1,b=2).__getstate__); t((5).__getstate__); t(ex.__reduce__); t(ex2.__reduce__); t(ValueError().__reduce__); t(ex2.__setstate__,{'a':1}); t(ex2.__setstate__,5); print(ex2.a)
