//! `strftime` and `asctime`, in the locale "C", with the flags and widths of the GNU C library.

use super::calendar::{Fields, days_of, timestamp_of};

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// No directive asks for more.
const WIDEST: usize = 1 << 16;

fn day(fields: &Fields) -> &'static str {
    DAYS[fields.weekday.rem_euclid(7) as usize]
}

fn month(fields: &Fields) -> &'static str {
    MONTHS[(fields.month - 1).rem_euclid(12) as usize]
}

pub fn asctime(fields: &Fields) -> String {
    let Fields { day: of_month, hour, minute, second, year, .. } = fields;
    let (day, month) = (&day(fields)[..3], &month(fields)[..3]);
    format!("{day} {month}{of_month:3} {hour:02}:{minute:02}:{second:02} {year}")
}

/// A directive's text, and how it is padded unless a flag says otherwise.
enum Part {
    Number { value: i64, width: usize, pad: char },
    Text(String),
}

/// What follows a per cent sign: flags, a width, `E` or `O`, then the letter.
#[derive(Default)]
struct Flags {
    pad: Option<char>,
    unpadded: bool,
    upper: bool,
    swapped: bool,
    width: usize,
}

/// The format, WTF-8, with its directives filled in. Directives that there are not stay as they are.
pub fn strftime(format: &[u8], fields: &Fields) -> Vec<u8> {
    let mut made = Vec::with_capacity(format.len());
    let mut rest = format;
    while let Some(at) = rest.iter().position(|byte| *byte == b'%') {
        made.extend_from_slice(&rest[..at]);
        let (flags, letter) = flags(&rest[at + 1..]);
        let end = at + 1 + letter;
        match rest.get(end).and_then(|letter| part(*letter, fields)) {
            Some(part) => {
                made.extend_from_slice(written(part, &flags).as_bytes());
                rest = &rest[end + 1..];
            }
            None => {
                made.extend_from_slice(&rest[at..end]);
                rest = &rest[end..];
            }
        }
    }
    made.extend_from_slice(rest);
    made
}

/// The flags before a letter, and where that is.
fn flags(text: &[u8]) -> (Flags, usize) {
    let (mut flags, mut at) = (Flags::default(), 0);
    while let Some(byte) = text.get(at) {
        match byte {
            b'_' => flags.pad = Some(' '),
            b'0' => flags.pad = Some('0'),
            b'-' => flags.unpadded = true,
            b'^' => flags.upper = true,
            b'#' => flags.swapped = true,
            _ => break,
        }
        at += 1;
    }
    while let Some(digit) = text.get(at).filter(|byte| byte.is_ascii_digit()) {
        flags.width = (flags.width * 10 + usize::from(digit - b'0')).min(WIDEST);
        at += 1;
    }
    if matches!(text.get(at), Some(b'E' | b'O')) && text.get(at + 1).is_some_and(u8::is_ascii_alphabetic) {
        at += 1;
    }
    (flags, at)
}

fn written(part: Part, flags: &Flags) -> String {
    let (text, width, pad) = match part {
        Part::Number { value, width, pad } => (value.to_string(), flags.width.max(width), flags.pad.unwrap_or(pad)),
        Part::Text(text) => (text, flags.width, flags.pad.unwrap_or(' ')),
    };
    let text = match (flags.upper, flags.swapped) {
        (true, _) => text.to_uppercase(),
        (_, true) if text.chars().all(|c| !c.is_lowercase()) => text.to_lowercase(),
        (_, true) => text.to_uppercase(),
        _ => text,
    };
    let missing = if flags.unpadded { 0 } else { width.saturating_sub(text.len()) };
    match (text.strip_prefix('-'), pad) {
        (Some(digits), '0') => format!("-{}{digits}", "0".repeat(missing)),
        _ => format!("{}{text}", String::from(pad).repeat(missing)),
    }
}

fn part(letter: u8, fields: &Fields) -> Option<Part> {
    let number = |value: i64, width: usize| Part::Number { value, width, pad: '0' };
    let spaced = |value: i64| Part::Number { value, width: 2, pad: ' ' };
    let text = |text: &str| Part::Text(text.into());
    let again = |format: &str| Part::Text(String::from_utf8_lossy(&strftime(format.as_bytes(), fields)).into_owned());
    let hour = (fields.hour + 11).rem_euclid(12) + 1;
    let half = if fields.hour < 12 { "AM" } else { "PM" };
    Some(match letter {
        b'a' => text(&day(fields)[..3]),
        b'A' => text(day(fields)),
        b'b' | b'h' => text(&month(fields)[..3]),
        b'B' => text(month(fields)),
        b'c' => again("%a %b %e %H:%M:%S %Y"),
        b'C' => number(fields.year.div_euclid(100), 2),
        b'd' => number(fields.day, 2),
        b'D' | b'x' => again("%m/%d/%y"),
        b'e' => spaced(fields.day),
        b'F' => again("%Y-%m-%d"),
        b'g' => number(week_of_year(fields).0.rem_euclid(100), 2),
        b'G' => number(week_of_year(fields).0, 1),
        b'H' => number(fields.hour, 2),
        b'I' => number(hour, 2),
        b'j' => number(fields.yearday, 3),
        b'k' => spaced(fields.hour),
        b'l' => spaced(hour),
        b'm' => number(fields.month, 2),
        b'M' => number(fields.minute, 2),
        b'n' => text("\n"),
        b'p' => text(half),
        b'P' => text(&half.to_lowercase()),
        b'r' => again("%I:%M:%S %p"),
        b'R' => again("%H:%M"),
        b's' => number(timestamp_of(fields), 1),
        b'S' => number(fields.second, 2),
        b't' => text("\t"),
        b'T' | b'X' => again("%H:%M:%S"),
        b'u' => number(fields.weekday + 1, 1),
        // Weeks begin on Sunday, or Monday; the days before the first are in week 0.
        b'U' => number((fields.yearday + 6 - (fields.weekday + 1) % 7) / 7, 2),
        b'V' => number(week_of_year(fields).1, 2),
        b'w' => number((fields.weekday + 1) % 7, 1),
        b'W' => number((fields.yearday + 6 - fields.weekday) / 7, 2),
        b'y' => number(fields.year.rem_euclid(100), 2),
        b'Y' => number(fields.year, 1),
        b'z' => {
            let (sign, minutes) = (if fields.zone.offset < 0 { '-' } else { '+' }, fields.zone.offset.abs() / 60);
            Part::Text(format!("{sign}{:02}{:02}", minutes / 60, minutes % 60))
        }
        b'Z' => text(&fields.zone.name),
        b'%' => text("%"),
        _ => return None,
    })
}

/// The year and number of an ISO 8601 week.
fn week_of_year(fields: &Fields) -> (i64, i64) {
    let week = (fields.yearday - 1 - fields.weekday + 10) / 7;
    let weeks = |year: i64| {
        let first = (days_of(year, 1, 1) + 3).rem_euclid(7);
        let is_leap = days_of(year + 1, 1, 1) - days_of(year, 1, 1) == 366;
        if first == 3 || first == 2 && is_leap { 53 } else { 52 }
    };
    match week {
        0 => (fields.year - 1, weeks(fields.year - 1)),
        week if week > weeks(fields.year) => (fields.year + 1, 1),
        week => (fields.year, week),
    }
}
