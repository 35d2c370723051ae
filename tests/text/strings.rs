//! The methods of `str`.

use crate::{escape, records, unescape};
use hyaline::text::search::clamp;
use hyaline::text::strings::Ends;
use hyaline::text::{Fault, Wtf8, Wtf8Buf};

/// What a method gave, in the record's words.
type Answer = Result<Vec<String>, Fault>;

#[test]
fn methods() {
    let mut count = 0;
    for (question, expected) in records(include_str!("strings.txt")) {
        let arguments: Vec<Wtf8Buf> = question[1..].iter().map(|argument| unescape(argument)).collect();
        let texts: Vec<Wtf8> = arguments.iter().map(Wtf8Buf::as_wtf8).collect();
        let answer = match ask(question[0], &texts) {
            Ok(answer) => answer,
            Err(fault) => vec![format!("!{fault}")],
        };
        // The empty list and a list of one empty string are written alike.
        let answer = if answer.is_empty() { vec![String::new()] } else { answer };
        let expected = if expected.is_empty() { vec![""] } else { expected };
        assert_eq!(answer, expected, "{question:?}");
        count += 1;
    }
    assert!(count > 1000);
}

fn ask(method: &str, arguments: &[Wtf8]) -> Answer {
    let text = arguments[0];
    let int = |at: usize| arguments[at].as_str().unwrap().parse::<isize>();
    let width = || int(1).unwrap().max(0) as usize;
    let range = || clamp(int(2).ok(), int(3).ok(), text.len_chars());
    let found = |place: Option<usize>| number(place.map_or(-1, |place| place as isize));
    match method {
        "upper" => one(text.to_upper()),
        "lower" => one(text.to_lower()),
        "title" => one(text.to_title()),
        "capitalize" => one(text.capitalize()),
        "swapcase" => one(text.swap_case()),
        "casefold" => one(text.casefold()),
        "isalpha" => truth(text.is_alpha()),
        "isdecimal" => truth(text.is_decimal()),
        "isdigit" => truth(text.is_digit()),
        "isnumeric" => truth(text.is_numeric()),
        "isalnum" => truth(text.is_alnum()),
        "isspace" => truth(text.is_space()),
        "isprintable" => truth(text.is_printable()),
        "isidentifier" => truth(text.is_identifier()),
        "isupper" => truth(text.is_upper()),
        "islower" => truth(text.is_lower()),
        "istitle" => truth(text.is_title()),
        "isascii" => truth(text.is_ascii()),
        "find" => found(range().and_then(|range| text.find(arguments[1], range))),
        "rfind" => found(range().and_then(|range| text.rfind(arguments[1], range))),
        "count" => number(range().map_or(0, |range| text.count(arguments[1], range)) as isize),
        "startswith" => truth(range().is_some_and(|range| text.starts_with(arguments[1], range))),
        "endswith" => truth(range().is_some_and(|range| text.ends_with(arguments[1], range))),
        "split" | "rsplit" => {
            let most = int(2).unwrap();
            match (method, arguments[1].as_bytes()) {
                ("split", b"None") => many(text.split_whitespace(most)),
                ("split", _) => many(text.split(arguments[1], most)?),
                (_, b"None") => many(text.rsplit_whitespace(most)),
                _ => many(text.rsplit(arguments[1], most)?),
            }
        }
        "partition" | "rpartition" => {
            let empty = Wtf8::from("");
            let parts = match method {
                "partition" => text.partition(arguments[1])?.ok_or([text, empty, empty]),
                _ => text.rpartition(arguments[1])?.ok_or([empty, empty, text]),
            };
            many(parts.map_or_else(|whole| whole, |(before, behind)| [before, arguments[1], behind]))
        }
        "removeprefix" => one(text.remove_prefix(arguments[1]).unwrap_or(text).to_buf()),
        "removesuffix" => one(text.remove_suffix(arguments[1]).unwrap_or(text).to_buf()),
        "splitlines" => many(text.lines(arguments[1].as_bytes() == b"True")),
        "replace" => {
            let replaced = text.replace(arguments[1], arguments[2], int(3).unwrap())?;
            one(replaced.unwrap_or_else(|| text.to_buf()))
        }
        "strip" | "lstrip" | "rstrip" => {
            let ends = match method {
                "strip" => Ends::Both,
                "lstrip" => Ends::Left,
                _ => Ends::Right,
            };
            match arguments[1].as_bytes() {
                b"None" => one(text.trim(ends).to_buf()),
                _ => one(text.strip(ends, arguments[1]).to_buf()),
            }
        }
        "expandtabs" => one(text.expand_tabs(width())?),
        "__mul__" => one(text.repeat(int(1).unwrap())?),
        "__getitem__" => one(slice(text, int(1).ok(), int(2).ok(), int(3).unwrap_or(1))),
        _ => panic!("method {method}"),
    }
}

/// What the object layer does with a slice: `PySlice_AdjustIndices`.
fn slice(text: Wtf8, start: Option<isize>, stop: Option<isize>, step: isize) -> Wtf8Buf {
    let len = text.len_chars() as isize;
    let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
    let adjust = |index: isize| if index < 0 { (index + len).max(low) } else { index.min(high) };
    let (first, last) = if step < 0 { (high, low) } else { (low, high) };
    let (start, stop) = (start.map_or(first, adjust), stop.map_or(last, adjust));
    let distance = if step < 0 { start - stop } else { stop - start };
    let count = if distance <= 0 { 0 } else { (distance - 1) / step.abs() + 1 };
    text.slice_step(start.max(0) as usize, step, count as usize)
}

fn one(text: Wtf8Buf) -> Answer {
    assert_eq!(text.as_wtf8().len_chars(), Wtf8::new(text.as_bytes()).len_chars());
    Ok(vec![escape(&text)])
}

fn many<'a>(texts: impl IntoIterator<Item = Wtf8<'a>>) -> Answer {
    Ok(texts.into_iter().map(|text| escape(&text.to_buf())).collect())
}

fn number(value: isize) -> Answer {
    Ok(vec![value.to_string()])
}

fn truth(value: bool) -> Answer {
    Ok(vec![if value { "True" } else { "False" }.into()])
}
