//! What bytes are by how they begin, so that nothing is served as what it is not.

use domain::attachment::Mime;

/// So many bytes tell it.
pub(super) const ENOUGH: u64 = 16;

/// The type of some bytes, if it is one that is taken.
pub fn sniff(bytes: &[u8]) -> Option<Mime> {
    let at = |from: usize, text: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(text));
    if at(0, b"\xFF\xD8\xFF") {
        Some(Mime::Jpeg)
    } else if at(0, b"\x89PNG\r\n\x1a\n") {
        Some(Mime::Png)
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        Some(Mime::WebP)
    } else if at(0, b"\x1A\x45\xDF\xA3") {
        Some(Mime::WebM)
    } else if at(4, b"ftyp") {
        Some(Mime::Mp4)
    } else if at(0, b"%PDF-") {
        Some(Mime::Pdf)
    } else {
        None
    }
}
