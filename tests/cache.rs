//! The bytecode cache: when it is used, when not, and that no damage to it does harm.
//!
//! `HYALINE_FLIPS=100000` sets how many single bits are flipped.

use hyaline::bytecode::{CodeId, Const, ConstId, Opcode, Program, unit, verify};
use hyaline::cache::{HashCheck, SourceFile, Validation, cache_path, decode, encode, load, store};
use hyaline::codegen::{CompileOptions, generate};
use hyaline::scope::Scopes;
use hyaline::{ParseOptions, Source, parse};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};
use std::{env, thread};

/// How many bits are flipped if nothing else is asked for.
const FLIPS: usize = 5_000;
const MAIN: &str = "import m\nprint(m.VALUE)\n";

/// A folder of a test's own.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cache-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let folder = Folder(path);
        folder.write("main.py", MAIN);
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    /// Writes a module as if long ago.
    fn write_old(&self, name: &str, text: &str) {
        self.write(name, text);
        set_time(&self.path(name), SystemTime::now() - Duration::from_secs(1000));
    }

    fn cache(&self) -> PathBuf {
        self.path("__pycache__/m.hyaline-314.pyc")
    }

    fn source(&self) -> SourceFile {
        SourceFile::open(&self.path("m.py")).unwrap()
    }

    fn run(&self, args: &[&str]) -> String {
        self.run_with(args, &[])
    }

    /// What `main.py` prints; errors are none.
    fn run_with(&self, args: &[&str], environment: &[(&str, &str)]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hyaline"));
        command.env_remove("PYTHONDONTWRITEBYTECODE").env_remove("PYTHONPYCACHEPREFIX");
        command.args(args).arg("main.py").current_dir(&self.0).envs(environment.iter().copied());
        let output = command.output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap().trim_end().into()
    }

    /// Names below the folder, sorted, without those of the programs.
    fn caches(&self) -> Vec<String> {
        let (mut found, mut pending) = (Vec::new(), vec![self.0.clone()]);
        while let Some(folder) = pending.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    pending.push(path);
                } else if path.extension().is_none_or(|end| end != "py") {
                    found.push(path.strip_prefix(&self.0).unwrap().display().to_string());
                }
            }
        }
        found.sort();
        found
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn set_time(path: &Path, time: SystemTime) {
    File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

fn compile(text: &str) -> Program {
    let source = Source::new("m.py", text);
    let ast = parse(&source, ParseOptions::default()).ast.unwrap();
    generate(&source, &ast, &Scopes::of(&ast), CompileOptions::default()).program.unwrap()
}

#[test]
fn what_is_cached_runs() {
    let folder = Folder::new("runs");
    folder.write_old("m.py", "VALUE = 'source'\n");
    assert_eq!(folder.run(&[]), "source");
    assert_eq!(folder.caches(), ["__pycache__/m.hyaline-314.pyc"]);
    // Another program in its cache shows that this is what runs.
    store(&folder.cache(), &folder.source(), Validation::Stamp, &compile("VALUE = 'cache'\n")).unwrap();
    assert_eq!(folder.run(&[]), "cache");
    assert_eq!(folder.run(&["-B"]), "cache");
    folder.write_old("m.py", "VALUE = 'edited'\n");
    assert_eq!(folder.run(&[]), "edited");
    assert!(load(&folder.cache(), &folder.source(), HashCheck::Default).is_ok());
}

#[test]
fn names_and_switches() {
    let folder = Folder::new("names");
    folder.write("m.py", "VALUE = __cached__ and __cached__ == __spec__.cached, __debug__, __doc__\n");
    let unwritten = [(&["-B"][..], &[][..]), (&[], &[("PYTHONDONTWRITEBYTECODE", "1")])];
    for (switches, variables) in unwritten {
        assert_eq!(folder.run_with(switches, variables), "(True, True, None)");
        assert!(folder.caches().is_empty());
    }
    assert_eq!(folder.run(&["-O"]), "(True, False, None)");
    assert_eq!(folder.run(&["-OO"]), "(True, False, None)");
    assert_eq!(folder.run(&[]), "(True, True, None)");
    let all = ["m.hyaline-314.opt-1.pyc", "m.hyaline-314.opt-2.pyc", "m.hyaline-314.pyc"];
    assert_eq!(folder.caches(), all.map(|name| format!("__pycache__/{name}")));
    fs::remove_dir_all(folder.path("__pycache__")).unwrap();
    let prefix = folder.path("elsewhere");
    let below = prefix.join(folder.0.strip_prefix("/").unwrap_or(&folder.0)).join(all[2]);
    for (switch, variable) in [(Some(format!("-Xpycache_prefix={}", prefix.display())), None), (None, Some(prefix.clone()))]
    {
        let switches: Vec<&str> = switch.iter().map(String::as_str).collect();
        let variable = variable.as_ref().map(|prefix| ("PYTHONPYCACHEPREFIX", prefix.to_str().unwrap()));
        assert_eq!(folder.run_with(&switches, variable.as_slice()), "(True, True, None)");
        assert!(below.is_file(), "{}", below.display());
        fs::remove_dir_all(&prefix).unwrap();
    }
    assert_eq!(cache_path(&folder.path("m.py"), None, 0), Some(folder.cache()));
}

/// Programs see and change what `sys` says.
#[test]
fn what_sys_says() {
    let folder = Folder::new("sys");
    folder.write("m.py", "VALUE = 1\n");
    folder.write("main.py", "import sys\nsys.dont_write_bytecode = True\nimport m\nprint(sys.pycache_prefix)\n");
    assert_eq!((folder.run(&[]), folder.caches()), ("None".into(), vec![]));
    folder.write("main.py", "import sys\nsys.pycache_prefix = 'p'\nimport m\nprint(m.__cached__[:2])\n");
    assert_eq!(folder.run(&[]), "p/");
    assert_eq!(folder.caches().len(), 1);
}

/// The same size, and a time that does not tell.
#[test]
fn quick_edits_show() {
    let folder = Folder::new("edits");
    for round in 0..6 {
        folder.write("m.py", &format!("VALUE = {round}\n"));
        assert_eq!(folder.run(&[]), round.to_string());
    }
    // The clock ticks once in a while only.
    let time = SystemTime::now();
    for round in 0..6 {
        folder.write("m.py", &format!("VALUE = {round}\n"));
        set_time(&folder.path("m.py"), time);
        assert_eq!(folder.run(&[]), round.to_string());
    }
    // Whoever reads while it is written anew gets a whole one.
    folder.write_old("m.py", "VALUE = 7\n");
    assert_eq!(folder.run(&[]), "7");
    assert!(load(&folder.cache(), &folder.source(), HashCheck::Default).is_ok());
}

#[test]
fn caches_by_hash() {
    let folder = Folder::new("hash");
    let cached = compile("VALUE = 'cache'\n");
    for (validation, check, stale_runs) in [
        (Validation::CheckedHash, "default", false),
        (Validation::CheckedHash, "never", true),
        (Validation::UncheckedHash, "default", true),
        (Validation::UncheckedHash, "always", false),
    ] {
        folder.write_old("m.py", "VALUE = 'source'\n");
        store(&folder.cache(), &folder.source(), validation, &cached).unwrap();
        // Neither time nor size count.
        set_time(&folder.path("m.py"), SystemTime::now());
        let switches = ["--check-hash-based-pycs", check];
        assert_eq!(folder.run(&switches), "cache");
        folder.write("m.py", "VALUE = 'other'\n");
        assert_eq!(folder.run(&switches), if stale_runs { "cache" } else { "other" });
        // What took its place is of the same kind: another would be of another time.
        set_time(&folder.path("m.py"), SystemTime::now() - Duration::from_secs(500));
        assert!(load(&folder.cache(), &folder.source(), HashCheck::Never).is_ok());
    }
    let misuse = Command::new(env!("CARGO_BIN_EXE_hyaline")).args(["--check-hash-based-pycs", "no"]).output().unwrap();
    let words = "--check-hash-based-pycs must be one of 'default', 'always', or 'never'";
    assert!(String::from_utf8_lossy(&misuse.stderr).starts_with(words));
    assert_eq!(misuse.status.code(), Some(2));
}

#[test]
fn what_cannot_be_written_or_read_is_no_error() {
    let folder = Folder::new("readonly");
    folder.write("m.py", "VALUE = 1\n");
    folder.write("__pycache__", "no folder");
    assert_eq!(folder.run(&[]), "1");
    fs::remove_file(folder.path("__pycache__")).unwrap();
    fs::create_dir_all(folder.cache()).unwrap();
    assert_eq!(folder.run(&[]), "1");
    assert!(folder.caches().is_empty());
    fs::remove_dir_all(folder.path("__pycache__")).unwrap();
    #[cfg(unix)]
    {
        // A pipe that nobody writes to.
        fs::create_dir(folder.path("__pycache__")).unwrap();
        assert!(Command::new("mkfifo").arg(folder.cache()).status().unwrap().success());
        assert_eq!(folder.run(&[]), "1");
        fs::remove_dir_all(folder.path("__pycache__")).unwrap();
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder.path("m.py"), fs::Permissions::from_mode(0o440)).unwrap();
        assert_eq!(folder.run(&[]), "1");
        assert_eq!(fs::metadata(folder.cache()).unwrap().permissions().mode() & 0o777, 0o640);
        fs::set_permissions(&folder.0, fs::Permissions::from_mode(0o555)).unwrap();
        fs::remove_dir_all(folder.path("__pycache__")).ok();
        assert_eq!(folder.run(&[]), "1");
        fs::set_permissions(&folder.0, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

/// Many processes at once, some of which are killed: there is a whole cache, or none.
#[test]
fn processes_side_by_side() {
    let folder = Folder::new("processes");
    let lines: String =
        (0..400).map(|number| format!("def f{number}(a, b={number}): return [a, b, 'text {number}']\n")).collect();
    let text = |round: usize| format!("VALUE = {}\n{lines}", 100 + round);
    for round in 0..4 {
        folder.write("m.py", &text(round));
        let mut children: Vec<_> = (0..6)
            .map(|_| {
                let mut command = Command::new(env!("CARGO_BIN_EXE_hyaline"));
                command.arg("main.py").current_dir(&folder.0).env_remove("PYTHONDONTWRITEBYTECODE");
                command.stdout(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        let killed = children.split_off(3);
        for (index, mut child) in killed.into_iter().enumerate() {
            thread::sleep(Duration::from_millis(30 + 40 * index as u64));
            let _ = (child.kill(), child.wait());
        }
        for child in children {
            let output = child.wait_with_output().unwrap();
            assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{}\n", 100 + round));
        }
        assert_eq!(folder.run(&[]), (100 + round).to_string());
    }
}

/// A small program with something of everything.
const TEXT: &str = "
import math
LIMITS = (1, 2.5, 3j, 'é', b'x', None, ..., 10**30, (True, False))
class A[T]:
    '''doc'''
    def method(self, a, /, b=1, *c, d, **e) -> T:
        try:
            return [x for x in a if x in {1, 2, 'é'}] + [lambda: (a, b)]
        except* ValueError as error:
            raise KeyError from error
        finally:
            del b
async def f(x):
    async with x as y:
        async for z in y:
            yield await z
match LIMITS:
    case (1, *rest): VALUE = rest[1:2]
print(f'{VALUE!r:>10} {math.pi}')
";

#[test]
fn bits_and_truncations() {
    let folder = Folder::new("bits");
    folder.write_old("m.py", TEXT);
    let program = compile(TEXT);
    store(&folder.cache(), &folder.source(), Validation::Stamp, &program).unwrap();
    let whole = fs::read(folder.cache()).unwrap();
    let source = folder.source();
    let loaded = |bytes: &[u8]| {
        fs::write(folder.cache(), bytes).unwrap();
        load(&folder.cache(), &source, HashCheck::Default).ok()
    };
    let restored = loaded(&whole).unwrap();
    assert_eq!((&restored.codes, &restored.constants), (&program.codes, &program.constants));
    let flips = env::var("HYALINE_FLIPS").ok().and_then(|text| text.parse().ok()).unwrap_or(FLIPS);
    let bits = whole.len() * 8;
    for flip in 0..flips {
        // Each bit once as long as there are some, spread evenly if there are too many.
        let bit = if flips < bits { flip * bits / flips } else { flip % bits };
        let mut damaged = whole.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert!(loaded(&damaged).is_none(), "bit {bit}");
    }
    assert!((0..whole.len()).all(|end| loaded(&whole[..end]).is_none()));
    // To the end: a damaged cache is compiled anew.
    fs::write(folder.cache(), &whole[..whole.len() / 2]).unwrap();
    folder.write_old("m.py", "VALUE = 5\n");
    assert_eq!(folder.run(&[]), "5");
}

/// Images that a checksum was made for after they were damaged: they load quickly or not at all, and what loads is verified.
#[test]
fn damage_under_a_right_checksum() {
    let whole = encode(&compile(TEXT));
    let (mut seed, mut passed) = (1u64, 0);
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % below
    };
    for _ in 0..FLIPS {
        let mut damaged = whole.clone();
        for _ in 0..=random(3) {
            let at = random(damaged.len());
            match random(4) {
                0 => damaged[at] ^= 1 << random(8),
                1 => damaged[at] = random(256) as u8,
                2 => drop(damaged.remove(at)),
                _ => damaged.insert(at, random(256) as u8),
            }
        }
        if let Some(program) = decode(&damaged, "m.py") {
            passed += usize::from(verify(&program).is_ok());
        }
    }
    assert!(passed > 0);
}

/// Things that are right but large, or nested deeply.
#[test]
fn large_and_deep_programs_load() {
    let folder = Folder::new("deep");
    folder.write_old("m.py", "VALUE = 1\n");
    let run = |program: &Program| {
        verify(program).unwrap();
        store(&folder.cache(), &folder.source(), Validation::Stamp, program).unwrap();
        folder.run(&[])
    };
    let base = compile("VALUE = 2\n");
    // Tuples in tuples: deep, and each twice in the next.
    let mut deep = base.clone();
    let first = deep.constants.len() as u32;
    deep.constants.push(Const::Tuple(vec![]));
    deep.constants.extend((first..first + 100_000).map(|id| Const::Tuple(vec![ConstId(id); 2])));
    assert_eq!(run(&deep), "2");
    // Functions in functions.
    let mut nested = base.clone();
    let count = 100_000;
    let mut inner = compile("None\n").codes.remove(0);
    inner.constants = vec![ConstId(first)];
    inner.units = vec![unit(Opcode::LOAD_CONST, 0), unit(Opcode::RETURN_VALUE, 0)];
    (inner.stack_size, inner.positions) = (1, vec![].into());
    nested.constants.push(Const::None);
    for id in 1..count {
        let mut code = inner.clone();
        if id + 1 < count {
            code.constants.push(ConstId(nested.constants.len() as u32));
            nested.constants.push(Const::Code(CodeId(id + 1)));
        }
        nested.codes.push(code);
    }
    nested.constants.push(Const::Code(CodeId(1)));
    let id = ConstId(nested.constants.len() as u32 - 1);
    nested.codes[0].constants.push(id);
    assert_eq!(run(&nested), "2");
}
