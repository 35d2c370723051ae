import warnings
warnings.simplefilter('ignore')
import array,sys,copy,pickle
from array import array as A
def t(f,*a,**k):
    try: r=f(*a,**k); print(getattr(f,'__name__',f),str(a)[:80],k,'->',str(r)[:120] if ' at 0x' not in str(r) else type(r))
    except BaseException as e: print(getattr(f,'__name__',f),str(a)[:80],k,type(e).__name__,e)
print(array.typecodes,array.ArrayType,array.array is array.ArrayType,[n for n in dir(A) if n[0]!='_' or n in ('__buffer__','__class_getitem__','__hash__','__copy__','__deepcopy__','__release_buffer__')],A.__name__)
for c in 'bBuwhHiIqQfd': a=A(c); print(c,a,a.itemsize,a.typecode,repr(a))
for c in 'bBhHiIqQ':
    for v in (-1,128,256,40000,-40000,2**64,-2**63-1,'a',1.5,None,True): t(A,c,[v])
for c in 'fd':
    for v in (1.5,1,1e300,'a',None,1j,10**400): t(A,c,[v])
for c in 'uw':
    for v in ('a','ab','',1,'é','\U0001F600',b'a'): t(A,c,[v])
    t(A,c,'héllo'); t(A,c,b'abcd'); t(A,c,'\U0001F600x')
t(A); t(A,'i',[1],2); t(A,'x'); t(A,'ii'); t(A,1); t(A,b'i'); t(A,'i',5); t(A,'i','abc'); t(A,'i',b'12345678'); t(A,'i',b'123'); t(A,'i',bytearray(b'1234')); t(A,'i',A('b',[1,2])); t(A,'u',A('i')); t(A,'i',A('u')); t(A,'i',A('w','a')); t(A,'i',initializer=[1]); t(A,'i',range(3)); t(A,'d',A('i',[1])); t(A,'w',A('u','ab'))
a=A('i',[1,2,3,4,5])
for k in (0,-1,5,-6,'a',slice(1,3),slice(None,None,2),slice(None,None,-1),1.0,2**70,None): t(a.__getitem__,k)
a[0]=9; a[-1]=7; print(a)
for k,v in ((0,'a'),(9,1),(slice(0,2),A('i',[5,6,7])),(slice(0,2),[1]),(slice(0,2),A('b',[1])),(slice(None,None,2),A('i',[1])),('x',1),(slice(0,0),a),(1,True)): t(a.__setitem__,k,v); print(a)
a=A('i',range(10)); del a[0]; del a[::2]; print(a); del a[1:2]; print(a); t(a.__delitem__,99); t(a.__delitem__,'x')
a=A('i',[1,2,3]); print(a+a,a*2,2*a,a*0,a*-1); t(lambda:a+[1]); t(lambda:a+A('b')); t(lambda:a*'x'); a+=A('i',[4]); print(a); a*=2; print(a); t(a.__iadd__,[1]); t(a.__iadd__,A('b',[1]))
print(2 in a,99 in a,'x' in a,len(a),a==A('i',[1,2,3,4]*2),a!=A('d',[1,2,3,4]*2),A('i',[1])<A('i',[2]),A('i',[1,2])<=A('d',[1.0,2.5]),A('i')==[],A('u','a')==A('w','a'),A('i',[1])==A('f',[1])); t(lambda:A('i')<[]); t(hash,a)
a=A('i',[3,1,2]); a.append(5); a.insert(0,7); a.insert(-1,8); a.insert(99,9); print(a,a.pop(),a.pop(0),a.count(1),a.index(1),a); t(a.index,99); t(a.index,1,2); t(a.index,1,0,-1); t(a.remove,99); a.remove(1); print(a); t(a.pop,99); t(A('i').pop); t(a.append,'a'); t(a.append); a.reverse(); print(a); a.extend([1,2]); a.extend(A('i',[3])); a.extend(x for x in (4,)); print(a); t(a.extend,A('b',[1])); t(a.extend,['a']); t(a.extend,5); a.extend(a); print(len(a)); t(a.insert,'a',1); t(a.count,'x'); t(a.clear); print(a)
a=A('h',[1,-2]); print(a.tobytes(),a.tolist(),a.buffer_info()[1]); a.frombytes(b'\x05\x00'); a.byteswap(); print(a); t(a.frombytes,b'a'); t(a.frombytes,'a'); t(a.frombytes,5); a.fromlist([1,2]); print(a); t(a.fromlist,(1,)); t(a.fromlist,[1,'a']); print(a); t(a.fromunicode,'a'); t(a.tounicode); u=A('w','ab'); u.fromunicode('cé'); print(u,u.tounicode()); t(u.fromunicode,5); t(u.byteswap); t(u.byteswap) ; t(A('q',[1]).byteswap); b=A('d',[1.5]); b.byteswap(); print(b.tobytes()); b=A('i',[1]); b.byteswap(); print(b)
import io
f=io.BytesIO(); A('i',[1,2,3]).tofile(f); f.seek(0); b=A('i'); b.fromfile(f,2); print(b); t(b.tofile,5); 
for p in range(6):
    for x in (A('i',[1,-2]),A('d',[1.5]),A('w','aé'),A('u','aé'),A("Q",[2**64-1]),A("b")):
        y=pickle.loads(pickle.dumps(x,p)); assert y==x and y.typecode==x.typecode,(x,y)
    r=A('i',[1,-2]).__reduce_ex__(p); print(p,r[0].__name__,r[1:])
