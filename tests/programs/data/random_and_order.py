import _random, random, bisect, heapq, _heapq,_bisect,_statistics
def t(f,*a,**k):
    try: print(getattr(f,'__name__',f),str(a)[:120],k,'->',str(f(*a,**k))[:200])
    except BaseException as e: print(getattr(f,'__name__',f),str(a)[:120],k,type(e).__name__,e)
r=_random.Random(5)
for k in (0,1,5,32,33,64,100,1000,-1,2**70,-2**70,'a',1.5): t(r.getrandbits,k)
t(r.random); t(r.random,1); t(r.seed); 
for s in (0,1,-1,2**32,2**100,-2**100,'abc',b'x',True,[]):
    if s in ('abc',b'x'): continue
    t(r.seed,s); t(r.random); 
t(r.seed,1,2); t(r.seed,a=1); t(_random.Random,1,2); t(_random.Random,[]); t(_random.Random,x=1)
t(r.setstate,1); t(r.setstate,(1,)); t(r.setstate,(-1,)+(0,)*624); t(r.setstate,(2**64,)+(0,)*624);t(r.setstate,('a',)+(0,)*624); t(r.setstate,(0,)*624+(625,));t(r.setstate,(0,)*624+(-1,)); t(r.setstate,(0,)*624+(624,)); t(r.setstate,(0.5,)*625)
r.seed(42); s=r.getstate(); print(len(s),s[0],s[-1]); a=[r.random() for _ in range(5)]; r.setstate(s); print(a==[r.random() for _ in range(5)],a)
random.seed(12345); print(random.random(),random.randint(1,100),random.choice('abcdef'),random.sample(range(100),5),random.gauss(0,1),random.shuffle(l:=list(range(10))),l,random.uniform(1,2),random.choices([1,2,3],k=5),random.randbytes(5), random.triangular(), random.betavariate(1,2), random.expovariate(), random.normalvariate(), random.vonmisesvariate(1,2), random.gammavariate(1,2), random.lognormvariate(0,1), random.paretovariate(3), random.weibullvariate(1,2), random.binomialvariate(10,.3))
random.seed('hello'); print(random.random()); random.seed(b'hello'); print(random.random()); random.seed('hello',1); print(random.random())
t(random.seed,[1]); t(random.randrange,0); t(random.randrange,5,1); t(random.choice,[]); t(random.sample,{1,2},1); print(dir(r)[-5:],_random.Random)
class S(random.Random):
    def __init__(self,a=None): super().__init__(a)
print(S(3).random(),S().__class__, random.Random(3).random()); import pickle,copy
q=copy.copy(random.Random(7)); print(q.random()); 
for f in (bisect.bisect,bisect.bisect_left,bisect.insort,bisect.insort_left):
    t(f,[1,2,2,3],2); t(f,[1,2,2,3],2,-1); t(f,[1,2,2,3],2,1,2); t(f,[1,2],'a'); t(f,[1,2,3],0,hi=2); t(f,(1,2),3); t(f,[1,2,3],2,key=abs); t(f,5,3); t(f); t(f,[1],2,lo='a'); t(f,[3,2,1],2,key=5); t(f,[1,2],1,0,10); t(f,[1,2],x=1); t(f,[1,2,3],2.5,lo=0,hi=None); t(f,'abc','b'); t(f,{},1)
class L(list):
    def insert(self,i,x): print('ins',i,x); super().insert(i,x)
l=L([1,3]); bisect.insort(l,2); print(l); print(bisect.bisect_left(range(10**6),5000))
for n in dir(_heapq):
    if n[0:2]!='__' : print(n)
for n in ('heappush','heappushpop','heapreplace','heappush_max','heappushpop_max','heapreplace_max'):
    f=getattr(_heapq,n,None)
    if not f: continue
    h=[1,3,2]; t(f,h,0); print(h); t(f,[],1); t(f,(1,),1); t(f,[1]); t(f,[1],'a'); t(f,[5,4,1],4)
for n in ('heappop','heapify','heappop_max','heapify_max'):
    f=getattr(_heapq,n,None)
    if not f: continue
    h=[5,3,8,1,9,2]; t(f,h); print(h); t(f,[]); t(f,3); t(f,[1]); t(f,[1,'a',2])
class C:
    def __init__(s,v,n): s.v=v; s.n=n
    def __lt__(s,o): return s.v<o.v
    def __repr__(s): return f'{s.v}{s.n}'
h=[C(i%3,i) for i in range(20)]; heapq.heapify(h); print(h); print([heapq.heappop(h) for _ in range(20)])
h=[C(i%3,i) for i in range(3000)]; heapq.heapify(h); print(str(h)[:1000])
class E:
    def __lt__(s,o): h.clear(); return True
h=[E() for _ in range(5)]; t(heapq.heapify,h); h=[E() for _ in range(5)]; t(heapq.heappop,h)
print(heapq.nsmallest(3,[5,1,4,2]),heapq.nlargest(3,[5,1,4,2],key=lambda v:-v),list(heapq.merge([1,4],[2,3],reverse=False)))
t(_statistics._normal_dist_inv_cdf,.5,0,1);
for p in (.1,.001,1e-20,.9,.999999,1e-300): t(_statistics._normal_dist_inv_cdf,p,10,2.5)
t(_statistics._normal_dist_inv_cdf,0,0,1); t(_statistics._normal_dist_inv_cdf,2,0,1); t(_statistics._normal_dist_inv_cdf,.5,0,-1); t(_statistics._normal_dist_inv_cdf,.5,'a',1); t(_statistics._normal_dist_inv_cdf,.5)
import statistics as st; print(st.mean([1,2,3,4]),st.stdev([1,2,3,4]),st.median([1,3,2]),st.mode('aab'),st.quantiles([1,2,3,4,5]),st.NormalDist(1,2).inv_cdf(.3),st.fmean([1,2]),st.geometric_mean([1,2,4]),st.variance([1,2,5]),st.correlation([1,2,3],[1,2,4]), st.linear_regression([1,2,3],[1,2,4]))
