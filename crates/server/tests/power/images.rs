//! Crash images: built, opened as the server would, and asked for everything that was told before the cut.

use super::chance::Chance;
use super::disk::{Disk, Event, parse};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::Path;
use uuid::Uuid;

/// What the images showed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) images: usize,
    pub(crate) told_mutations: usize,
    pub(crate) told_blobs: usize,
    /// Images in which something told is gone.
    pub(crate) lost: usize,
    /// The most of it in one image.
    pub(crate) worst: usize,
    /// Images that do not open or are not sound.
    pub(crate) damaged: usize,
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { images, told_mutations, told_blobs, lost, worst, damaged } = self;
        write!(f, "{images} power cuts ({told_mutations} mutations and {told_blobs} photos told): ")?;
        write!(f, "{lost} lost something told (worst {worst}), {damaged} damaged")
    }
}

/// Cuts the power at `images` places between the first answer and the end.
pub(crate) fn cut(log: &[u8], folder: &Path, images: usize, mut chance: Chance) -> Seen {
    let events = parse(log);
    let first = events.iter().position(|event| event.op == b'A').expect("an answer");
    let mut cuts: Vec<usize> = (0..images).map(|_| first + chance.below(events.len() - first)).collect();
    cuts.sort_unstable();
    let (mut disk, mut told, mut done) = (Disk::default(), Told::default(), 0);
    let mut seen = Seen { images, ..Seen::default() };
    for cut in cuts {
        for event in &events[done..=cut] {
            if event.op == b'A' {
                told.take(event);
            } else if event.name != "told" {
                disk.take(event);
            }
        }
        done = cut + 1;
        let image = disk.after_a_cut(&mut chance);
        write(folder, &image);
        match told.missing(folder, &image) {
            Ok(0) => {}
            Ok(missing) => {
                seen.lost += 1;
                seen.worst = seen.worst.max(missing);
            }
            Err(_) => seen.damaged += 1,
        }
    }
    (seen.told_mutations, seen.told_blobs) = (told.mutations.len(), told.blobs.len());
    seen
}

type Image = BTreeMap<String, Vec<u8>>;

fn write(folder: &Path, image: &Image) {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).unwrap();
    // The photos are looked at where they are; only SQLite needs files.
    for (name, bytes) in image.iter().filter(|(name, _)| !name.contains('/')) {
        fs::write(folder.join(name), bytes).unwrap();
    }
}

/// What was told before the cut.
#[derive(Default)]
struct Told {
    mutations: Vec<Uuid>,
    blobs: Vec<String>,
}

impl Told {
    fn take(&mut self, event: &Event) {
        let line = std::str::from_utf8(&event.data).unwrap().trim_end();
        match line.split_once(' ').unwrap() {
            ("m", id) => self.mutations.push(id.parse().unwrap()),
            ("b", id) => self.blobs.push(id.to_owned()),
            other => panic!("told {other:?}"),
        }
    }

    /// How much of it is not there; an error if the database is not sound.
    fn missing(&self, folder: &Path, image: &Image) -> Result<usize, String> {
        let database = Connection::open(folder.join("huifang.db")).map_err(|error| error.to_string())?;
        let found = read(&database).map_err(|error| error.to_string())?;
        if found.sound != "ok" {
            return Err(found.sound);
        }
        let mutations = self.mutations.iter().filter(|id| !found.mutations.contains(id)).count();
        let blobs = self.blobs.iter().filter(|id| {
            let bytes = image.get(&format!("blobs/{}/{id}", &id[..2]));
            let same = bytes.is_some_and(|bytes| sync::digest::blob_id(bytes).as_str() == *id);
            !same || !found.stored.contains(*id)
        });
        let blobs = blobs.count();
        Ok(mutations + blobs)
    }
}

struct Found {
    sound: String,
    mutations: BTreeSet<Uuid>,
    stored: BTreeSet<String>,
}

fn read(database: &Connection) -> rusqlite::Result<Found> {
    // Recovery must not wait for the disk under this test.
    database.pragma_update(None, "synchronous", "OFF")?;
    let sound = database.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
    let sql = "SELECT m.id FROM mutation m JOIN record r ON r.id = m.record";
    let mutations = database.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let sql = "SELECT json_extract(body, '$.sha256') FROM record WHERE kind = 'attachment'
        AND json_extract(body, '$.bytes') = 'stored'";
    let stored = database.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(Found { sound, mutations, stored })
}
