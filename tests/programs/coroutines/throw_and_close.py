class Wait:
    def __await__(self):
        try:
            return (yield "waiting")
        finally:
            print("wait over")


async def task(name):
    try:
        return await Wait()
    except ValueError as error:
        print(name, "caught", error)
        return await Wait()
    finally:
        print(name, "finally")


c = task("a")
print(c.send(None))
print(c.throw(ValueError("thrown in")))
try:
    c.send("done")
except StopIteration as stop:
    print(stop.value)
c = task("b")
c.send(None)
c.close()
c = task("c")
c.send(None)
try:
    c.throw(KeyError("k"))
except KeyError as error:
    print("out", error)
task("never started").close()


async def ignores():
    while True:
        try:
            await Wait()
        except GeneratorExit:
            print("ignored")


c = ignores()
c.send(None)
try:
    c.close()
except RuntimeError as error:
    print(error)
finally:
    try:
        c.throw(SystemError("really end"))
    except SystemError as error:
        print(error)
