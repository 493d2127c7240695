//! Chunks become a whole only when they are what they say.

use super::*;

struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("huifang-blobs-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const CHUNK: usize = Attachment::CHUNK as usize;

fn picture(length: usize) -> Vec<u8> {
    let mut bytes = b"\xFF\xD8\xFF".to_vec();
    bytes.extend((0..length - 3).map(|n| u8::try_from(n % 251).unwrap()));
    bytes
}

#[test]
fn chunks_in_any_order_and_twice_become_the_whole() {
    let folder = Folder::new("order");
    let blobs = Blobs::open(&folder.0).unwrap();
    let bytes = picture(CHUNK * 2 + 5);
    let (id, size) = (blob_id(&bytes), u32::try_from(bytes.len()).unwrap());
    for n in [2_usize, 0, 2] {
        let end = bytes.len().min((n + 1) * CHUNK);
        blobs.keep(&id, size, u32::try_from(n).unwrap(), &bytes[n * CHUNK..end]).unwrap();
        assert_eq!(blobs.assemble(&id, size, |_| true).unwrap(), Assembled::Incomplete);
    }
    assert_eq!(blobs.have(&id, size), [0, 2]);
    blobs.keep(&id, size, 1, &bytes[CHUNK..2 * CHUNK]).unwrap();
    assert_eq!(blobs.assemble(&id, size, |_| true).unwrap(), Assembled::Whole);
    assert_eq!(fs::read(blobs.place(&id)).unwrap(), bytes);
    assert_eq!(blobs.kind(&id).unwrap(), Some(Mime::Jpeg));
    assert!(blobs.have(&id, size).is_empty(), "the chunks are gone");
    assert_eq!(blobs.assemble(&id, size, |_| true).unwrap(), Assembled::Whole);
    assert!(blobs.keep(&id, size, 2, &bytes[2 * CHUNK..]).unwrap(), "again, and it is the same");
    assert!(!blobs.keep(&id, size, 2, &bytes[..5]).unwrap(), "another one");
}

#[test]
fn what_is_not_what_it_says_is_dropped() {
    let folder = Folder::new("drop");
    let blobs = Blobs::open(&folder.0).unwrap();
    let bytes = picture(100);
    let id = blob_id(&bytes);
    blobs.keep(&id, 100, 0, &[7; 100]).unwrap();
    assert_eq!(blobs.assemble(&id, 100, |_| true).unwrap(), Assembled::Dropped);
    assert!(!blobs.is_whole(&id));
    blobs.keep(&id, 100, 0, &bytes).unwrap();
    assert_eq!(blobs.assemble(&id, 100, |_| false).unwrap(), Assembled::Dropped, "of another type");
    assert!(blobs.have(&id, 100).is_empty());
}

#[test]
fn types_are_known_by_their_beginning() {
    for (bytes, mime) in [
        (&b"\xFF\xD8\xFF\xE0"[..], Some(Mime::Jpeg)),
        (b"\x89PNG\r\n\x1a\n....", Some(Mime::Png)),
        (b"RIFF\x01\x02\x03\x04WEBPVP8 ", Some(Mime::WebP)),
        (b"\x1A\x45\xDF\xA3\x01", Some(Mime::WebM)),
        (b"\0\0\0\x20ftypM4A ", Some(Mime::Mp4)),
        (b"%PDF-1.7", Some(Mime::Pdf)),
        (b"<svg xmlns=", None),
        (b"<!doctype html>", None),
        (b"", None),
    ] {
        assert_eq!(sniff(bytes), mime);
    }
}
