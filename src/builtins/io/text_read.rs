//! Reading of a `TextIOWrapper`, and its places.
//!
//! Text that was read waits as it came; line ends are translated when it is taken. So a place in the text is a place in the
//! bytes of which it was made: a position is where these begin, and as many of them as give the text that was taken.

use super::super::codecs;
use super::super::text::{optional_ssize, ssize};
use super::newlines::{LineEnds, translated};
use super::text::{Text, buffer, check_open, flush, hand_over, state, without_signature};
use super::{attribute, buffered, call, says, size_argument, unsupported};
use crate::object::{Str, Value};
use crate::text::codecs::Codec;
use crate::text::wtf8::count_chars;
use crate::vm::{ExceptionKind, PyResult, Vm};

impl Text {
    /// Forgets what was read ahead.
    pub fn forget(&mut self) {
        (self.decoded, self.taken, self.chunk, self.undecoded) = (Vec::new(), 0, Vec::new(), 0);
        self.at_end = false;
        self.decoder = Value::NULL;
    }

    fn rest(&self) -> &[u8] {
        &self.decoded[self.taken..]
    }

    /// Takes so many bytes of the text, with line ends as the reader wants them.
    fn take(&mut self, len: usize) -> Vec<u8> {
        let part = &self.decoded[self.taken..self.taken + len];
        let part = match self.ends == LineEnds::Universal && part.contains(&b'\r') {
            true => translated(part),
            false => part.to_vec(),
        };
        self.taken += len;
        part
    }
}

/// That the stream can be read: the buffer.
fn check_readable(vm: &mut Vm, me: &Value) -> PyResult {
    let buffer = check_open(vm, me)?;
    if buffered::is_buffered(vm, &buffer) && buffered::can_read(vm, &buffer) || says(vm, &buffer, "readable")? {
        if !state(vm, me)?.pending.is_empty() {
            hand_over(vm, me, &buffer)?;
            call(vm, &buffer, "flush", &[])?;
        }
        Ok(buffer)
    } else {
        Err(unsupported(vm, "not readable"))
    }
}

/// More bytes of the buffer; empty at the end.
fn more_bytes(vm: &mut Vm, buffer: &Value, size: Option<usize>, has_read1: bool) -> PyResult<Vec<u8>> {
    if let Some(size) = size.filter(|_| buffered::is_buffered(vm, buffer)) {
        return buffered::read1(vm, buffer, size);
    }
    let method = if has_read1 && size.is_some() { "read1" } else { "read" };
    let size: Vec<Value> = size.map(Value::size).into_iter().collect();
    let bytes = call(vm, buffer, method, &size)?;
    match super::super::buffer::contents(vm, &bytes)? {
        Some(bytes) => Ok(bytes.into_owned()),
        None => {
            let class = vm.type_of(&bytes).name();
            let words = format!("underlying {method}() should have returned a bytes-like object, not '{class}'");
            Err(vm.type_error(words))
        }
    }
}

/// Reads more; false at the end.
fn fill(vm: &mut Vm, me: &Value, buffer: &Value, all: bool) -> PyResult<bool> {
    let this = state(vm, me)?;
    let (size, has_read1) = (this.chunk_size, this.has_read1);
    let bytes = more_bytes(vm, buffer, (!all).then_some(size), has_read1)?;
    let is_end = bytes.is_empty() || all;
    let this = state(vm, me)?;
    if this.taken == this.decoded.len() {
        // What was taken is forgotten, but for bytes that are not whole characters yet.
        let keep = this.chunk.split_off(this.chunk.len() - this.undecoded);
        this.chunk = keep;
        this.decoded.clear();
        this.taken = 0;
    }
    this.chunk.extend_from_slice(&bytes);
    let is_start = this.decoded.is_empty();
    let text = decode(vm, me, &bytes, is_end)?;
    let this = state(vm, me)?;
    if this.ends.is_universal() {
        this.seen.look(&text);
        if is_end {
            this.seen.finish();
        }
    }
    let got = !text.is_empty();
    if is_start {
        this.decoded = text
    } else {
        this.decoded.extend(text)
    }
    this.at_end = is_end;
    Ok(!bytes.is_empty() || got)
}

/// The text of more bytes.
fn decode(vm: &mut Vm, me: &Value, bytes: &[u8], is_end: bool) -> PyResult<Vec<u8>> {
    let this = state(vm, me)?;
    let errors = this.errors.clone();
    let Some(codec) = this.codec else { return decode_by_registry(vm, me, bytes, is_end) };
    let waiting = bytes.len() + this.undecoded;
    let input = this.chunk[this.chunk.len() - waiting..].to_vec();
    if let Codec::Utf8 = codec
        && let Ok(text) = std::str::from_utf8(&input)
    {
        this.undecoded = 0;
        return Ok(text.as_bytes().to_vec());
    }
    // The order of wide units is asked for once, when there are enough bytes to tell.
    let needed = match codec {
        Codec::Utf16(None) => 2,
        Codec::Utf32(None) => 4,
        Codec::Utf8Sig => 3,
        _ => 0,
    };
    if input.len() < needed && !is_end {
        this.undecoded = input.len();
        return Ok(Vec::new());
    }
    let (text, done) = codecs::decode_by(vm, codec, &input, is_end, &errors)?;
    let resolved = match codec {
        Codec::Utf8Sig if !input.is_empty() => Codec::Utf8,
        codec if !input.is_empty() => codec.resolve(&input).0,
        codec => codec,
    };
    let this = state(vm, me)?;
    this.codec = Some(resolved);
    this.undecoded = input.len() - done;
    Ok(text.as_bytes().to_vec())
}

