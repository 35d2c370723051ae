//! `_random`: the Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998), seeded and read as CPython does, so that the numbers
//! are the same.

use super::support;
use crate::builtins::class_to_make;
use crate::number::{Int, IntRef};
use crate::object::{Kind, Module, Opaque, Ref, Tuple, Value, type_flag};
use crate::vm::{ExceptionKind, Native, PyResult, Raised, Vm};
use num_bigint::{BigInt, BigUint, Sign};

const N: usize = 624;
const M: usize = 397;

/// `_random.Random`.
struct Random {
    state: [u32; N],
    /// The next word of the state to be given; all are spent at [`N`].
    index: usize,
}

impl Opaque for Random {
    fn traverse(&self, _: &mut dyn FnMut(&Value)) {}
}

const METHODS: &[Native] = &[
    Native { name: "__new__", signature: "(cls, ...)", function: new },
    Native { name: "__init__", signature: "(self, *args, **kwargs)", function: init },
    Native { name: "random", signature: "(self, /)", function: random },
    Native { name: "seed", signature: "(self, n=None, /)", function: seed },
    Native { name: "getstate", signature: "(self, /)", function: getstate },
    Native { name: "setstate", signature: "(self, state, /)", function: setstate },
    Native { name: "getrandbits", signature: "(self, k, /)", function: getrandbits },
];

pub fn make(vm: &mut Vm) -> Ref<Module> {
    let module = vm.new_module("_random");
    let class = vm.define_type::<Random>("_random.Random", METHODS, &[]);
    class.set_flag(type_flag::BASE, true);
    support::add_type(vm, &module, &class);
    module
}

impl Random {
    fn of_number(seed: u32) -> Random {
        let mut state = [seed; N];
        for at in 1..N {
            let last = state[at - 1];
            state[at] = (last ^ last >> 30).wrapping_mul(1_812_433_253).wrapping_add(at as u32);
        }
        Random { state, index: N }
    }

    fn of_key(key: &[u32]) -> Random {
        let mut random = Random::of_number(19_650_218);
        let state = &mut random.state;
        let mut at = 1;
        for step in 0..N.max(key.len()) {
            let place = step % key.len();
            let last = state[at - 1];
            state[at] = (state[at] ^ (last ^ last >> 30).wrapping_mul(1_664_525))
                .wrapping_add(key[place])
                .wrapping_add(place as u32);
            at = advance(state, at);
        }
        for _ in 1..N {
            let last = state[at - 1];
            state[at] = (state[at] ^ (last ^ last >> 30).wrapping_mul(1_566_083_941)).wrapping_sub(at as u32);
            at = advance(state, at);
        }
        state[0] = 0x8000_0000;
        random
    }

    fn next(&mut self) -> u32 {
        if self.index >= N {
            for at in 0..N {
                let bits = self.state[at] & 0x8000_0000 | self.state[(at + 1) % N] & 0x7fff_ffff;
                let odd = if bits & 1 == 1 { 0x9908_b0df } else { 0 };
                self.state[at] = self.state[(at + M) % N] ^ bits >> 1 ^ odd;
            }
            self.index = 0;
        }
        let mut word = self.state[self.index];
        self.index += 1;
        word ^= word >> 11;
        word ^= word << 7 & 0x9d2c_5680;
        word ^= word << 15 & 0xefc6_0000;
        word ^ word >> 18
    }
}

/// The place after one while a key is mixed in: the first word takes over from the last.
fn advance(state: &mut [u32; N], at: usize) -> usize {
    match at + 1 {
        N => {
            state[0] = state[N - 1];
            1
        }
        next => next,
    }
}

fn new(vm: &mut Vm, args: &[Value]) -> PyResult {
    let base = vm.type_for::<Random>();
    let class = class_to_make(vm, &args[0], &base)?.to_ref();
    Ok(vm.opaque(&class, Random::of_number(0)))
}

fn init(vm: &mut Vm, args: &[Value]) -> PyResult {
    let (given, named) = (args[1].get::<Tuple>().map_or(&[][..], |given| given.items()), vm.len(&args[2])?);
    if named > 0 && vm.type_of(&args[0]).is(&vm.type_for::<Random>()) {
        return Err(vm.type_error("Random() takes no keyword arguments"));
    }
    match given {
        [] => seed(vm, &[args[0].clone(), Value::NULL]),
        [given] => seed(vm, &[args[0].clone(), given.clone()]),
        _ => Err(vm.type_error("Random() requires 0 or 1 argument")),
    }
}

fn me<'a>(vm: &'a mut Vm, random: &'a Value) -> PyResult<&'a mut Random> {
    if random.opaque::<Random>(vm).is_none() {
        return Err(vm.type_error("a random number generator is needed"));
    }
    match random.opaque_mut::<Random>(vm) {
        Some(random) => Ok(random),
        None => unreachable!("it was one just now"),
    }
}

