//! `memoryview.cast`: other formats and shapes of the same bytes.

use super::super::buffer::Buffer;
use super::super::text::str_argument;
use super::{items, me, view};
use crate::object::{IntRef, List, Tuple, Value};
use crate::vm::{PyResult, Vm};

pub fn cast(vm: &mut Vm, args: &[Value]) -> PyResult {
    let mut buffer = me(vm, &args[0])?;
    let format = str_argument(vm, &args[1], "cast() argument 'format'")?.to_string_lossy().into_owned();
    let shape = match args[2].given() {
        None => None,
        Some(shape) => Some(sizes(vm, shape)?),
    };
    if !buffer.is_contiguous() {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    if (shape.is_some() || buffer.shape.len() != 1)
        && shape.as_ref().is_some_and(|shape| shape.len() != 1)
        && buffer.shape.len() > 1
    {
        return Err(vm.type_error("memoryview: cast must be 1D -> ND or ND -> 1D"));
    }
    let Some(item_size) = items::item_size(&format) else {
        return Err(vm.value_error(
            "memoryview: destination format must be a native single character format prefixed with an optional '@'",
        ));
    };
    let is_bytes = |format: &str| matches!(items::letter(format), Some(b'B' | b'b' | b'c'));
    if !is_bytes(&format) && !is_bytes(&buffer.format) {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let len = buffer.byte_len();
    if len % item_size != 0 {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let shape = shape.unwrap_or_else(|| vec![len / item_size]);
    if shape.iter().try_fold(item_size, |product, len| product.checked_mul(*len)) != Some(len) {
        return Err(vm.type_error("memoryview: product(shape) * itemsize != buffer size"));
    }
    let mut strides = vec![item_size as isize; shape.len()];
    for at in (1..shape.len()).rev() {
        strides[at - 1] = strides[at] * shape[at] as isize;
    }
    (buffer.shape, buffer.strides, buffer.item_size, buffer.format) = (shape, strides, item_size, format.as_str().into());
    Ok(view(vm, buffer))
}

fn sizes(vm: &mut Vm, shape: &Value) -> PyResult<Vec<usize>> {
    let items = match (shape.get::<Tuple>(), shape.get::<List>()) {
        (Some(tuple), _) => tuple.items().to_vec(),
        (_, Some(list)) => list.items(vm).clone(),
        _ => return Err(vm.type_error("shape must be a list or a tuple")),
    };
    let mut sizes = Vec::with_capacity(items.len());
    for item in &items {
        match item.as_int().map(IntRef::to_i64) {
            None => return Err(vm.type_error("memoryview.cast(): elements of shape must be integers")),
            Some(Some(size @ 1..)) => sizes.push(size as usize),
            Some(_) => return Err(vm.value_error("memoryview.cast(): elements of shape must be integers > 0")),
        }
    }
    Ok(sizes)
}

/// The bytes in Fortran's order: the first index changes fastest.
pub fn fortran_bytes(vm: &Vm, buffer: &Buffer) -> Vec<u8> {
    let mut offsets = vec![buffer.start as isize];
    for (&len, &stride) in buffer.shape.iter().zip(&buffer.strides) {
        offsets = (0..len as isize).flat_map(|nth| offsets.iter().map(move |at| at + nth * stride)).collect();
    }
    let storage = buffer.storage(vm);
    let item = |at: isize| storage.get(at as usize..at as usize + buffer.item_size).unwrap_or(&[]);
    offsets.into_iter().flat_map(item).copied().collect()
}