fn decode_by_registry(vm: &mut Vm, me: &Value, bytes: &[u8], is_end: bool) -> PyResult<Vec<u8>> {
    if state(vm, me)?.decoder.is_null() {
        let decoder = new_decoder(vm, me)?;
        state(vm, me)?.decoder = decoder;
    }
    let decoder = state(vm, me)?.decoder.clone();
    let bytes = vm.bytes(bytes);
    let text = call(vm, &decoder, "decode", &[bytes, Value::bool(is_end)])?;
    match text.get::<Str>() {
        Some(text) => Ok(text.as_bytes().to_vec()),
        None => {
            let class = vm.type_of(&text).name();
            Err(vm.type_error(format!("decoder should return a string result, not '{class}'")))
        }
    }
}

fn new_decoder(vm: &mut Vm, me: &Value) -> PyResult {
    let this = state(vm, me)?;
    let (encoding, errors) = (this.encoding.clone(), this.errors.clone());
    let info = codecs::lookup(vm, &encoding)?;
    let errors = vm.str(&errors);
    let make = attribute(vm, &info, "incrementaldecoder")?;
    vm.call(&make, &[errors])
}

pub fn read(vm: &mut Vm, args: &[Value]) -> PyResult {
    let me = &args[0];
    let size = size_argument(vm, &args[1])?;
    let buffer = check_readable(vm, me)?;
    let Some(size) = size else {
        fill(vm, me, &buffer, true)?;
        let this = state(vm, me)?;
        let len = this.rest().len();
        let text = this.take(len);
        return Ok(vm.str_from(&text));
    };
    let (mut text, mut chars) = (Vec::new(), 0);
    loop {
        let this = state(vm, me)?;
        let len = first_chars(this.rest(), size - chars, this.ends == LineEnds::Universal, this.at_end);
        let part = this.take(len);
        chars += count_chars(&part);
        text.extend(part);
        if chars >= size || !fill(vm, me, &buffer, false)? && state(vm, me)?.rest().is_empty() {
            return Ok(vm.str_from(&text));
        }
    }
}

/// How many bytes the first so many characters have, where `\r\n` counts as one if line ends are translated. A `\r` at the end
/// waits for what comes.
fn first_chars(text: &[u8], chars: usize, translates: bool, at_end: bool) -> usize {
    if !text.contains(&b'\r') || !translates {
        if text.is_ascii() {
            return chars.min(text.len());
        }
        let starts = text.iter().enumerate().filter(|(_, byte)| !crate::object::is_continuation(**byte));
        return starts.map(|(at, _)| at).nth(chars).unwrap_or(text.len());
    }
    let (mut at, mut left) = (0, chars);
    while left > 0 && at < text.len() {
        match &text[at..] {
            [b'\r', b'\n', ..] => at += 2,
            [b'\r'] if !at_end => return at,
            rest => at += crate::object::decode(rest).map_or(1, |(_, len)| len),
        }
        left -= 1;
    }
    at.min(text.len())
}

/// Takes a line, with its end; empty at the end of the file.
fn take_line(vm: &mut Vm, me: &Value, most: Option<usize>) -> PyResult<Vec<u8>> {
    let buffer = check_readable(vm, me)?;
    let mut searched = 0;
    loop {
        let this = state(vm, me)?;
        let rest = this.rest();
        // A line end of two characters may begin where the last search stopped.
        let from = searched.min(rest.len());
        let end = this.ends.line_end(&rest[from..], this.at_end).map(|end| from + end);
        searched = rest.len().saturating_sub(1);
        let limit = most.map(|most| first_chars(rest, most, this.ends == LineEnds::Universal, true));
        match (end, limit) {
            (Some(end), limit) => {
                let end = limit.map_or(end, |limit| limit.min(end));
                return Ok(this.take(end));
            }
            (None, Some(limit)) if limit < rest.len() => return Ok(this.take(limit)),
            _ => {}
        }
        if !fill(vm, me, &buffer, false)? {
            let this = state(vm, me)?;
            let len = this.rest().len();
            let end = this.ends.line_end(this.rest(), true).unwrap_or(len);
            return Ok(this.take(end));
        }
    }
}

pub fn readline(vm: &mut Vm, args: &[Value]) -> PyResult {
    let most = usize::try_from(optional_ssize(vm, &args[1], -1)?).ok();
    let line = take_line(vm, &args[0], most)?;
    Ok(vm.str_from(&line))
}

