//! The module as it is sent: a WebAssembly file without what only developers read.

use crate::run::Outcome;

/// Sections that no browser needs: functions' names (a third of the file), who compiled it, with what.
const FOR_DEVELOPERS: &[&str] = &["name", "producers", "target_features"];

/// A WebAssembly file begins with its magic number and its version.
const HEAD: usize = 8;

/// The id of a section that has a name in the place of a meaning.
const CUSTOM: u8 = 0;

/// The same module without the sections for developers.
pub(crate) fn bare(module: &[u8]) -> Outcome<Vec<u8>> {
    let broken = || "the compiled module is no WebAssembly file".to_owned();
    let (head, mut rest) = module.split_at_checked(HEAD).ok_or_else(broken)?;
    let mut kept = head.to_vec();
    while let Some((&id, after)) = rest.split_first() {
        let (length, body) = number(after).ok_or_else(broken)?;
        let (body, next) = body.split_at_checked(length).ok_or_else(broken)?;
        let (section, _) = rest.split_at(rest.len() - next.len());
        if id != CUSTOM || !FOR_DEVELOPERS.contains(&name(body).ok_or_else(broken)?) {
            kept.extend_from_slice(section);
        }
        rest = next;
    }
    Ok(kept)
}

/// The name at the beginning of a custom section.
fn name(body: &[u8]) -> Option<&str> {
    let (length, rest) = number(body)?;
    std::str::from_utf8(rest.get(..length)?).ok()
}

/// A number in seven bits a byte, the lowest first, and what follows it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut value = 0;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((value, bytes.get(index + 1..)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(id: u8, body: &[u8]) -> Vec<u8> {
        // A length in two bytes, as linkers write them.
        let length =
            [0x80 | u8::try_from(body.len() & 0x7f).unwrap(), u8::try_from(body.len() >> 7).unwrap()];
        [&[id][..], &length, body].concat()
    }

    #[test]
    fn what_developers_read_goes_and_all_else_stays_as_it_was() {
        let head = b"\0asm\x01\0\0\0".to_vec();
        let code = section(10, &[7; 200]);
        let other = section(0, b"\x05dylib");
        let names = section(0, b"\x04name and so on");
        let module = [head.clone(), names.clone(), code.clone(), other.clone(), names].concat();
        assert_eq!(bare(&module).unwrap(), [head, code, other].concat());
    }

    #[test]
    fn a_file_that_breaks_off_is_refused() {
        let module = [b"\0asm\x01\0\0\0".to_vec(), section(10, &[7; 200])].concat();
        assert!(bare(&module[..module.len() - 1]).is_err());
        assert!(bare(b"\0asm").is_err());
    }
}
