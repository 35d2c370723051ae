//! The switches of running programs: CPython's, and the environment variables that stand for them.

use crate::cache::HashCheck;
use crate::modules::Config;
use crate::modules::sys::LEAST_DIGITS;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

pub const USAGE: &str = "usage: hyaline [option] ... [-c cmd | -m mod | file | -] [arg] ...";

pub const HELP: &str = "\
Options:
-b     : issue warnings about converting bytes to str; -bb: errors
-B     : write no bytecode files; also PYTHONDONTWRITEBYTECODE
-c cmd : run a program given as a string (ends the options)
-d     : debugging output; also PYTHONDEBUG
-E     : ignore PYTHON* environment variables
-h     : print this help
-i     : go on interactively after the program; also PYTHONINSPECT
-I     : isolate from the user's environment (implies -E, -P and -s)
-m mod : run a module as a script (ends the options)
-O     : leave out assert statements; also PYTHONOPTIMIZE; -OO: docstrings too
-P     : add no unsafe path in front of sys.path; also PYTHONSAFEPATH
-q     : print no version on an interactive start
-s     : use no packages of the user; also PYTHONNOUSERSITE
-S     : do not import site
-u     : do not buffer stdout and stderr; also PYTHONUNBUFFERED
-v     : tell what is imported; also PYTHONVERBOSE
-V     : print the version
-W arg : control warnings, as action:message:category:module:line; also PYTHONWARNINGS
-x     : skip the first line of the file
-X opt : options of the implementation; pycache_prefix=DIR: keep bytecode files below DIR; also PYTHONPYCACHEPREFIX
--check-hash-based-pycs default|always|never
       : which bytecode files that go by a hash are compared with their sources
--stdlib DIR
       : take the standard library from there, not the one in this program; also HYALINE_STDLIB
file   : the program; - for standard input
arg    : what the program finds in sys.argv[1:]

hyaline tokens, ast, scopes and dis FILE show the stages of a program; `hyaline tokens --help` tells more.
A program of such a name runs as ./tokens, or after --.
";

/// What to run.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    Code(String),
    Module(String),
    File(PathBuf),
    /// A folder or a zip archive with a module `__main__`.
    Archive(PathBuf),
    Stdin,
    Version,
    Help,
}

/// What the command line says.
#[derive(Clone, Debug)]
pub struct Options {
    pub command: Command,
    pub config: Config,
    pub skip_first_line: bool,
}

/// Why nothing can be run.
#[derive(Debug, PartialEq)]
pub enum Refusal {
    /// The command line makes no sense.
    Misuse(String),
    /// A setting makes no sense: the function of CPython's that would say so, and its words.
    Fatal(&'static str, String),
}

use Refusal::{Fatal, Misuse};

/// Reads the arguments behind the command's name.
pub fn parse(name: &OsStr, args: &[OsString]) -> Result<Options, Refusal> {
    let mut reader = Reader {
        args,
        next: 0,
        options: Options { command: Command::Stdin, config: Config::default(), skip_first_line: false },
    };
    let command = reader.switches()?;
    let Reader { mut options, next, .. } = reader;
    let rest = args[next..].iter().map(|arg| lossless(arg));
    let config = &mut options.config;
    config.orig_argv = std::iter::once(name).chain(args.iter().map(OsString::as_os_str)).map(lossless).collect();
    (options.command, config.argv) = match command {
        Some(Command::Code(code)) => (Command::Code(code), std::iter::once("-c".into()).chain(rest).collect()),
        Some(Command::Module(module)) => (Command::Module(module), std::iter::once("-m".into()).chain(rest).collect()),
        Some(other) => (other, rest.collect()),
        None => match args.get(next) {
            Some(file) if file != "-" => (Command::File(file.into()), rest.collect()),
            Some(_) => (Command::Stdin, rest.collect()),
            None => (Command::Stdin, vec![String::new()]),
        },
    };
    if is_plain_locale() {
        config.streams.errors = "surrogateescape".into();
    }
    if config.ignore_environment == 0 {
        environment(config)?;
    }
    settings(config)?;
    Ok(options)
}

/// Whether the locale says nothing of an encoding, so that what is no UTF-8 is to pass unharmed.
fn is_plain_locale() -> bool {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set);
    locale.is_none_or(|locale| ["C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"].contains(&&*locale))
}

/// An argument as text. What is no UTF-8 is rare enough to be replaced.
fn lossless(arg: &OsStr) -> String {
    arg.to_string_lossy().into_owned()
}

fn hash_check(given: Option<&str>) -> Result<HashCheck, Refusal> {
    match given {
        Some("default") => Ok(HashCheck::Default),
        Some("always") => Ok(HashCheck::Always),
        Some("never") => Ok(HashCheck::Never),
        Some(_) => Err(Misuse("--check-hash-based-pycs must be one of 'default', 'always', or 'never'".into())),
        None => Err(Misuse("Argument expected for the --check-hash-based-pycs option".into())),
    }
}

struct Reader<'a> {
    args: &'a [OsString],
    next: usize,
    options: Options,
}

