//! Ctrl-C ends a program, whatever it is doing: each of these says that it has begun, does something that takes very long, and gets
//! the signal. It must report `KeyboardInterrupt` and die of the signal, as a shell expects.
//!
//! `cargo test --test interrupt -- --nocapture` shows how long each took.
#![cfg(unix)]

mod run;

use run::optimised;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const SIGINT: i32 = 2;
/// Into the program's long part, once it says that it has begun.
const HEAD_START: Duration = Duration::from_millis(150);
/// The aim is 200 ms; a busy machine gets more.
const LIMIT: Duration = Duration::from_secs(5);

const PROGRAMS: &[(&str, &str)] = &[
    ("a loop", "while True: pass"),
    ("calls", "def f(): return f and 1\nwhile True: f()"),
    ("a sum", "sum(range(10 ** 12))"),
    ("an endless search", "import itertools\n-1 in itertools.count()"),
    ("a search in a range", "'x' in range(1 << 62)"),
    ("a power", "7 ** (10 ** 9)"),
    ("a product", "x = 7 ** 40_000_000\nx * (x + 1)"),
    ("a quotient", "x = 7 ** 60_000_000\nx // (7 ** 30_000_000 + 1)"),
    ("a number's text", "import sys\nsys.set_int_max_str_digits(0)\nstr(7 ** 50_000_000)"),
    ("a text's number", "import sys\nsys.set_int_max_str_digits(0)\nint('7' * 60_000_000)"),
    ("sorting", "x = [(i * 7919) % 10_000_019 for i in range(4_000_000)]\nwhile True: sorted(x)"),
    (
        "sorting by comparisons",
        "class A:\n def __lt__(self, other): return True\n[A() for _ in range(100_000)].sort()\nwhile True: [A() for _ in range(100)].sort()",
    ),
    ("a search in a list", "x = [0.5] * 20_000_000\nwhile True: 1 in x"),
    ("comparing lists", "x = [[i] for i in range(2_000_000)]\ny = [[i] for i in range(2_000_000)]\nwhile True: x == y"),
    ("a generator", "def g():\n while True: yield 1\nfor x in g(): pass"),
    ("consuming an iterator", "import itertools\nall(itertools.count(1))"),
    ("a map", "max(map(abs, range(10 ** 12)))"),
    ("filling a deque", "import itertools\nfrom _collections import deque\ndeque(itertools.repeat(1), 0)"),
    ("a comprehension", "len({x % 10 for x in range(10 ** 12)})"),
    ("joining", "''.join('x' for _ in iter(int, 1))"),
    ("a repr", "x = [1.5] * 50_000_000\nrepr(x)"),
    ("splitting", "x = 'a ' * 50_000_000\nwhile True: x.split()"),
    ("searching text", "x = 'a' * 200_000\nwhile True: ('a' * 100_000 + 'b') in x"),
    ("replacing", "x = 'ab' * 2_000_000\nwhile True: x.replace('a', 'cc')"),
    ("input", "input()"),
    ("reading", "import sys\nsys.stdin.read()"),
    ("a bare except", "while True:\n try:\n  while True: pass\n except Exception: pass"),
    ("a finalizer", "class A:\n def __del__(self): pass\nwhile True: A()"),
    ("collecting cycles", "import gc\nx = [[] for _ in range(1_000_000)]\nwhile True: gc.collect()"),
    ("permutations", "import itertools\nsum(1 for _ in itertools.permutations(range(20)))"),
    (
        "combinations",
        "import itertools\nlen(tuple(itertools.dropwhile(lambda c: True, itertools.combinations(range(60), 30))))",
    ),
    ("a factorial", "import math\nmath.factorial(20_000_000)"),
    ("a root", "import math\nmath.isqrt(7 ** 50_000_000)"),
    ("a greatest common divisor", "import math\nmath.gcd(7 ** 3_000_000 + 2, 5 ** 3_000_000 + 3)"),
    ("a pattern that tries everything", "import re\nre.match('(a+)+b', 'a' * 60)"),
    ("a pattern over other characters", "import re\nre.search(r'(?:\\w+\\s?)+$', '\u{e4}' * 60 + '!')"),
    (
        "waiting for a child",
        "import os\nimport signal\npid = os.fork()\nif pid == 0:\n os.closerange(0, 3)\n signal.alarm(20)\n signal.pause()\nos.waitpid(pid, 0)",
    ),
    ("a socket", "import socket\na, b = socket.socketpair()\na.recv(1)"),
    ("a modular power", "pow(7, 1 << 100_000, (1 << 100_000) + 1)"),
];

struct Outcome {
    latency: Duration,
    wrong: Option<String>,
}

#[test]
fn interrupts_end_any_program() {
    let outcomes: Vec<(&str, Outcome)> = PROGRAMS.iter().map(|(name, program)| (*name, interrupted(program))).collect();
    for (name, outcome) in &outcomes {
        println!("{:5} ms  {name}", outcome.latency.as_millis());
    }
    let wrong: Vec<String> =
        outcomes.iter().filter_map(|(name, outcome)| Some(format!("{name}: {}", outcome.wrong.as_ref()?))).collect();
    assert!(wrong.is_empty(), "{} of {} programs\n{}", wrong.len(), PROGRAMS.len(), wrong.join("\n"));
}

fn interrupted(program: &str) -> Outcome {
    let program = format!("print('begun', flush=True)\n{program}\n");
    let mut child = Command::new(optimised())
        .args(["-c", &program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut begun = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut begun).unwrap();
    assert_eq!(begun, "begun\n", "{program}");
    let mut err = child.stderr.take().unwrap();
    let err = thread::spawn(move || {
        let mut text = String::new();
        err.read_to_string(&mut text).map(|_| text).unwrap_or_default()
    });
    thread::sleep(HEAD_START);
    if let Some(status) = child.try_wait().unwrap() {
        let wrong = Some(format!("ended by itself, {status}: {}", err.join().unwrap()));
        return Outcome { latency: Duration::ZERO, wrong };
    }
    let sent = Instant::now();
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let ended = wait(&mut child);
    let (latency, err, status) = (sent.elapsed(), err.join().unwrap(), child.wait().unwrap());
    let last = err.trim_end().lines().last().unwrap_or("");
    let wrong = match () {
        () if !ended => Some(format!("still running after {} s", LIMIT.as_secs())),
        () if status.signal() != Some(SIGINT) => Some(format!("ended with {status}: {last}")),
        () if last != "KeyboardInterrupt" => Some(format!("said {last:?}")),
        () => None,
    };
    Outcome { latency, wrong }
}

/// Waits for the end, up to the limit; then ends it.
fn wait(child: &mut Child) -> bool {
    let started = Instant::now();
    while started.elapsed() < LIMIT {
        if child.try_wait().unwrap().is_some() {
            return true;
        }
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    false
}
