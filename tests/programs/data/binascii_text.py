import binascii
def t(f,*a,**k):
    try: print(f.__name__,a,k,'->',f(*a,**k))
    except BaseException as e: print(f.__name__,a,k,type(e).__name__,e)
B=binascii
for x in ('','a','zz','ab c','abc','abcd','é',b'ff',bytearray(b'0A'),3): t(B.unhexlify,x); t(B.a2b_hex,x)
t(B.hexlify,b'\x01\xab\xcd','-'); t(B.hexlify,b'\x01\xab\xcd',b'-',2); t(B.hexlify,b'abcd','é'); t(B.hexlify,b'abcd','ab'); t(B.hexlify,b'abcd',3); t(B.hexlify,'a'); t(B.hexlify,b'abcdef',sep=':',bytes_per_sep=-4); t(B.b2a_hex,b'x'*3,'',1)
t(B.hexlify,b'abcd',chr(233).encode('latin1')); t(B.hexlify)
for x in (b'',b'a',b'ab',b'abc',b'abcd',bytes(range(50))): 
    t(B.b2a_base64,x); t(B.b2a_base64,x,newline=False)
    t(B.b2a_uu,x) if len(x)<46 else t(B.b2a_uu,x); t(B.b2a_uu,x[:40],backtick=True); t(B.b2a_qp,x); t(B.crc_hqx,x,5); t(B.crc32,x); t(B.crc32,x,7)
for x in ('','YQ==','YQ=','YQ','Y','YWI=','YWJj','YW Jj','YWJj\n','=YWJ','YQ==YQ==','YQ==\n','Y===','ab=c=','a=bc','YWJjZ','YWJjZGU','YQ=a=','ab==c','é','====','YW=','YWJ=j','YWJjZGV=','A','AA','AAA','A=','A==','AB==CD','AB==C','!AB=='):
    t(B.a2b_base64,x); t(B.a2b_base64,x,strict_mode=True)
for x in (b' \n',b'!80``\n',b'#86)C',b'#86)C\n',b'#86)Cxx',b'$86)C',b'!\x7f',b'',b'!8',b'%123\x01',b'#86)C  \n',b'!80  x'): t(B.a2b_uu,x)
for x in (b'a=20b',b'=41=4',b'a=\nb',b'a=\r\nb',b'=zz',b'a_b',b'==41',b'=',b'a=  \nb',b'=0A=0d',b'=4'): t(B.a2b_qp,x); t(B.a2b_qp,x,header=True)
for x in (b'a b\tc \n',b'a\r\nb \r\n',b'x'*80,b'=_\x00\xff',b'.',b'.\n',b'a\n.\nb',b'hello world ',b'\t',b'a'*75+b'=',b'a'*74+b'\n'+b' '*80, b'a\rb\nc',b'.a'):
    t(B.b2a_qp,x); t(B.b2a_qp,x,quotetabs=True); t(B.b2a_qp,x,istext=False); t(B.b2a_qp,x,header=True)
t(B.crc32,'a'); t(B.crc32,b'a',-1); t(B.crc32,b'a',2**40+3); t(B.crc_hqx,b'a',-1); t(B.crc_hqx,b'a',2**33); t(B.crc_hqx,b'a'); t(B.crc32,b'a','x')
print(B.Error.__mro__,B.Incomplete.__mro__, [n for n in dir(B) if n[0]!='_'])
t(B.a2b_base64,3); t(B.a2b_uu,'é'); t(B.a2b_qp,None); t(B.b2a_uu,'a'); t(B.b2a_qp,'a'); t(B.a2b_uu,'!80``')
