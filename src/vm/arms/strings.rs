//! Formatted and template strings.

use crate::object::{Str, Value};
use crate::vm::Vm;
use crate::vm::raised::PyResult;
use crate::vm::registers::Registers;

impl Vm {
    pub(in crate::vm) fn build_string(&mut self, r: &mut Registers, count: u32) {
        let pieces = r.take_operands(count as usize);
        let strs = || pieces.iter().filter_map(|piece| piece.get::<Str>());
        let (len, chars) = strs().fold((0, 0), |(len, chars), str| (len + str.as_bytes().len(), chars + str.chars()));
        let text = self.str_filled(len, chars, |mut out| {
            strs().for_each(|str| {
                out.split_off_mut(..str.as_bytes().len()).unwrap_or_default().copy_from_slice(str.as_bytes())
            });
        });
        r.push(text);
    }

    pub(in crate::vm) fn convert_value(&mut self, r: &mut Registers, how: u32) -> PyResult<()> {
        let value = r.pop();
        let text = match how {
            1 => self.to_str(&value)?,
            2 => self.repr(&value)?,
            _ => self.ascii(&value)?,
        };
        r.push(text);
        Ok(())
    }

    /// `ascii(value)`, a str.
    pub fn ascii(&mut self, value: &Value) -> PyResult {
        let text = self.repr(value)?;
        let Some(str) = text.get::<Str>().filter(|text| !text.is_ascii()) else { return Ok(text) };
        let mut out = Vec::new();
        let mut bytes = str.as_bytes();
        while let Some((point, len)) = crate::object::decode(bytes) {
            match point {
                0..0x80 => out.push(point as u8),
                0x80..0x100 => out.extend(format!("\\x{point:02x}").bytes()),
                0x100..0x1_0000 => out.extend(format!("\\u{point:04x}").bytes()),
                _ => out.extend(format!("\\U{point:08x}").bytes()),
            }
            bytes = &bytes[len..];
        }
        Ok(self.str_from(&out))
    }

    pub(in crate::vm) fn format_simple(&mut self, r: &mut Registers) -> PyResult<()> {
        let value = r.pop();
        let text = match self.type_of(&value).is(&self.types().str) {
            true => value,
            false => {
                let spec = self.str("");
                self.format(&value, &spec)?
            }
        };
        r.push(text);
        Ok(())
    }

    pub(in crate::vm) fn format_with_spec(&mut self, r: &mut Registers) -> PyResult<()> {
        let (spec, value) = (r.pop(), r.pop());
        let text = self.format(&value, &spec)?;
        r.push(text);
        Ok(())
    }

    pub(in crate::vm) fn build_interpolation(&mut self, r: &mut Registers, operand: u32) -> PyResult<()> {
        let spec = if operand & 1 != 0 { r.pop() } else { self.str("") };
        let (expression, value) = (r.pop(), r.pop());
        let conversion = match operand >> 2 {
            1 => self.str("s"),
            2 => self.str("r"),
            3 => self.str("a"),
            _ => Value::NONE,
        };
        let made = self.make_template_part("Interpolation", &[value, expression, conversion, spec])?;
        r.push(made);
        Ok(())
    }

    pub(in crate::vm) fn build_template(&mut self, r: &mut Registers) -> PyResult<()> {
        let (interpolations, strings) = (r.pop(), r.pop());
        let made = self.make_template_part("Template", &[strings, interpolations])?;
        r.push(made);
        Ok(())
    }

    fn make_template_part(&mut self, what: &str, args: &[Value]) -> PyResult {
        match self.template_maker {
            Some(make) => make(self, what, args),
            None => Err(self.runtime_error("template strings are not available")),
        }
    }
}
