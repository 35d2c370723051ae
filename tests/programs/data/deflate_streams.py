import zlib
def t(f,*a,**k):
    try: r=f(*a,**k); print(getattr(f,'__name__',f),str(a)[:14],k,'->',str(r)[:100] if ' at 0x' not in str(r) else type(r))
    except BaseException as e: print(getattr(f,'__name__',f),str(a)[:14],k,type(e).__name__,e)
print([ (n,getattr(zlib,n)) for n in dir(zlib) if n[0]!='_' and isinstance(getattr(zlib,n),(int,))]); print(zlib.__version__, zlib.error.__mro__, zlib.error.__module__)
data=b'hello world '*50; c=zlib.compress(data)
t(zlib.decompress,c); t(zlib.decompress,b''); t(zlib.decompress,c[:-1]); t(zlib.decompress,b'garbage'); t(zlib.decompress,c[:-2]+b'xx'); t(zlib.decompress,c+b'more'); t(zlib.decompress,c,5); t(zlib.decompress,c,99); t(zlib.decompress,c,-15); t(zlib.decompress,c,bufsize=0); t(zlib.decompress,c,bufsize=-1); t(zlib.decompress,c,bufsize=1); t(zlib.decompress,'a'); t(zlib.decompress); t(zlib.decompress,c,'a'); t(zlib.decompress,c,47); t(zlib.decompress,c,31); t(zlib.decompress,c,0); t(zlib.decompress,c,9); t(zlib.decompress, b'\x78\x9c\xff\xff\xff'); t(zlib.decompress,b'\x78\xbb\0\0\0\0\0')
for b in (b'\x78\x9c\x07', b'\x78\x9c\x04\xff\xff\xff\xff', b'x\x9c\x01\x01\x00\x00\x00', b'\x1f\x8b\x08\xff', b'\x79\x9c'): t(zlib.decompress,b); t(zlib.decompress,b,47)
t(zlib.compress,data,10); t(zlib.compress,data,-2); t(zlib.compress,'a'); t(zlib.compress,data,wbits=5); t(zlib.compress,data,wbits=7);t(zlib.compress,level=1); 
for l in range(-1,10): assert zlib.decompress(zlib.compress(data,l))==data
for w in (9,15,-9,-15,25,31): assert zlib.decompress(zlib.compress(data,wbits=w),wbits=w)==data
print(zlib.compress(b'',wbits=31)[:4].hex(), zlib.compress(b'abc').hex(), zlib.compress(b'',wbits=-15).hex(), zlib.compress(b'').hex(), zlib.compress(b'abc',wbits=31).hex())
t(zlib.crc32,b'abc'); t(zlib.crc32,b'abc',5); t(zlib.adler32,b'abc'); t(zlib.adler32,b'abc',5); t(zlib.adler32,b''); t(zlib.crc32,'a'); t(zlib.adler32,b'a'*10000,-1); t(zlib.crc32,b'a',2**40); t(zlib.crc32,b'a','x'); t(zlib.crc32,b'')
for a in ((10,),(-2,),(6,9),(6,8,16),(6,8,7),(6,8,8),(6,8,-8),(6,8,15,0),(6,8,15,10),(6,8,15,8,5),(6,8,15,8,-1),(6,8,24),(6,8,25)): t(zlib.compressobj,*a)
t(zlib.compressobj,zdict=b'abc'); t(zlib.compressobj,zdict='abc'); t(zlib.compressobj,zdict=5); t(zlib.compressobj,bad=1); t(zlib.compressobj,wbits=-15,zdict=b'hello'); t(zlib.compressobj,wbits=31,zdict=b'hello')
for a in ((7,),(8,),(0,),(-7,),(16,),(32,),(48,),(24,),(40,),(-16,)): t(zlib.decompressobj,*a)
t(zlib.decompressobj,zdict='a'); t(zlib.decompressobj,zdict=5)
o=zlib.compressobj(); r=o.compress(data)+o.flush(zlib.Z_SYNC_FLUSH); r+=o.compress(data)+o.flush(zlib.Z_FULL_FLUSH); t(o.flush,0); t(o.flush,99); t(o.flush,-1); c2=o.copy(); import copy; c3=copy.copy(o); c4=copy.deepcopy(o); r2=r+c2.compress(b'zz')+c2.flush(); r+=o.flush(); print(zlib.decompress(r)==data*2, zlib.decompress(r2)==data*2+b'zz'); t(o.flush); t(o.compress,b'a'); t(o.copy); t(o.compress,'a'); t(o.compress,b''); t(o.flush,0)
print([n for n in dir(o) if n[0]!='_' or n in('__copy__','__deepcopy__')], type(o)); t(type(o))
d=zlib.decompressobj(); print(d.decompress(c[:10]),d.eof,d.unused_data,d.unconsumed_tail); x=d.copy(); print(d.decompress(c[10:]+b'rest')==x.decompress(c[10:]),d.eof,d.unused_data,d.unconsumed_tail,x.eof,x.unused_data); t(d.decompress,b'more'); print(d.unused_data); t(d.flush); t(d.copy); print(d.eof)
d=zlib.decompressobj(); a=d.decompress(c,10); print(a,len(d.unconsumed_tail)>0,d.eof,d.unused_data); b=d.decompress(d.unconsumed_tail,100); print(len(b)); e=d.flush(); print(a+b+e==data,d.eof,d.unconsumed_tail); t(d.decompress,b'',-1); t(d.flush,0); t(d.flush,-5); t(d.flush,'a'); t(d.decompress,'a'); t(d.decompress)
d=zlib.decompressobj(); t(d.decompress,b'garbage'); t(d.flush)
d=zlib.decompressobj(); d.decompress(c[:-3]); t(d.flush); print(d.eof, d.unconsumed_tail,d.unused_data)
d=zlib.decompressobj(); t(d.decompress,c,0); d=zlib.decompressobj(); print(len(d.decompress(c,max_length=5)),len(d.decompress(d.unconsumed_tail,max_length=5)))
o=zlib.compressobj(zdict=b'hello world'); z=o.compress(data)+o.flush(); t(zlib.decompress,z); d=zlib.decompressobj(zdict=b'hello world'); print(d.decompress(z)==data); d=zlib.decompressobj(zdict=b'wrong'); t(d.decompress,z); d=zlib.decompressobj(); t(d.decompress,z)
o=zlib.compressobj(wbits=-15,zdict=b'hello world'); z=o.compress(data)+o.flush(); d=zlib.decompressobj(-15,zdict=b'hello world'); print(d.decompress(z)==data)
D=zlib._ZlibDecompressor; d=D(); print(d.eof,d.needs_input,d.unused_data,[n for n in dir(d) if n[0]!='_']); print(d.decompress(c[:20]),d.needs_input); r=b''; r+=d.decompress(c[20:]+b'xx',7); print(r,d.needs_input,d.eof); 
while not d.eof: r+=d.decompress(b'',50)
print(r==data,d.unused_data,d.needs_input); t(d.decompress,b'a'); d=D(wbits=-15); t(d.decompress,b'\xff\xff'); t(D,5); t(D,wbits=99); t(D,zdict='a'); t(D,zdict=b'a'); d=D(); t(d.decompress,b'garbage'); d=D(); t(d.decompress,c,max_length=0); t(d.decompress,b'',max_length=5); t(D().decompress,c,-5); t(D().decompress,c,'a'); print(type(d)); 
import gzip,io; g=gzip.compress(data,mtime=0); print(gzip.decompress(g)==data, g[:10].hex()); t(gzip.decompress,g[:-1]); t(gzip.decompress,b'abc'); t(gzip.decompress,g+g); t(gzip.decompress,g[:-4]+b'\0\0\0\0'); t(gzip.decompress,g[:-8]+b'\0'*8)
b=io.BytesIO()
with gzip.GzipFile(fileobj=b,mode='wb',filename='x.txt',mtime=1) as f: f.write(data); f.write(b'line\n'); print(f.tell())
b.seek(0); f=gzip.open(b); print(f.read(5),f.readline()[:10],f.seek(0),f.peek(3)[:3],len(f.read()),f.mtime); print(gzip.open(io.BytesIO(b.getvalue()),'rt').read()[:5])
import zipfile; b=io.BytesIO()
with zipfile.ZipFile(b,'w',zipfile.ZIP_DEFLATED) as z:
    z.writestr('a.txt',data); z.writestr(zipfile.ZipInfo('b/c.txt',(2020,1,2,3,4,6)),'text',compress_type=zipfile.ZIP_STORED); z.mkdir('d')
z=zipfile.ZipFile(b); print(z.namelist(),z.read('a.txt')==data,z.testzip(),z.getinfo('a.txt').file_size,z.getinfo('b/c.txt'),z.open('b/c.txt').read()); t(z.read,'nope'); print(zipfile.is_zipfile(b)); p=zipfile.Path(z); print(sorted(x.name for x in p.iterdir()),(p/'b'/'c.txt').read_text())
import tarfile; b=io.BytesIO(); tf=tarfile.open(fileobj=b,mode='w:gz'); ti=tarfile.TarInfo('q.txt'); ti.size=3; tf.addfile(ti,io.BytesIO(b'abc')); tf.close(); b.seek(0); tf=tarfile.open(fileobj=b); print(tf.getnames(),tf.extractfile('q.txt').read())
import codecs; print(codecs.decode(codecs.encode(b'abc','zlib'),'zlib'), codecs.encode(b'abc','hex'), codecs.encode(b'abc','base64'), codecs.encode(b'a b','quopri'))
