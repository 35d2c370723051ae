//! The methods of `bytes`.

use crate::{escape, records, unescape};
use hyaline::text::bytes;
use hyaline::text::strings::Ends;
use hyaline::text::{Fault, Wtf8Buf};

/// What a method gave, in the record's words.
type Answer = Result<Vec<String>, Fault>;

#[test]
fn methods() {
    let mut count = 0;
    for (question, expected) in records(include_str!("bytes.txt")) {
        let arguments: Vec<Wtf8Buf> = question[1..].iter().map(|argument| unescape(argument)).collect();
        let answer = match question[0] {
            "fromhex" => bytes::from_hex_str(arguments[0].as_wtf8()).map(|bytes| vec![shown(&bytes)]),
            method => ask(method, &arguments.iter().map(raw).collect::<Vec<_>>()),
        };
        let answer = match answer {
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

fn raw(text: &Wtf8Buf) -> Vec<u8> {
    text.as_wtf8().code_points().map(|c| c as u8).collect()
}

fn shown(bytes: &[u8]) -> String {
    escape(&bytes.iter().map(|&byte| byte.into()).collect())
}

fn ask(method: &str, arguments: &[Vec<u8>]) -> Answer {
    let whole = &arguments[0][..];
    let argument = |at: usize| &arguments[at][..];
    let int = |at: usize| std::str::from_utf8(argument(at)).unwrap().parse::<isize>().unwrap();
    let width = || int(1).max(0) as usize;
    let or_whole = |changed: Option<Vec<u8>>| one(&changed.unwrap_or_else(|| whole.to_vec()));
    match method {
        "upper" => one(&bytes::to_upper(whole)),
        "lower" => one(&bytes::to_lower(whole)),
        "title" => one(&bytes::to_title(whole)),
        "capitalize" => one(&bytes::capitalize(whole)),
        "swapcase" => one(&bytes::swap_case(whole)),
        "isalpha" => truth(bytes::is_alpha(whole)),
        "isdigit" => truth(bytes::is_digit(whole)),
        "isalnum" => truth(bytes::is_alnum(whole)),
        "isspace" => truth(bytes::is_space(whole)),
        "isupper" => truth(bytes::is_upper(whole)),
        "islower" => truth(bytes::is_lower(whole)),
        "istitle" => truth(bytes::is_title(whole)),
        "split" if argument(1) == b"None" => many(bytes::split_whitespace(whole, int(2))),
        "split" => many(bytes::split(whole, argument(1), int(2))?),
        "rsplit" if argument(1) == b"None" => many(bytes::rsplit_whitespace(whole, int(2))),
        "rsplit" => many(bytes::rsplit(whole, argument(1), int(2))?),
        "partition" => {
            let parts = bytes::partition(whole, argument(1))?;
            many(parts.map_or([whole, b"", b""], |(before, behind)| [before, argument(1), behind]))
        }
        "rpartition" => {
            let parts = bytes::rpartition(whole, argument(1))?;
            many(parts.map_or([b"", b"", whole], |(before, behind)| [before, argument(1), behind]))
        }
        "count" => Ok(vec![bytes::count(whole, argument(1)).to_string()]),
        "splitlines" => many(bytes::lines(whole, argument(1) == b"True")),
        "replace" => or_whole(bytes::replace(whole, argument(1), argument(2), int(3))?),
        "strip" | "lstrip" | "rstrip" => {
            let ends = match method {
                "strip" => Ends::Both,
                "lstrip" => Ends::Left,
                _ => Ends::Right,
            };
            let range = match argument(1) {
                b"None" => bytes::trim(whole, ends),
                set => bytes::strip(whole, ends, set),
            };
            one(&whole[range])
        }
        "center" => or_whole(bytes::center(whole, width(), argument(2)[0])?),
        "ljust" => or_whole(bytes::ljust(whole, width(), argument(2)[0])?),
        "rjust" => or_whole(bytes::rjust(whole, width(), argument(2)[0])?),
        "zfill" => or_whole(bytes::zfill(whole, width())?),
        "expandtabs" => one(&bytes::expand_tabs(whole, width())?),
        "__mul__" => one(&bytes::repeat(whole, int(1))?),
        "join" => one(&bytes::join(whole, arguments[1..].iter().map(|item| &item[..]))?),
        "translate" => one(&bytes::translate(whole, Some(argument(1).try_into().unwrap()), argument(2))),
        "hex" => one(&bytes::hex(whole, Some(argument(1)[0]), int(2))),
        _ => panic!("method {method}"),
    }
}

fn one(bytes: &[u8]) -> Answer {
    Ok(vec![shown(bytes)])
}

fn many<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Answer {
    Ok(parts.into_iter().map(shown).collect())
}

fn truth(value: bool) -> Answer {
    Ok(vec![if value { "True" } else { "False" }.into()])
}
