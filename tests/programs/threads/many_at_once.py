# Threads side by side: output, the collector, deep recursion, imports, a fork.
import os
import sys
import threading

r,w=os.pipe()
f=open(w,'w',buffering=1)
N=2000
def work(n):
    for i in range(N): f.write(f"thread {n} line {i}\n")
got=[]
def reader():
    with open(r) as g:
        for line in g: got.append(line)
rt=threading.Thread(target=reader); rt.start()
sys.setswitchinterval(1e-5)
ts=[threading.Thread(target=work,args=(i,)) for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
f.close(); rt.join()
want=sorted(f"thread {n} line {i}\n" for n in range(4) for i in range(N))
print(len(got), sorted(got)==want)
import gc, random
objs=[]
def churn(n):
    rnd=random.Random(n)
    for i in range(3000):
        a=[]; a.append(a); b={'x':a}; 
        class C: 
            def __del__(self): pass
        c=C(); c.me=c
        def g():
            yield from range(5)
        sum(g())
        try: {}[i]
        except KeyError as e: x=e
        objs.append(b)
        if len(objs)>100: del objs[:50]
        if i%500==0: gc.collect()
ts=[threading.Thread(target=churn,args=(i,)) for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print("churned")
def deep(n): return 0 if n==0 else 1+deep(n-1)
res=[]
def dd():
    try: deep(10**6)
    except RecursionError: res.append('rec')
    res.append(deep(900))
ts=[threading.Thread(target=dd) for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(map(str,res)))
x={}
def imp(): import email.message, xml.dom.minidom, html.parser; x[threading.get_ident()]=email.message.Message
ts=[threading.Thread(target=imp) for i in range(6)]
for t in ts: t.start()
for t in ts: t.join()
print(len(x), len(set(x.values())))
pid=os.fork()
if pid==0:
    t=threading.Thread(target=lambda: print("in child", threading.active_count(), flush=True)); t.start(); t.join(); os._exit(3)
print(os.waitstatus_to_exitcode(os.waitpid(pid,0)[1]))
