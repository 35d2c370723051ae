//! Lines as they come: from terminals that cannot be edited on, and from what is no terminal.

use super::editor::Read;
use crate::vm::{PyResult, Vm, descriptor};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// What was read and is not used yet.
#[derive(Default)]
pub struct Lines {
    pub waiting: Vec<u8>,
}

/// How long a terminal may take to tell where its cursor is.
const PATIENCE: Duration = Duration::from_millis(300);

/// Whether the terminal tells where its cursor is, as the editor needs it. What else came meanwhile is kept.
pub fn can_be_edited_on(lines: &mut Lines) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb" || term.is_empty());
    let streams = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if is_dumb || !streams || set("PYTHON_BASIC_REPL") {
        return false;
    }
    let Some(input) = descriptor::borrow(0) else { return false };
    let Ok(before) = tcgetattr(input) else { return false };
    let mut raw = before.clone();
    raw.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO);
    raw.special_codes[SpecialCodeIndex::VMIN] = 0;
    raw.special_codes[SpecialCodeIndex::VTIME] = 0;
    if tcsetattr(input, OptionalActions::Now, &raw).is_err() {
        return false;
    }
    let asked = std::io::stdout().write_all(b"\x1b[6n").and_then(|()| std::io::stdout().flush());
    let end = Instant::now() + PATIENCE;
    let mut seen = Vec::new();
    let mut answer = None;
    while asked.is_ok() && answer.is_none() {
        let left = end.saturating_duration_since(Instant::now());
        let left = Timespec { tv_sec: 0, tv_nsec: left.subsec_nanos().into() };
        let mut fds = [PollFd::from_borrowed_fd(input, PollFlags::IN)];
        let mut room = [0; 256];
        match poll(&mut fds, Some(&left))
            .and_then(|ready| if ready == 0 { Ok(0) } else { rustix::io::read(input, &mut room) })
        {
            Ok(0) | Err(_) => break,
            Ok(count) => seen.extend_from_slice(&room[..count]),
        }
        answer = answer_in(&seen);
    }
    let _ = tcsetattr(input, OptionalActions::Now, &before);
    if let Some((start, end)) = answer {
        seen.drain(start..end);
    }
    lines.waiting = seen.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect();
    answer.is_some() && lines.waiting.is_empty()
}

/// Where the answer stands: `ESC [ row ; column R`.
fn answer_in(seen: &[u8]) -> Option<(usize, usize)> {
    let start = seen.windows(2).position(|pair| pair == b"\x1b[")?;
    let length = seen[start + 2..].iter().position(|byte| !byte.is_ascii_digit() && *byte != b';')?;
    let end = start + 2 + length;
    (seen[end] == b'R').then_some((start, end + 1))
}

impl Lines {
    /// Reads a line, with the prompt before it.
    pub fn read(&mut self, vm: &mut Vm, prompt: &str) -> PyResult<Read> {
        let is_terminal = std::io::stdin().is_terminal();
        let _ = match is_terminal && std::io::stdout().is_terminal() {
            true => std::io::stdout().write_all(prompt.as_bytes()).and_then(|()| std::io::stdout().flush()),
            false => std::io::stderr().write_all(prompt.as_bytes()),
        };
        let Some(input) = descriptor::borrow(0) else { return Ok(Read::End) };
        loop {
            if let Some(end) = memchr::memchr(b'\n', &self.waiting) {
                let line: Vec<u8> = self.waiting.drain(..=end).collect();
                return Ok(Read::Text(String::from_utf8_lossy(&line[..end]).into_owned()));
            }
            vm.wait_readable(input, None)?;
            // No more than a line, so that the program finds the rest: a terminal gives one at a time.
            let mut room = [0; 4096];
            let most = if is_terminal { room.len() } else { 1 };
            match rustix::io::read(input, &mut room[..most]) {
                Ok(0) if self.waiting.is_empty() => return Ok(Read::End),
                Ok(0) => self.waiting.push(b'\n'),
                Ok(count) => self.waiting.extend_from_slice(&room[..count]),
                Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
                Err(_) => return Ok(Read::End),
            }
        }
    }
}