pub fn next(vm: &mut Vm, args: &[Value]) -> PyResult {
    let me = &args[0];
    check_open(vm, me)?;
    state(vm, me)?.telling = false;
    let line = match vm.type_of(me).is(&vm.type_for::<Text>()) {
        true => {
            let line = take_line(vm, me, None)?;
            vm.str_from(&line)
        }
        false => call(vm, me, "readline", &[])?,
    };
    if vm.len(&line)? == 0 {
        let this = state(vm, me)?;
        this.telling = this.seekable;
        return Ok(Value::NULL);
    }
    Ok(line)
}

pub fn tell_method(vm: &mut Vm, args: &[Value]) -> PyResult {
    let place = tell(vm, &args[0])?;
    Ok(vm.int(place))
}

/// Where in the bytes the reader or writer is.
pub fn tell(vm: &mut Vm, me: &Value) -> PyResult<i64> {
    let buffer = check_open(vm, me)?;
    let this = state(vm, me)?;
    let (seekable, telling) = (this.seekable, this.telling);
    if !seekable {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    if !telling {
        return Err(vm.raise(ExceptionKind::OSError, "telling position disabled by next() call"));
    }
    hand_over(vm, me, &buffer)?;
    call(vm, &buffer, "flush", &[])?;
    let place = call(vm, &buffer, "tell", &[])?;
    let place = vm.index_i64(&place)?;
    let this = state(vm, me)?;
    let start = place - this.chunk.len() as i64;
    Ok(start + bytes_taken(vm, me)? as i64)
}

/// How many of the bytes in `chunk` made the text that was taken.
fn bytes_taken(vm: &mut Vm, me: &Value) -> PyResult<usize> {
    let this = state(vm, me)?;
    let taken = &this.decoded[..this.taken];
    if this.taken == this.decoded.len() {
        return Ok(this.chunk.len() - this.undecoded);
    }
    match this.codec {
        Some(Codec::Utf8) if this.errors == "strict" => {
            // A signature that was skipped is among the bytes.
            let signature = this.chunk.len() - this.undecoded - this.decoded.len();
            return Ok(signature + this.taken);
        }
        Some(Codec::Ascii | Codec::Latin1) => return Ok(count_chars(taken)),
        _ => {}
    }
    // Byte by byte, until the text is there.
    let (chars, chunk, codec, errors) = (count_chars(taken), this.chunk.clone(), this.codec, this.errors.clone());
    let decoder = if codec.is_none() { new_decoder(vm, me)? } else { Value::NULL };
    let (mut made, mut from) = (0, 0);
    for at in 0..chunk.len() {
        if made >= chars {
            return Ok(at);
        }
        match codec {
            Some(codec) => {
                let (text, done) = codecs::decode_by(vm, codec, &chunk[from..=at], false, &errors)?;
                from += done;
                made += text.len_chars();
            }
            None => {
                let byte = vm.bytes(&chunk[at..=at]);
                let text = call(vm, &decoder, "decode", &[byte])?;
                made += text.get::<Str>().map_or(0, |text| text.chars());
            }
        }
    }
    Ok(chunk.len())
}

pub fn seek(vm: &mut Vm, args: &[Value]) -> PyResult {
    let me = &args[0];
    let cookie = ssize(vm, &args[1])? as i64;
    let whence = if args[2].is_null() { 0 } else { vm.index_i64(&args[2])? };
    let own_buffer = check_open(vm, me)?;
    if !state(vm, me)?.seekable {
        return Err(unsupported(vm, "underlying stream is not seekable"));
    }
    let cookie = match whence {
        1 if cookie != 0 => return Err(unsupported(vm, "can't do nonzero cur-relative seeks")),
        1 => {
            flush(vm, me)?;
            tell(vm, me)?
        }
        2 if cookie != 0 => return Err(unsupported(vm, "can't do nonzero end-relative seeks")),
        2 => {
            flush(vm, me)?;
            state(vm, me)?.forget();
            let place = call(vm, &own_buffer, "seek", &[Value::size(0), Value::size(2)])?;
            start_writing_at(vm, me, vm_index(&place))?;
            return Ok(place);
        }
        0 => cookie,
        _ => return Err(vm.value_error(format!("invalid whence ({whence}, should be 0, 1 or 2)"))),
    };
    if cookie < 0 {
        return Err(vm.value_error(format!("negative seek position {cookie}")));
    }
    flush(vm, me)?;
    let place = vm.int(cookie);
    let buffer = buffer(vm, me)?;
    call(vm, &buffer, "seek", std::slice::from_ref(&place))?;
    state(vm, me)?.forget();
    start_writing_at(vm, me, cookie)?;
    Ok(place)
}

fn vm_index(place: &Value) -> i64 {
    place.as_small().unwrap_or(0)
}

/// A signature is written, and looked for, at the start only.
fn start_writing_at(vm: &mut Vm, me: &Value, place: i64) -> PyResult<()> {
    let encoding = state(vm, me)?.encoding.clone();
    let codec = crate::text::codecs::find(&crate::text::codecs::normalize(&encoding));
    let this = state(vm, me)?;
    if place == 0 {
        this.codec = codec;
        this.set_encoder(codec);
    } else {
        this.set_encoder(codec.map(without_signature));
    }
    Ok(())
}