print(A('d',[1]).__reduce_ex__(2)); t(A('i').__reduce_ex__,'a')
t(array._array_reconstructor,A,'i',0,b'1234'); t(array._array_reconstructor,int,'i',0,b''); t(array._array_reconstructor,A,'i',99,b''); t(array._array_reconstructor,A,'z',0,b''); t(array._array_reconstructor,A,'i',8,''); t(array._array_reconstructor,A,'i',0,b'123'); R=array._array_reconstructor; t(R,A,'i',4,b'\xff\xff\0\1'); t(R,A,'i',5,b'\0\1'); t(R,A,'f',15,b'?\x80\0\0'); t(R,A,'q',12,b'\1'*8); t(R,A,'d',17,b'?\x80\0\0\0\0\0\0')
print(copy.copy(A('i',[1])),copy.deepcopy(A('i',[1])))
m=memoryview(A('i',[1,2,3])); print(m.format,m.itemsize,m.shape,m.tolist(),m[1],m.readonly,m.nbytes); m[1]=99; print(m.obj); t(m.obj.append,1); t(m.obj.extend,A('i',[1])); t(m.obj.pop); t(m.obj.__delitem__,0); t(m.obj.__imul__,2);t(m.obj.frombytes,b'1234'); m.obj.byteswap(); m.release(); 
print(memoryview(A('w','a')).format,memoryview(A('u','a')).format,bytes(A('H',[1,2])),bytearray(A('b',[1])),memoryview(A('d',[1.5]))[0], b''.join([A('b',[65])]), list(A('f',[0.1])), bytes(A('i')))
x=A('i',range(5)); it=iter(x); print(next(it),it.__reduce__()[0].__name__,it.__reduce__()[1:],type(it)); it.__setstate__(3); print(list(it)); t(it.__setstate__,'a'); print(list(pickle.loads(pickle.dumps(iter(A('i',[1,2]))))),it.__reduce__()[1:])
class S(A): pass
s=S('i',[1,2]); s.q=5; print(s,repr(s),s+s,s[:1],type(s*2),copy.copy(s),pickle.loads(pickle.dumps(s)).q,type(pickle.loads(pickle.dumps(s,0)))); 
class N(A):
    def __new__(cls,*a,**k): return A.__new__(cls,'i',[1,2])
    def __init__(self,*a,**k): pass
print(N(x=5)); t(A,'i',x=5)
print(sys.getsizeof(A('i'))>0, str(A('i',[1])), f"{A('b')}", A[int], isinstance(A('i'),__import__('collections.abc').abc.MutableSequence)); 
match A('i',[1,2]):
    case [a,b]: print('seq',a,b)
    case _: print('no')
class I:
    def __index__(s): return 4
print(A('i',[I()]),A('d',[I()]))
a=A('i',[1,2,3])
class Bad:
    def __index__(s): a.clear(); return 1
a[1]=Bad(); print(a)
print(A('i',[1,2,3]).__contains__(2.0), a.__class_getitem__(int), A('B',b'abc'),A('B','') if 0 else '')
import struct; b=A('B',bytes(8)); struct.pack_into('<i',b,2,7); print(b, struct.unpack_from('<i',b,2)); print(__import__('io').BytesIO(A('H',[1])).read(), int.from_bytes(A('B',[1,2]),'big'),__import__('zlib').crc32(A('i',[1])))