impl Reader<'_> {
    /// Takes switches off the arguments, up to the program or what stands for one.
    fn switches(&mut self) -> Result<Option<Command>, Refusal> {
        while let Some(arg) = self.args.get(self.next) {
            let text = arg.to_string_lossy().into_owned();
            let Some(letters) = text.strip_prefix('-').filter(|letters| !letters.is_empty()) else { return Ok(None) };
            self.next += 1;
            match letters.strip_prefix('-') {
                Some("") => return Ok(None),
                Some("help") | Some("help-all") => return Ok(Some(Command::Help)),
                Some("version") => return Ok(Some(Command::Version)),
                Some("check-hash-based-pycs") => {
                    let given = self.args.get(self.next).map(|arg| lossless(arg));
                    self.options.config.check_hash_based_pycs = hash_check(given.as_deref())?;
                    self.next += 1;
                }
                Some("stdlib") => {
                    let given = self.args.get(self.next).map(|arg| lossless(arg)).filter(|folder| !folder.is_empty());
                    let folder = given.ok_or_else(|| Misuse("Argument expected for the --stdlib option".into()))?;
                    self.options.config.library = folder;
                    self.next += 1;
                }
                Some(_) => return Err(Misuse(format!("unknown option {text}"))),
                None => {
                    if let Some(command) = self.cluster(letters)? {
                        return Ok(Some(command));
                    }
                }
            }
        }
        Ok(None)
    }

    /// Several switches behind one dash.
    fn cluster(&mut self, letters: &str) -> Result<Option<Command>, Refusal> {
        for (at, letter) in letters.char_indices() {
            let rest = &letters[at + letter.len_utf8()..];
            let config = &mut self.options.config;
            let count = match letter {
                'b' => &mut config.bytes_warning,
                'B' => &mut config.dont_write_bytecode,
                'd' => &mut config.debug,
                'E' => &mut config.ignore_environment,
                'i' => &mut config.inspect,
                'O' => &mut config.optimize,
                'q' => &mut config.quiet,
                's' => &mut config.no_user_site,
                'S' => &mut config.no_site,
                'v' => &mut config.verbose,
                'I' => {
                    (config.ignore_environment, config.no_user_site) = (1, 1);
                    config.safe_path = true;
                    &mut config.isolated
                }
                'P' => {
                    config.safe_path = true;
                    continue;
                }
                'u' => {
                    config.streams.unbuffered = true;
                    continue;
                }
                'x' => {
                    self.options.skip_first_line = true;
                    continue;
                }
                'R' => {
                    config.random_hashes = true;
                    continue;
                }
                't' => continue,
                'h' | '?' => return Ok(Some(Command::Help)),
                'V' => return Ok(Some(Command::Version)),
                'c' => return Ok(Some(Command::Code(self.value(letter, rest)? + "\n"))),
                'm' => return Ok(Some(Command::Module(self.value(letter, rest)?))),
                'W' => {
                    let value = self.value(letter, rest)?;
                    self.options.config.warnoptions.push(value);
                    return Ok(None);
                }
                'X' => {
                    let value = self.value(letter, rest)?;
                    self.xoption(&value);
                    return Ok(None);
                }
                _ => return Err(Misuse(format!("Unknown option: -{letter}"))),
            };
            *count = count.saturating_add(1);
        }
        if self.options.config.inspect > 0 {
            self.options.config.interactive = 1;
        }
        Ok(None)
    }

    /// What follows a switch: the rest of its argument, or the next.
    fn value(&mut self, letter: char, rest: &str) -> Result<String, Refusal> {
        if !rest.is_empty() {
            return Ok(rest.into());
        }
        let Some(value) = self.args.get(self.next) else {
            return Err(Misuse(format!("Argument expected for the -{letter} option")));
        };
        self.next += 1;
        Ok(lossless(value))
    }

    fn xoption(&mut self, text: &str) {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value.to_string())),
            None => (text, None),
        };
        self.options.config.xoptions.push((name.into(), value));
    }
}

