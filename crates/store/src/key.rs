//! Keys and ranges in the shape that `IndexedDB` knows: numbers, strings, and arrays of them.

use crate::failure::Failure;
use indexed_db_futures::KeyRange;
use indexed_db_futures::primitive::TryToJs as _;
use js_sys::Array;
use sync::{Key, Part, Range};
use wasm_bindgen::{JsCast as _, JsValue};

/// The largest whole number that JavaScript tells from its neighbours is one less: 2^53.
const TOO_LARGE: u64 = 1 << 53;

/// A key as `IndexedDB` takes it.
pub(crate) fn to_js(key: &Key) -> Result<JsValue, Failure> {
    match key {
        Key::Num(number) => number_to_js(*number),
        Key::Text(text) => Ok(JsValue::from_str(text)),
        Key::List(parts) => Ok(list_to_js(parts)?.into()),
    }
}

/// A range as `IndexedDB` takes it; `undefined` is all.
pub(crate) fn range_to_js(range: &Range) -> Result<JsValue, Failure> {
    let range = match range {
        Range::All => return Ok(JsValue::UNDEFINED),
        Range::Within(first) => {
            let from = list_to_js(first)?;
            let to = list_to_js(first)?;
            // Arrays come after every number and string, so this is behind all lists that go on from `first`.
            to.push(&Array::new());
            KeyRange::Bound(JsValue::from(from), true, JsValue::from(to), true)
        }
        Range::After(key) => KeyRange::LowerBound(to_js(key)?, true),
    };
    Ok(range.try_to_js()?)
}

/// A key as it was put. Anything that we never put is unreadable.
pub(crate) fn from_js(key: &JsValue) -> Result<Key, Failure> {
    match key.dyn_ref::<Array>() {
        Some(parts) => parts.iter().map(|part| part_from_js(&part)).collect::<Result<_, _>>().map(Key::List),
        None => part_from_js(key).map(|part| match part {
            Part::Num(number) => Key::Num(number),
            Part::Text(text) => Key::Text(text),
        }),
    }
}

/// A number as `IndexedDB` gives it to an appended value.
pub(crate) fn number_from_js(number: f64) -> Result<u64, Failure> {
    // 2^53 itself is a power of two, so the shift is exact as a float as well.
    if number.fract() != 0.0 || !(0.0..9_007_199_254_740_992.0).contains(&number) {
        return Err(Failure::Unreadable);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole, not negative and below 2^53, as checked above"
    )]
    Ok(number as u64)
}

fn part_from_js(part: &JsValue) -> Result<Part, Failure> {
    if let Some(text) = part.as_string() {
        return Ok(Part::Text(text));
    }
    part.as_f64().ok_or(Failure::Unreadable).and_then(number_from_js).map(Part::Num)
}

fn list_to_js(parts: &[Part]) -> Result<Array, Failure> {
    parts
        .iter()
        .map(|part| match part {
            Part::Num(number) => number_to_js(*number),
            Part::Text(text) => Ok(JsValue::from_str(text)),
        })
        .collect()
}

fn number_to_js(number: u64) -> Result<JsValue, Failure> {
    if number >= TOO_LARGE {
        return Err(Failure::Broken("a key is a number that JavaScript cannot hold".to_owned()));
    }
    #[expect(clippy::cast_precision_loss, reason = "below 2^53, as checked above")]
    Ok(JsValue::from_f64(number as f64))
}
