# Type parameters and aliases, with bounds and defaults.
type A = int
type B[T, *Ts, **P] = dict[T, Ts, P]
type C[T: int, U: (str, bytes) = str, *V = *tuple[int], **W = [int]] = T
def gen[T: int = 3, *U = x, **V = y](a: T, *b: *U, c: V = 1, d=2) -> T: return a
async def agen[T](a: T): yield a
class K[T, U = int](Base, metaclass=M):
    x: T
    def m[S](self, a: S) -> T: return a
    type Z[Q] = T | Q