/// What the environment adds.
fn environment(config: &mut Config) -> Result<(), Refusal> {
    let text = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let number = |name: &str| text(name).map_or(0, |value| value.trim().parse::<u8>().unwrap_or(1).max(1));
    for (flag, name) in [
        (&mut config.dont_write_bytecode, "PYTHONDONTWRITEBYTECODE"),
        (&mut config.optimize, "PYTHONOPTIMIZE"),
        (&mut config.debug, "PYTHONDEBUG"),
        (&mut config.verbose, "PYTHONVERBOSE"),
        (&mut config.inspect, "PYTHONINSPECT"),
        (&mut config.no_user_site, "PYTHONNOUSERSITE"),
    ] {
        *flag = (*flag).max(number(name));
    }
    config.streams.unbuffered |= text("PYTHONUNBUFFERED").is_some();
    config.safe_path |= text("PYTHONSAFEPATH").is_some();
    config.dev_mode |= text("PYTHONDEVMODE").is_some();
    if let Some(warnings) = text("PYTHONWARNINGS") {
        let own = std::mem::take(&mut config.warnoptions);
        config.warnoptions = warnings.split(',').map(str::to_string).chain(own).collect();
    }
    if let Some(encoding) = text("PYTHONIOENCODING") {
        let (encoding, errors) = encoding.split_once(':').unwrap_or((&encoding, ""));
        if !encoding.is_empty() {
            config.streams.encoding = encoding.into();
        }
        config.streams.errors = if errors.is_empty() { "strict" } else { errors }.into();
    }
    config.pycache_prefix = text("PYTHONPYCACHEPREFIX");
    if let Some(library) = text("HYALINE_STDLIB").filter(|_| config.library.is_empty()) {
        config.library = library;
    }
    if let Some(path) = text("PYTHONPATH") {
        let absolute = |path: PathBuf| std::path::absolute(&path).unwrap_or(path).to_string_lossy().into_owned();
        config.path = std::env::split_paths(&path).map(absolute).collect();
    }
    config.no_debug_ranges |= text("PYTHONNODEBUGRANGES").is_some();
    config.warn_default_encoding |= text("PYTHONWARNDEFAULTENCODING").is_some();
    config.utf8_mode = match text("PYTHONUTF8").as_deref() {
        Some("1") => true,
        None | Some("0") => false,
        Some(_) => return Err(Fatal("preconfig_init_utf8_mode", "invalid PYTHONUTF8 environment variable value".into())),
    };
    if let Some(limit) = text("PYTHONINTMAXSTRDIGITS") {
        config.int_max_str_digits = Some(digits_limit("PYTHONINTMAXSTRDIGITS", Some(&limit))?);
    }
    config.hash_seed = match text("PYTHONHASHSEED").as_deref() {
        _ if config.random_hashes => None,
        None | Some("random") => None,
        Some(seed) => Some(seed.parse().map_err(|_| {
            let words = "PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]";
            Fatal("config_init_hash_seed", words.into())
        })?),
    };
    Ok(())
}

fn digits_limit(from: &str, given: Option<&str>) -> Result<usize, Refusal> {
    match given.and_then(|given| given.parse().ok()) {
        Some(limit) if limit == 0 || limit >= LEAST_DIGITS => Ok(limit),
        _ => {
            let least = LEAST_DIGITS;
            let words = format!("{from}: invalid limit; must be >= {least} or 0 for unlimited.");
            Err(Fatal("config_init_int_max_str_digits", words))
        }
    }
}

/// What `-X` options mean, and what follows from other switches.
fn settings(config: &mut Config) -> Result<(), Refusal> {
    for (name, value) in config.xoptions.clone() {
        match (&*name, value.as_deref()) {
            ("dev", None) => config.dev_mode = true,
            ("no_debug_ranges", _) => config.no_debug_ranges = true,
            ("warn_default_encoding", _) => config.warn_default_encoding = true,
            ("utf8", None | Some("1")) => config.utf8_mode = true,
            ("utf8", Some("0")) => config.utf8_mode = false,
            ("utf8", _) => return Err(Fatal("preconfig_init_utf8_mode", "invalid -X utf8 option value".into())),
            ("int_max_str_digits", value) => {
                config.int_max_str_digits = Some(digits_limit("-X int_max_str_digits", value)?);
            }
            ("pycache_prefix", _) => config.pycache_prefix = value.filter(|folder| !folder.is_empty()),
            _ => {}
        }
    }
    if config.utf8_mode && config.streams.errors == "strict" && std::env::var_os("PYTHONIOENCODING").is_none() {
        config.streams.errors = "surrogateescape".into();
    }
    if config.dev_mode {
        config.warnoptions.insert(0, "default".into());
    }
    match config.bytes_warning {
        0 => {}
        1 => config.warnoptions.push("default::BytesWarning".into()),
        _ => config.warnoptions.push("error::BytesWarning".into()),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(args: &[&str]) -> Result<Options, Refusal> {
        let args: Vec<OsString> = [&["-E"], args].concat().iter().map(OsString::from).collect();
        parse(OsStr::new("hyaline"), &args)
    }

    #[test]
    fn programs_and_their_arguments() {
        let options = parsed(&["-Bu", "a.py", "-c", "x"]).unwrap();
        assert_eq!(options.command, Command::File("a.py".into()));
        assert_eq!(options.config.argv, ["a.py", "-c", "x"]);
        assert!(options.config.streams.unbuffered && options.config.dont_write_bytecode == 1);
        let options = parsed(&["-OOcprint(1)", "-x"]).unwrap();
        assert_eq!((options.command, options.config.optimize), (Command::Code("print(1)\n".into()), 2));
        assert_eq!(options.config.argv, ["-c", "-x"]);
        assert_eq!(parsed(&["--", "-x"]).unwrap().command, Command::File("-x".into()));
        assert_eq!(parsed(&["-"]).unwrap().config.argv, ["-"]);
    }

    #[test]
    fn misuse() {
        let words = |args: &[&str]| match parsed(args).unwrap_err() {
            Misuse(words) | Fatal(_, words) => words,
        };
        assert_eq!(words(&["-z"]), "Unknown option: -z");
        assert_eq!(words(&["-c"]), "Argument expected for the -c option");
        assert_eq!(words(&["--foo"]), "unknown option --foo");
    }
}
