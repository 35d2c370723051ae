//! The prompt, through a pseudo terminal: what is typed, what is shown.
//!
//! One terminal tells where its cursor is, as those of people do, and gets the editor; the other does not, and gets plain lines.
#![cfg(unix)]

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::OwnedFd;
use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

struct Terminal {
    master: OwnedFd,
    child: Child,
    shown: String,
    /// How far it was looked at.
    seen: usize,
    answers: bool,
    /// How many prompts of the editor were waited for.
    prompts: usize,
}

impl Terminal {
    fn start(name: &str, answers: bool, args: &[&str], set: &[(&str, &str)]) -> Terminal {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        tcsetwinsize(&master, Winsize { ws_row: 40, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
        let slave = ptsname(&master, Vec::new()).unwrap();
        let open = || {
            let fd = rustix::fs::open(&slave, OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty()).unwrap();
            Stdio::from(fd)
        };
        let history = env::temp_dir().join(format!("hyaline-prompt-{}-{name}", std::process::id()));
        let _ = fs::remove_file(&history);
        let mut command = Command::new(env!("CARGO_BIN_EXE_hyaline"));
        command.args(args).stdin(open()).stdout(open()).stderr(open());
        command
            .env("TERM", "xterm-256color")
            .env("PYTHON_HISTORY", &history)
            .env("PYTHON_COLORS", "0")
            .env_remove("PYTHONSTARTUP");
        command.envs(set.iter().copied()).process_group(0);
        let child = command.spawn().unwrap();
        Terminal { master, child, shown: String::new(), seen: 0, answers, prompts: 0 }
    }

    fn read(&mut self, time: Duration) -> bool {
        let mut fds = [PollFd::new(&self.master, PollFlags::IN)];
        let time = Timespec { tv_sec: time.as_secs() as i64, tv_nsec: time.subsec_nanos().into() };
        if poll(&mut fds, Some(&time)).unwrap_or(0) == 0 {
            return false;
        }
        let mut room = [0; 4096];
        let Ok(count) = rustix::io::read(&self.master, &mut room) else { return false };
        let text = String::from_utf8_lossy(&room[..count]).into_owned();
        if self.answers && text.contains("\x1b[6n") {
            self.send("\x1b[1;1R");
        }
        self.shown += &text;
        count > 0
    }

    fn send(&mut self, text: &str) {
        rustix::io::write(&self.master, text.as_bytes()).unwrap();
    }

    /// Waits until a text is shown behind what was waited for before.
    fn expect(&mut self, text: &str) {
        let end = Instant::now() + PATIENCE;
        loop {
            let plain = plain(&self.shown);
            if let Some(at) = plain.get(self.seen..).and_then(|rest| rest.find(text)) {
                self.seen += at + text.len();
                return;
            }
            let rest = plain.get(self.seen..).unwrap_or("").to_string();
            assert!(Instant::now() < end, "{text:?} is not shown, but {rest:?}\n{:?}", self.shown);
            self.read(Duration::from_millis(100));
        }
    }

    /// Waits until the editor reads the next input: it sets the terminal up for that, then shows the prompt.
    fn prompt(&mut self) {
        self.prompts += 1;
        let end = Instant::now() + PATIENCE;
        while self.shown.matches("\x1b[?2004h").count() < self.prompts {
            assert!(Instant::now() < end, "there is no prompt behind {:?}", self.shown);
            self.read(Duration::from_millis(100));
        }
        self.expect(">>> ");
    }

    fn end(mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < end, "it goes on: {:?}", self.shown);
            self.read(Duration::from_millis(20));
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Without what moves the cursor and colours.
fn plain(shown: &str) -> String {
    let mut text = String::new();
    let mut rest = shown;
    while let Some(start) = rest.find('\x1b') {
        text += &rest[..start];
        let after = &rest[start + 1..];
        let end = match after.strip_prefix('[') {
            Some(sequence) => sequence.find(|c: char| c.is_ascii_alphabetic()).map_or(after.len(), |end| end + 2),
            None => after.len().min(1),
        };
        rest = &after[end..];
    }
    text + rest
}

#[test]
fn lines_on_a_plain_terminal() {
    let mut terminal = Terminal::start("plain", false, &[], &[]);
    terminal.expect("Python 3.14");
    terminal.expect(">>> ");
    terminal.send("1 + 41\n");
    terminal.expect("42\r\n>>> ");
    terminal.send("_ * 2\n");
    terminal.expect("84\r\n>>> ");
    terminal.send("def f(x):\n");
    terminal.expect("... ");
    terminal.send("    return x * 'ab'\n");
    terminal.expect("... ");
    terminal.send("\n");
    terminal.expect(">>> ");
    terminal.send("f(2)\n");
    terminal.expect("'abab'\r\n>>> ");
    terminal.send("1 / 0\n");
    terminal.expect("Traceback (most recent call last):\r\n  File \"<stdin>-4\", line 1, in <module>");
    terminal.expect("ZeroDivisionError: division by zero\r\n>>> ");
    terminal.send("x =\n");
    terminal.expect("SyntaxError: invalid syntax\r\n>>> ");
    terminal.send("import sys; sys.ps1 = 'next: '\n");
    terminal.expect("next: ");
    terminal.send("None; 'text'\n");
    terminal.expect("'text'\r\nnext: ");
    terminal.send("import sys; sys.displayhook = lambda value: print('shown', value)\n");
    terminal.expect("next: ");
    terminal.send("5\n");
    terminal.expect("shown 5\r\nnext: ");
    terminal.send("exit(3)\n");
    assert_eq!(terminal.end().code(), Some(3));
}

#[test]
fn interrupts_and_the_end() {
    let mut terminal = Terminal::start("ends", false, &["-q"], &[]);
    terminal.expect(">>> ");
    terminal.send("import time; print('begun'); time.sleep(60)\n");
    terminal.expect("begun\r\n");
    rustix::process::kill_process(rustix::process::Pid::from_child(&terminal.child), rustix::process::Signal::INT).unwrap();
    terminal.expect("KeyboardInterrupt");
    terminal.expect(">>> ");
    terminal.send("\x04");
    assert_eq!(terminal.end().code(), Some(0));
}

#[test]
fn stages_of_what_is_typed() {
    let mut terminal = Terminal::start("stages", false, &["-q"], &[]);
    terminal.expect(">>> ");
    terminal.send(":tokens a + 1\n");
    terminal.expect("1,2-1,3:            OP             '+'");
    terminal.expect(">>> ");
    terminal.send(":ast a + 1\n");
    terminal.expect("BinOp(");
    terminal.expect(">>> ");
    terminal.send(":scopes a = 1\n");
    terminal.expect("a");
    terminal.expect(">>> ");
    terminal.send(":dis a + 1\n");
    terminal.expect("BINARY_OP");
    terminal.expect(">>> ");
    terminal.send(":time 6 * 7\n");
    terminal.expect("42\r\n0.");
    terminal.expect(">>> ");
    terminal.send(":ast 1 +\n");
    terminal.expect("SyntaxError: invalid syntax");
    terminal.expect(">>> ");
    terminal.send(":what 1\n");
    terminal.expect(":tokens, :ast, :scopes or :dis");
    terminal.send("quit()\n");
    assert_eq!(terminal.end().code(), Some(0));
}

#[test]
fn after_a_program_and_start_up() {
    let file = env::temp_dir().join(format!("hyaline-prompt-{}.py", std::process::id()));
    fs::write(&file, "x = 7\nraise SystemExit(5)\n").unwrap();
    let mut terminal = Terminal::start("after", false, &["-i", file.to_str().unwrap()], &[]);
    terminal.expect("SystemExit: 5");
    terminal.expect(">>> ");
    terminal.send("x\n");
    terminal.expect("7\r\n>>> ");
    terminal.send("exit()\n");
    assert_eq!(terminal.end().code(), Some(0));
    fs::write(&file, "y = 'from the start'\n").unwrap();
    let mut terminal = Terminal::start("start", false, &["-q"], &[("PYTHONSTARTUP", file.to_str().unwrap())]);
    terminal.expect(">>> ");
    terminal.send("y\n");
    terminal.expect("'from the start'\r\n>>> ");
    terminal.send("\x04");
    assert_eq!(terminal.end().code(), Some(0));
    let _ = fs::remove_file(file);
}

#[test]
fn editing() {
    let mut terminal = Terminal::start("edited", true, &["-q"], &[]);
    terminal.prompt();
    // A correction in the midst.
    terminal.send("print('ac')\x1b[D\x1b[D\x1b[Db\r");
    terminal.expect("\nabc\r\n");
    terminal.prompt();
    // A block, pasted at once.
    let start = Instant::now();
    terminal.send("\x1b[200~def f():\n    return [\n        1,\n        2,\n    ]\n\x1b[201~\r");
    terminal.prompt();
    terminal.send("f()\r");
    terminal.expect("[1, 2]");
    assert!(start.elapsed() < Duration::from_secs(10), "pasting took {:?}", start.elapsed());
    terminal.prompt();
    // History.
    terminal.send("\x1b[A\r");
    terminal.expect("[1, 2]");
    terminal.prompt();
    // Completion.
    terminal.send("import sys; a_long_name = 'found'\r");
    terminal.prompt();
    terminal.send("a_lo\t");
    terminal.expect("a_long_name");
    terminal.send("\r");
    terminal.expect("'found'");
    terminal.prompt();
    // Ctrl-C forgets what was typed, and ends what runs.
    terminal.send("half a li");
    terminal.expect("half a li");
    terminal.send("\x03");
    terminal.expect("KeyboardInterrupt");
    terminal.prompt();
    terminal.send("\x04");
    assert_eq!(terminal.end().code(), Some(0));
}

#[test]
fn colours() {
    let mut terminal = Terminal::start("colours", true, &["-q"], &[("PYTHON_COLORS", "1"), ("CLICOLOR_FORCE", "1")]);
    terminal.expect(">>> ");
    terminal.send("if 'text': 12\r\r");
    terminal.expect("12\r\n");
    terminal.expect(">>> ");
    assert!(terminal.shown.contains("\x1b[1;34mif"), "{:?}", terminal.shown);
    assert!(terminal.shown.contains("\x1b[32m'text'"), "{:?}", terminal.shown);
    terminal.send("exit()\r");
    assert_eq!(terminal.end().code(), Some(0));
}
