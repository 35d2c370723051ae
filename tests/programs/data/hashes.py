import _md5,_sha1,_sha2,_sha3,_blake2,hashlib,hmac
def t(f,*a,**k):
    try: r=f(*a,**k); print(getattr(f,'__name__',f),a,k,'->',str(r)[:200] if ' at 0x' not in str(r) else type(r))
    except BaseException as e: print(getattr(f,'__name__',f),str(a)[:100],k,type(e).__name__,e)
for m in (_md5,_sha1,_sha2,_sha3,_blake2):
    print(m.__name__,[ (n,type(getattr(m,n)).__name__) for n in dir(m) if n[0]!='_' or n in('_GIL_MINSIZE',)])
for n in ('md5','sha1','sha224','sha256','sha384','sha512','sha3_224','sha3_256','sha3_384','sha3_512','shake_128','shake_256','blake2b','blake2s'):
    f=getattr(hashlib,n); h=f(); print(n,f,f.__module__,type(h),h.name,h.digest_size,h.block_size,[x for x in dir(h) if x[0]!='_' or x in('_capacity_bits','_rate_bits','_suffix')])
    a=(20,) if n.startswith('shake') else ()
    for d in (b'',b'abc',b'x'*1000): h=f(d); print(h.hexdigest(*a)); g=h.copy(); g.update(b'more'); print(g.hexdigest(*a),h.digest(*a)[:4],type(g)==type(h))
    t(f,'abc'); t(f,data=b'abc'); t(f,string=b'abc'); t(f,b'a',usedforsecurity=False); t(f,b'a',string=b'x'); t(f,5); t(f,None); t(h.update); t(h.update,'a'); t(h.update,b'a',b'b'); t(h.digest,1); t(h.digest); t(h.digest,-1); t(h.hexdigest,'a')
    try: h.x=1
    except Exception as e: print(e)
    try: h.name='s'
    except Exception as e: print(e)
    class X:pass
    try:
        class Y(type(h)): pass
        print('sub')
    except Exception as e: print(e)
    
h=_sha3.shake_128(b'a'); t(h.digest,0); t(h.digest,2**29); t(h.digest,length=5); t(h.hexdigest,-5); t(h.digest,2**70); 
h=hashlib.sha3_256(); print(h._capacity_bits,h._rate_bits,h._suffix)
B=hashlib.blake2b; S=hashlib.blake2s
print(B.MAX_DIGEST_SIZE,B.MAX_KEY_SIZE,B.SALT_SIZE,B.PERSON_SIZE,S.MAX_DIGEST_SIZE,S.MAX_KEY_SIZE,S.SALT_SIZE,S.PERSON_SIZE)
for F in (B,S):
    for k in (dict(digest_size=20),dict(digest_size=0),dict(digest_size=65),dict(key=b'key'),dict(key=b'x'*65),dict(salt=b'salt'),dict(salt=b'x'*20),dict(person=b'me'),dict(person=b'x'*20),dict(fanout=2,depth=2,leaf_size=4096,node_offset=1,node_depth=1,inner_size=32,last_node=True),dict(fanout=256),dict(fanout=-1),dict(depth=0),dict(depth=256),dict(leaf_size=-1),dict(node_offset=2**48),dict(node_offset=2**64),dict(node_offset=-1),dict(node_depth=256),dict(node_depth=-1),dict(inner_size=65),dict(inner_size=-1),dict(key='a'),dict(salt='a'),dict(usedforsecurity=False),dict(bad=1),dict(last_node=False), dict(fanout=0,depth=255), dict(node_depth=1),dict(inner_size=33), dict(digest_size='a'), dict(leaf_size='a'),dict(node_offset='a'), dict(fanout='a'), dict(leaf_size=2**70)):
        try: h=F(b'data',**k); print(h.hexdigest(),h.digest_size,h.name)
        except BaseException as e: print(k,type(e).__name__,e)
t(hashlib.new,'md5',b'a'); t(hashlib.new,'nope'); t(hashlib.new,'SHA256'); print(sorted(hashlib.algorithms_available)); print(hashlib.new('sha3_256',b'q').hexdigest())
for d in ('md5','sha1','sha256','sha512','sha3_256','blake2b'): print(hmac.new(b'key',b'msg',d).hexdigest(), hmac.digest(b'k'*200,b'm',d).hex())
t(hmac.new,b'k',b'm'); t(hmac.new,'k',b'm','md5'); t(hmac.compare_digest,b'a',b'a'); t(hmac.compare_digest,'a','b'); t(hmac.compare_digest,'é','b'); t(hmac.compare_digest,'a',b'b'); t(hmac.compare_digest,1,2); h=hmac.new(b'k',b'm','sha256'); print(h.name,h.digest_size,h.block_size,repr(h)[:15]); g=h.copy(); g.update(b'1'); print(g.hexdigest()==h.hexdigest())
import io; print(hashlib.file_digest(io.BytesIO(b'abc'),'md5').hexdigest()); t(hashlib.file_digest,5,'md5')
