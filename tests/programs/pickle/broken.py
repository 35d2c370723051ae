# Pickles that are cut, damaged, or were never right.
import pickle

DAMAGED = [
    b"", b".", b"N", b"(.", b"0.", b"1.", b"2.", b"a.", b"(a.", b"Na.", b"e.", b"(e.", b"](e.", b"](N", b"s.", b"NNs.", b"]Ns.",
    b"}(Nu.", b"}(NNu.", b"(NNNd.", b"t.", b"(t.", b"\x85.", b"(\x85.", b"N(\x86.", b"NN(\x87.",
    b"I.", b"I\n.", b"Ix\n.", b"I01\n.", b"I00\n.", b"I 1\n.", b"I+1\n.", b"I1_0\n.", b"I" + b"9" * 30 + b"\n.", b"I1\0x\n.",
    b"L1\n.", b"L1L\n.", b"LxL\n.", b"Lx\n.", b"L\n.", b"L-5L\n.",
    b"F1\n.", b"F1.5e3\n.", b"Fx\n.", b"F1x\n.", b"F1e400\n.", b"F 1\n.", b"F\n.", b"Finf\n.", b"Fnan\n.",
    b"S'a'\n.", b'S"b"\n.', b"S'a\n.", b"Sa\n.", b"S\n.", b"S'\n.", b"S''\n.", b"S'\\x'\n.", b"S'\\xff'\n.", b"S'\\n\\t\\101'\n.",
    b"Va\\u20ac\n.", b"Va\\u20\n.", b"V\xe9\n.", b"V\n.",
    b"g0\n.", b"gx\n.", b"g-1\n.", b"h\x00.", b"j\0\0\0\0.", b"p0\n.", b"Np-1\n.", b"Npx\n.", b"Nq\x01h\x01.", b"Np7\ng7\n.",
    b"r\0\0\0\0.", b"Nr\5\0\0\0j\5\0\0\0.", b"\x94.", b"(\x94.", b"K\x07\x94h\x00.",
    b"\x80\x06.", b"\x80", b"\x80\xffN.", b"\x95\x05\0\0\0\0\0\0\0N.", b"\x95\x01\0\0\0\0\0\0\0NN.", b"\x95\x00\0",
    b"B\x05\0\0\0ab.", b"C\x05ab.", b"X\x05\0\0\0ab.", b"\x8c\x05ab.", b"\x8e\x05\0\0\0\0\0\0\0ab.", b"\x8d\x05\0\0\0\0\0\0\0ab.",
    b"\x96\x05\0\0\0\0\0\0\0ab.", b"T\xff\xff\xff\xff.", b"T\5\0\0\0ab.", b"\x8b\xff\xff\xff\xff.", b"\x8a\x00.", b"\x8a\x01\xff.",
    b"\x8a\x02\xff\x00.", b"\x8a\x05ab.", b"\x8b\1\0\0\0\x7f.", b"\x8a\x09" + b"\xff" * 8 + b"\x00.",
    b"J\xff\xff\xff\xff.", b"J\1\0.", b"K.", b"M\1.", b"G\0\0.", b"G\x40\x09\x21\xfb\x54\x44\x2d\x18.",
    b"\x82\0.", b"\x82\x05.", b"\x83\0\1.", b"\x84\xff\xff\xff\xff.",
    b"\x97.", b"\x98.", b"N\x98.", b"Q.", b"NQ.", b"Px\n.", b"P\xff\n.",
    b"c\n.", b"cx\n\n.", b"cx\n", b"cnope\nx\n.", b"csys\nnope\n.", b"cbuiltins\nint\n.", b"c__builtin__\nxrange\n.", b"\x80\x03c__builtin__\nxrange\n.",
    b"\x80\x04\x8c\x03sys\x8c\x04a.bc\x93.", b"\x80\x04\x8c\x03sys\x8c\x04abcd\x93.", b"\x80\x04\x8c\x08builtins\x8c\tstr.upper\x93.",
    b"cbuiltins\nstr.upper\n.", b"NN\x93.", b"\x80\x04NN\x93.", b"\x80\x04\x8c\x01a\x93.",
    b"NNR.", b"N)R.", b"R.", b"NR.", b"cbuiltins\nint\nNR.", b"cbuiltins\nint\n)R.", b"cbuiltins\nint\n](S'x'\nS'y'\netR.",
    b"N)\x81.", b"cbuiltins\nint\nN\x81.", b"cbuiltins\nint\n)\x81.", b"cbuiltins\nint\n)N\x92.", b"cbuiltins\nint\n)}\x92.",
    b"cbuiltins\nint\nN}\x92.", b"N)}\x92.", b"\x81.", b"\x92.", b"ctypes\nGeneratorType\n)\x81.",
    b"(o.", b"(cbuiltins\nint\no.", b"(cbuiltins\nint\nI5\no.", b"(No.", b"(Ibuiltins\n.", b"(ibuiltins\nint\n.", b"(I7\nibuiltins\nint\n.",
    b"i.", b"(i\n.", b"(ix\n\n.", b"Nb.", b"NNb.", b"]Nb.", b"]}b.", b"]K\x01b.", b"b.", b"(b.",
    b"](K\x01K\x02\x90.", b"\x8f(K\x01\x90.", b"\x8f(]\x90.", b"\x8f(\x90.", b"\x90.", b"(\x90.", b"(K\x01\x91.", b"(]\x91.", b"\x91.",
    b"}]Ns.", b"}(]Nu.", b"(]Nd.", b"(NNd.", b"(NNl.", b"l.", b"d.", b"X\x01\0\0\0\xff.", b"X\x03\0\0\0\xed\xa0\x80.",
    b"\x00.", b"'.", b"\\.", b"\x7f.", b"z.", b"\xff", b" .", b"N.extra", b"U\x01\xff.", b"U\x01a.",
    b"cbuiltins\nobject\n)\x81}X\1\0\0\0aNsb.", b"cbuiltins\nobject\n)\x81NX\1\0\0\0a\x86b.", b"cbuiltins\nobject\n)\x81K\x01b.",
    b"N(0.", b"(0N.", b"NK\x010.", b"(N10.", b"(N1K\x05.", b"N2\x86.", b"((tt.", b"(((.", b"](K\1K\2ea.", b"](I1\nI2\ne(I3\nea.",
]

for data in DAMAGED:
    try:
        print(data, "->", pickle.loads(data))
    except Exception as error:
        print(data, "!!", type(error).__name__, error)

for data in (1, "N.", None, [78, 46], memoryview(b"K\x00\x07\x00.\x00")[::2]):
    try:
        pickle.loads(data)
    except (TypeError, BufferError) as error:
        print(error)
print(pickle.loads(bytearray(b"K\x05.")), pickle.loads(memoryview(b"K\x06.")))

# Every prefix of a good pickle ends in an error of its own kind.
good = pickle.dumps({"a": [1, 2.5, (None, b"x")], "b": {3}, "c": print}, 4)
kinds = {}
for end in range(len(good)):
    try:
        pickle.loads(good[:end])
    except (EOFError, pickle.UnpicklingError) as error:
        kinds.setdefault((type(error).__name__, str(error)), []).append(end)
print(kinds)
