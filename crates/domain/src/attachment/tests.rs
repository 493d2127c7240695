//! Attachments: what is taken, and that "stored" is said by the server alone.

use super::*;
use crate::access::{Standing, Who};
use crate::{Command, Policy, Record, decide};
use std::collections::BTreeSet;
use uuid::Uuid;

fn run(before: Option<&Record>, command: impl Into<AttachmentCommand>) -> Result<Accepted, Refusal> {
    let who = Who::Person(UserId(Uuid::from_u128(1)));
    let actor = Standing { who, roles: BTreeSet::new(), holds: Vec::new() };
    let (policy, related) = (Policy::default(), Related::default());
    let ctx = Ctx { actor: &actor, at: Moment::new(1, 480), policy: &policy, related: &related };
    decide(before, &Command::Attachment(command.into()), &ctx)
}

fn add(size: u32, mime: Mime) -> Add {
    let of = RecordId(Uuid::from_u128(5));
    Add { of, customer: None, sha256: BlobId::from_digest([1; 32]), thumb_sha256: None, size, mime }
}

#[test]
fn bytes_are_awaited_until_the_server_has_them() {
    let awaited = run(None, add(300_000, Mime::Jpeg)).unwrap().record;
    let Record::Attachment(attachment) = &awaited else { panic!("another kind") };
    assert_eq!(attachment.bytes, Bytes::Awaited);
    let stored = run(Some(&awaited), Store {}).unwrap().record;
    assert_eq!(run(Some(&stored), Store {}).unwrap().outcome, crate::Outcome::Noop);
    assert_eq!(run(Some(&awaited), add(1, Mime::Jpeg)).unwrap().record, awaited);
}

#[test]
fn nothing_empty_nothing_huge_and_no_drawing_with_scripts() {
    assert!(run(None, add(0, Mime::Jpeg)).is_err());
    assert!(run(None, add(Attachment::MAX_SIZE + 1, Mime::Jpeg)).is_err());
    assert!(run(None, add(10, Mime::from("image/svg+xml".to_owned()))).is_err());
}

#[test]
fn bytes_are_cut_into_chunks() {
    assert_eq!(Attachment::chunks(1), 1);
    assert_eq!(Attachment::chunks(Attachment::CHUNK), 1);
    assert_eq!(Attachment::chunks(Attachment::CHUNK + 1), 2);
}