/// The key that an object means: the magnitude of an int, else the hash.
fn key(vm: &mut Vm, object: &Value) -> PyResult<Vec<u32>> {
    if object.is_null() || object.is_none() {
        let mut key = vec![0u8; 4 * N];
        if rustix::rand::getrandom(&mut key, rustix::rand::GetRandomFlags::empty()).is_err() {
            key = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_nanos().to_le_bytes().to_vec();
        }
        return Ok(key.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect());
    }
    let magnitude = match object.as_int() {
        Some(IntRef::Small(small)) => small.unsigned_abs(),
        Some(IntRef::Big(big)) => return Ok(big.magnitude().iter_u32_digits().collect()),
        None => vm.hash(object)? as u64,
    };
    let (low, high) = (magnitude as u32, (magnitude >> 32) as u32);
    Ok(if high == 0 { vec![low] } else { vec![low, high] })
}

fn seed(vm: &mut Vm, args: &[Value]) -> PyResult {
    let key = key(vm, &args[1])?;
    *me(vm, &args[0])? = Random::of_key(&key);
    Ok(Value::NONE)
}

fn random(vm: &mut Vm, args: &[Value]) -> PyResult {
    let random = me(vm, &args[0])?;
    let (high, low) = (random.next() >> 5, random.next() >> 6);
    let number = (f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0;
    Ok(vm.float(number))
}

fn getrandbits(vm: &mut Vm, args: &[Value]) -> PyResult {
    let index = vm.index(&args[1])?;
    let bits = match index.as_int() {
        Some(bits) if bits.is_negative() => return Err(vm.value_error("Cannot convert negative int")),
        Some(IntRef::Small(bits)) => bits as u64,
        // What fits 64 bits is no number of bits that could be had either.
        Some(bits) if bits.bit_length() <= 64 => return Err(vm.memory_error()),
        _ => return Err(vm.overflow_error("Python int too large for C uint64_t")),
    };
    if bits == 0 {
        return Ok(Value::size(0));
    }
    if bits <= 32 {
        return Ok(Value::size((me(vm, &args[0])?.next() >> (32 - bits)) as usize));
    }
    let words = (bits.div_ceil(32)) as usize;
    let mut digits = Vec::new();
    if bits > crate::number::int::MAX_BITS || digits.try_reserve_exact(words).is_err() {
        return Err(vm.memory_error());
    }
    let random = me(vm, &args[0])?;
    digits.extend((0..words).map(|_| random.next()));
    // The last has only as many bits as there are left.
    if let Some(last) = digits.last_mut().filter(|_| !bits.is_multiple_of(32)) {
        *last >>= 32 - bits % 32;
    }
    Ok(vm.integer(Int::from(BigInt::from_biguint(Sign::Plus, BigUint::new(digits)))))
}

fn getstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    let random = me(vm, &args[0])?;
    let words: Vec<Value> = random.state.iter().map(|word| *word as usize).chain([random.index]).map(Value::size).collect();
    Ok(vm.tuple(words))
}

fn word(vm: &mut Vm, value: &Value) -> PyResult<u64> {
    let too_large = |vm: &mut Vm| vm.overflow_error("Python int too large to convert to C unsigned long");
    match value.as_int() {
        None => Err(vm.type_error("an integer is required")),
        Some(int) if int.is_negative() => {
            Err(vm.raise(ExceptionKind::OverflowError, "can't convert negative value to unsigned int"))
        }
        Some(int) => match int.to_i128().and_then(|int| u64::try_from(int).ok()) {
            Some(word) => Ok(word),
            None => Err(too_large(vm)),
        },
    }
}

#[cold]
fn invalid_state(vm: &mut Vm) -> Raised {
    vm.value_error("invalid state")
}

fn setstate(vm: &mut Vm, args: &[Value]) -> PyResult {
    if args[1].kind() != Kind::Tuple {
        return Err(vm.type_error("state vector must be a tuple"));
    }
    let Some(items) = args[1].get::<Tuple>().map(|state| state.items()).filter(|items| items.len() == N + 1) else {
        return Err(vm.value_error("state vector is the wrong size"));
    };
    let mut state = [0; N];
    for (place, item) in state.iter_mut().zip(items) {
        *place = word(vm, item)? as u32;
    }
    let index = match items[N].as_int() {
        None => return Err(vm.type_error("an integer is required")),
        Some(index) => index.to_i64(),
    };
    let Some(index) = index else {
        return Err(vm.overflow_error("Python int too large to convert to C long"));
    };
    let Some(index) = usize::try_from(index).ok().filter(|index| *index <= N) else { return Err(invalid_state(vm)) };
    *me(vm, &args[0])? = Random { state, index };
    Ok(Value::NONE)
}
