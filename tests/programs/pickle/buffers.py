# PickleBuffer, and what stays out of the pickle.
import io
import pickle
from pickle import PickleBuffer


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


class Keeper(bytearray):
    def __reduce_ex__(self, protocol):
        if protocol >= 5:
            return type(self)._again, (PickleBuffer(self),), None
        return type(self)._again, (bytes(self),)

    @classmethod
    def _again(cls, value):
        with memoryview(value) as view:
            if type(view.obj) is cls:
                return view.obj
        return cls(value)


for data in (b"abc", bytearray(b"xyz")):
    buffer = PickleBuffer(data)
    raw = buffer.raw()
    print(bytes(raw), raw.readonly, raw.format, raw.ndim, memoryview(buffer).obj is data, memoryview(buffer).nbytes)
    print(pickle.dumps(buffer), pickle.loads(pickle.dumps(buffer)))
    for protocol in range(5):
        attempt(pickle.dumps, buffer, protocol)
    out = []
    pickled = pickle.dumps([buffer, buffer], buffer_callback=out.append)
    print(pickled, out == [buffer, buffer])
    again = pickle.loads(pickled, buffers=out)
    print([type(one) for one in again], [bytes(one) for one in again])
    again = pickle.loads(pickled, buffers=iter([b"new", bytearray(b"er")]))
    print([(type(one).__name__, bytes(one), memoryview(one).readonly) for one in again])
    attempt(pickle.loads, pickled)
    attempt(pickle.loads, pickled, buffers=[b"one"])
    attempt(pickle.loads, pickled, buffers=5)
    attempt(pickle.loads, pickled, buffers=[1, 2])
    raw.release()
    buffer.release()
    buffer.release()
    attempt(buffer.raw)
    attempt(memoryview, buffer)
    attempt(pickle.dumps, buffer)
attempt(PickleBuffer, 1)

big = Keeper(b"keeper" * 3)
for callback in (None, lambda buffer: None, lambda buffer: True, lambda buffer: 1 / 0):
    attempt(lambda: pickle.loads(pickle.dumps(big, buffer_callback=callback), buffers=[big]) is big)
for protocol in range(6):
    print(protocol, pickle.loads(pickle.dumps(big, protocol)))

grid = memoryview(bytes(range(12))).cast("B", (3, 4))
print(PickleBuffer(grid).raw().tolist(), pickle.dumps(PickleBuffer(grid)))
every_other = memoryview(b"abcdef")[::2]
attempt(PickleBuffer(every_other).raw)
attempt(pickle.dumps, PickleBuffer(every_other))
numbers = memoryview(bytearray(8)).cast("i")
print(PickleBuffer(numbers).raw().format, bytes(PickleBuffer(numbers).raw()))
held = bytearray(b"held")
buffer = PickleBuffer(held)
attempt(held.append, 1)
buffer.release()
attempt(held.append, 33)
print(held)


class Log(io.BytesIO):
    def write(self, data):
        print("  write", type(data).__name__, memoryview(data).nbytes)
        return super().write(data)


long = b"l" * 70000
for value in (long, bytearray(long), "s" * 70000, PickleBuffer(long), [1, long, 2], ["x" * 1000] * 3 + [str(i) * 100 for i in range(300)]):
    for protocol in (3, 4, 5):
        if protocol == 5 or not isinstance(value, (PickleBuffer, bytearray)):
            log = Log()
            pickle.dump(value, log, protocol)
            again = pickle.loads(log.getvalue())
            print(protocol, len(log.getvalue()), again == (bytes(value) if isinstance(value, PickleBuffer) else value))
