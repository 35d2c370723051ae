class Array(bytearray):
    pass


a = Array(b"abc")
a.attribute = 5
for protocol in range(6):
    print(bytearray(b"h\xff").__reduce_ex__(protocol), bytearray().__reduce_ex__(protocol), a.__reduce_ex__(protocol))
print(bytearray(b"h").__reduce__())
