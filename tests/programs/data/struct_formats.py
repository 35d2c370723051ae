import struct
def t(f,*a):
    try: print(f.__name__,a,'->',f(*a))
    except BaseException as e: print(f.__name__,a,type(e).__name__,e)
for m in '@=<>':
    for c in 'bBhHiIlLqQ?':
        if m == '@' and c in 'lL': continue
        for v in (2**70,-2**70,2**31,-2**31-1,2**63,-1,256,70000,-70000,'a',1.0,None):
            t(struct.pack,m+c,v)
for m in '@<>':
    for c in 'efd':
        for v in (1e300,70000.0,'a',None,1j): t(struct.pack,m+c,v)
    for c in 'FD': t(struct.pack,m+c,1+2j); t(struct.pack,m+c,'x');t(struct.pack,m+c,1); print(struct.unpack(m+c, struct.pack(m+c, -1.5+2j)))
for c in ['c','s','p','2s','0s','3p','0p','x','2x','0i','b0i','b0q','1','i 3','j','3 i',' i','i\0','é',b'i',3,'9999999999999999999999i','@b@b','<n','<P']:
    t(struct.calcsize,c)
for v in ('a',b'ab',b'',3,bytearray(b'q'),bytearray(b'qw')): 
    for c in 'csp': t(struct.pack,c,v)
t(struct.pack); t(struct.pack,'i'); t(struct.pack,'i',1,2); t(struct.pack_into); t(struct.pack_into,'i');t(struct.pack_into,'i',bytearray(4)); t(struct.pack_into,'i',b'1234',0,1); t(struct.pack_into,'i',bytearray(4),1,1); t(struct.pack_into,'i',bytearray(4),-1,1); t(struct.pack_into,'i',bytearray(4),-9,1);t(struct.pack_into,'i',bytearray(4),'a',1); t(struct.pack_into,'i','abcd',0,1); t(struct.pack_into,'i',bytearray(4),0)
S=struct.Struct('i')
t(S.pack); t(S.pack_into); t(S.pack_into,bytearray(4)); t(S.pack_into,bytearray(4),0); t(S.pack_into,bytearray(2),0,1)
t(struct.unpack,'i',b'123'); t(struct.unpack,'i','1234'); t(struct.unpack,'i'); t(struct.unpack_from,'i',b'123'); t(struct.unpack_from,'i',b'1234',-3); t(struct.unpack_from,'i',b'1234',-5); t(struct.unpack_from,'i',b'12345',1);t(struct.unpack_from,'i',b'12345',10)
t(struct.unpack_from,'i'); t(S.unpack_from)
t(struct.iter_unpack,'',b''); t(struct.iter_unpack,'i',b'123'); it=S.iter_unpack(b'12345678'); print(it.__length_hint__(),type(it),next(it),it.__length_hint__(),list(it))
print(S,repr(S),S.format,S.size,struct.Struct(b'<h').format)
t(struct.Struct); t(struct.Struct,3); t(struct.Struct,'i',2)
class X(struct.Struct):
    def __init__(self): pass
x=object.__new__
try: print(X.__new__(X).pack(1))
except BaseException as e: print(type(e),e)
try: print(X().size)
except BaseException as e: print(type(e),e)
print(type(S),struct.Struct.__module__,struct.error,struct.error.__mro__, struct.error.__module__)
print([n for n in dir(S) if n[0] != '_'])
t(struct._clearcache)
for f in ('<bBhHiIqQ', '>bBhHiIqQ', '!?c3s4pefd', '=xhxi2xq', '@bhiqbi0q'):
    values = {'b': -1, 'B': 255, 'h': -2, 'H': 65535, 'i': -3, 'I': 2**32-1, 'q': -4, 'Q': 2**64-1, '?': True, 'c': b'x', 's': b'ab', 'p': b'pq', 'e': 1.5, 'f': -0.1, 'd': 1/3}
    packed = struct.pack(f, *(values[c] for c in f if c in values and c != '0' and not (c == 'q' and f[0] == '@' and c == f[-1] and False)) ) if f != '@bhiqbi0q' else struct.pack(f, 1, 2, 3, 4, 5, 6)
    print(f, packed, struct.unpack(f, packed), struct.calcsize(f))
import math
for bits in (0x0000, 0x8000, 0x0001, 0x03ff, 0x0400, 0x3c00, 0x7bff, 0x7c00, 0xfc00, 0x7e00, 0x3555):
    value, = struct.unpack('<e', bits.to_bytes(2, 'little'))
    print(hex(bits), value, struct.pack('<e', value).hex())
for v in (65504.0, 65519.99, 65520.0, 5.96e-8, 2.98e-8, 2.9802322387695312e-08, 1.0009765625, 1.00048828125): t(struct.pack, '>e', v)
