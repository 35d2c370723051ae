class Plain:
    x = int

    def method[T: x, *Ts = *tuple[x], **P = [x]](self, a: T, *args: *Ts, k: P = x) -> x:
        return T, Ts, P

    type Alias = x
    type Generic[T: (x, int) = x] = list[T, x]


class Generic[T, U: T = lambda: T, __P = T](Plain, key=T):
    a: T
    __P: U = T

    def method(self, b: U) -> __P:
        class Inner[V: T](Generic[V]):
            def method(self):
                return super().method(T, U, V, __P)

        return Inner

    def generic[T](self: T, default=T):
        def nested[U](q: (T, U)):
            return T, U

        return nested


def outer[T](x: T = None, *, y=T):
    type A[K: T] = dict[K, T]
    T = 1

    async def inner[T: x](y: A[T]) -> T:
        return [x for x in T]

    return inner
