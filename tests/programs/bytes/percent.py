print(b"%d|%5d|%-5d|%05d|%+d" % (1, 2, 3, 4, 5), b"%x %X %o %#x" % (255, 255, 8, 16), b"%s %b" % (b"a", bytearray(b"b")),
    b"%c%c" % (65, b"B"), b"%r %a" % ("é", "é"), b"%e %.2f %g" % (1.5, 2.345, 1e10), b"%%", b"%(k)s" % {b"k": b"v"},
    b"%10s|%-10s|%.2s" % (b"abc", b"abc", b"abc"), b"%*d" % (5, 3), b"%s" % memoryview(b"mv"), bytearray(b"%d") % 5)
for template, values in ((b"%d", b"1"), (b"%s", "a"), (b"%s", 5), (b"%c", 256), (b"%c", b"ab"), (b"%c", "a"), (b"%y", 1),
    (b"%d", ()), (b"%d", (1, 2)), (b"%(a)s", 5), (b"%(a)s", {"a": 1}), (b"%", 1), (b"x", 1), (b"%f", b"a"), (b"%x", 1.5),
    (b"%i", None), (b"%\xe9", 1)):
    try:
        print(template % values)
    except Exception as error:
        print(type(error).__name__, error)
