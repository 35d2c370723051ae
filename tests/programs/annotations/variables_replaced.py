"""Type variables in aliases of `typing` are replaced by what these are subscripted with."""
import pickle
import typing
from typing import Annotated, Callable, Concatenate, Dict, Generic, List, ParamSpec, Tuple, TypeVar, TypeVarTuple, Union, Unpack

T = TypeVar("T")
U = TypeVar("U", default=int)
Ts = TypeVarTuple("Ts")
Us = TypeVarTuple("Us", default=Unpack[Tuple[int, str]])
P = ParamSpec("P")
Q = ParamSpec("Q", default=[int])


def shown(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


shown(lambda: List[T][int])
shown(lambda: List[T][()])
shown(lambda: Dict[T, U][str])
shown(lambda: dict[T, U][str])
shown(lambda: Dict[T, List[U]][str, bytes])
shown(lambda: List[Annotated[T, 5]][int])
shown(lambda: Tuple[T, T][int, str])
shown(lambda: Union[T, List[U]][int, str])
shown(lambda: Callable[P, T][str])
shown(lambda: Callable[P, T][[str], int])
shown(lambda: Callable[Q, U][[str]])
shown(lambda: Callable[Concatenate[int, P], T][[str], float])
shown(lambda: Tuple[T, Unpack[Ts]][str])
shown(lambda: Tuple[T, Unpack[Us]][str])
shown(lambda: Tuple[T, Unpack[Ts]][()])
shown(lambda: Tuple[Unpack[Ts], T][str, int, bool])


class G(Generic[T, Unpack[Ts]]):
    def __init__(self):
        self.value = 1


shown(lambda: G[int])
shown(lambda: G[int, str, bool, T, U][int, bytes])
shown(lambda: [pickle.loads(pickle.dumps(G(), protocol)).value for protocol in range(6)])
shown(lambda: T.__typing_prepare_subst__(List[T], ()))
shown(lambda: T.__typing_prepare_subst__(List[T], []))
shown(lambda: T.__typing_prepare_subst__(List[T], [int]))
shown(lambda: T.__typing_prepare_subst__(List[T], "i"))
shown(lambda: T.__typing_prepare_subst__(List[T], 3))
shown(lambda: U.__typing_prepare_subst__(List[U], ()))
shown(lambda: U.__typing_prepare_subst__(List[U], []))
shown(lambda: T.__typing_prepare_subst__(List[U], ()))
shown(lambda: iter(Union[str, T]))
shown(lambda: list(Union[str, T]))
