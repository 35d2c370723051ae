# Threads and what they wait with: locks, conditions, events, queues; what is a thread's own.
import queue
import threading
import time
out=[]
lock=threading.Lock()
def work(n):
    for i in range(3):
        with lock: out.append((n,i))
        time.sleep(0.01)
ts=[threading.Thread(target=work,args=(i,)) for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(len(out), sorted(out)==[(i,j) for i in range(4) for j in range(3)], threading.active_count())
c=0
def count():
    global c
    for _ in range(20000):
        with lock: c+=1
ts=[threading.Thread(target=count) for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(c)
loc=threading.local(); loc.x=1
class L(threading.local):
    z=5
    def __init__(self,a): self.a=a; print("init",a)
l=L(7)
def f():
    print(hasattr(loc,'x'), l.a, l.z); l.a=8; print(l.__dict__)
t=threading.Thread(target=f); t.start(); t.join(); print(loc.x, l.a)
q=queue.Queue()
def prod():
    for i in range(5): q.put(i); time.sleep(0.005)
    q.put(None)
threading.Thread(target=prod).start()
print(list(iter(q.get,None)))
def bad(): 1/0
threading.excepthook = lambda info: print(info.exc_type, info.thread.name)
t=threading.Thread(target=bad); t.start(); t.join()
def spin():
    while not done: pass
done=False
t=threading.Thread(target=spin); t.start(); time.sleep(0.05); done=True; t.join(); print("spun")
e=threading.Event(); print(e.wait(0.05))
cond=threading.Condition()
def waiter():
    with cond: print(cond.wait(1))
t=threading.Thread(target=waiter); t.start(); time.sleep(0.05)
with cond: cond.notify_all()
t.join()
b=threading.Barrier(3)
def bar(): b.wait(); 
ts=[threading.Thread(target=bar) for _ in range(3)]
[t.start() for t in ts]; [t.join() for t in ts]
tm=threading.Timer(0.02, lambda: print("timer")); tm.start()
def late(): time.sleep(0.1); print("late ends")
threading.Thread(target=late).start()
print("main ends")

