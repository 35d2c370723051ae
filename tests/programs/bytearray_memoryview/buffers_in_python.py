# Classes can lend their bytes (PEP 688), and hear of it when they get them back.
class Block:
    def __init__(self, data): self.data, self.lent = bytearray(data), 0

    def __buffer__(self, flags):
        print("lend", flags)
        self.lent += 1
        return memoryview(self.data)

    def __release_buffer__(self, view):
        print("back", bytes(view))
        self.lent -= 1
        view.release()


block = Block(b"abc")
print(bytes(block), block.lent)
print(bytearray(block), b"x" + block, block.lent)
print(b"%b!" % block, b"xabcx".find(block), int.from_bytes(block))

view = memoryview(block)
view[0] = 65
print(block.data, block.lent, view.tolist())
try:
    block.data.append(1)
except BufferError as error:
    print(error)
part = view[1:]
view.release()
print("a part is left", block.lent, part.tobytes())
part.release()
print(block.lent)
block.data.append(100)
with memoryview(block) as view:
    print(view.tobytes(), view.nbytes)
print(block.lent)


class NotAView:
    def __buffer__(self, flags): return b"bytes"


class Silent:
    def __buffer__(self, flags): return memoryview(b"silent")


class Failing:
    def __buffer__(self, flags): raise ValueError("no buffer today")


for value in NotAView(), Silent(), Failing(), object(), type("None", (), {"__buffer__": None})():
    for take in memoryview, bytes, b"".__add__:
        try:
            print(bytes(take(value)))
        except Exception as error:
            print(type(error).__name__, error)

print(b"abc".__buffer__(0).tobytes(), bytearray(b"abc").__buffer__(0).readonly, memoryview(b"abc").__buffer__(0).readonly)
for lend in (lambda: b"abc".__buffer__(1), lambda: b"abc".__buffer__("flags"), lambda: bytearray().__release_buffer__(memoryview(b"")),
             lambda: bytearray().__release_buffer__(5)):
    try:
        print(lend())
    except Exception as error:
        print(type(error).__name__, error)
array = bytearray(b"abc")
view = array.__buffer__(0)
print(array.__release_buffer__(view))
