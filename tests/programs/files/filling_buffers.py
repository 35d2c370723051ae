import _io


def show(function, *args):
    try:
        print(function(*args))
    except Exception as e:
        print(type(e).__name__, e)


for stream in _io.BytesIO(b"abcdef"), _io.BufferedReader(_io.BytesIO(b"abcdef")), open(__file__, "rb", buffering=0):
    for target in bytearray(2), b"ab", "ab", None, memoryview(bytearray(3)), memoryview(b"abc"):
        show(stream.readinto, target)
    stream.close()
