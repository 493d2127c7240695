//! A model of a disk at a power cut: what was synced is there; of the rest, anything may be.
//!
//! It is stricter than real file systems: a name is there for certain only once its folder was synced, the writes
//! of a file that were not synced may arrive in any selection, and the last of them may be torn at a sector.

use super::chance::Chance;
use std::collections::BTreeMap;

const SECTOR: usize = 512;

/// One thing that the program did.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) op: u8,
    pub(crate) name: String,
    pub(crate) offset: usize,
    pub(crate) data: Vec<u8>,
}

/// Reads what the shim noted.
pub(crate) fn parse(mut log: &[u8]) -> Vec<Event> {
    let mut events = Vec::new();
    while let Some((head, rest)) = log.split_at_checked(15) {
        let name_len = usize::from(u16::from_le_bytes(head[1..3].try_into().unwrap()));
        let offset = u64::from_le_bytes(head[3..11].try_into().unwrap());
        let data_len = usize::try_from(u32::from_le_bytes(head[11..15].try_into().unwrap())).unwrap();
        let (name, rest) = rest.split_at(name_len);
        let (data, rest) = rest.split_at(data_len);
        events.push(Event {
            op: head[0],
            name: String::from_utf8(name.to_vec()).unwrap(),
            offset: usize::try_from(offset).unwrap(),
            data: data.to_vec(),
        });
        log = rest;
    }
    assert!(log.is_empty(), "the log ends in the middle of a line");
    events
}

/// A change of a folder.
#[derive(Clone, Debug)]
enum Naming {
    Put(String, usize),
    Take(String),
    Move(String, String, usize),
}

/// A change of a file.
#[derive(Clone, Debug)]
enum Change {
    Write(usize, Vec<u8>),
    Cut(usize),
}

type Names = BTreeMap<String, usize>;

/// Names and files as they are for the program, and as they are for certain on the disk.
#[derive(Default)]
pub(crate) struct Disk {
    live: Names,
    certain: Names,
    /// By folder, in order.
    pending_names: BTreeMap<String, Vec<Naming>>,
    files: Vec<Vec<u8>>,
    pending: Vec<Vec<Change>>,
    folders: Vec<bool>,
}

fn folder_of(name: &str) -> String {
    name.rsplit_once('/').map_or_else(String::new, |(folder, _)| folder.to_owned())
}

impl Disk {
    pub(crate) fn take(&mut self, event: &Event) {
        match event.op {
            b'C' | b'M' => {
                let id = self.files.len();
                self.files.push(Vec::new());
                self.pending.push(Vec::new());
                self.folders.push(event.op == b'M');
                self.live.insert(event.name.clone(), id);
                self.rename(&event.name, Naming::Put(event.name.clone(), id));
            }
            b'R' => {
                let to = String::from_utf8(event.data.clone()).unwrap();
                let id = self.live.remove(&event.name).expect("a file to rename");
                self.live.insert(to.clone(), id);
                self.rename(&to, Naming::Move(event.name.clone(), to.clone(), id));
            }
            b'U' => {
                self.live.remove(&event.name);
                self.rename(&event.name, Naming::Take(event.name.clone()));
            }
            b'W' => {
                let id = self.live[&event.name];
                self.pending[id].push(Change::Write(event.offset, event.data.clone()));
            }
            b'T' => {
                let id = self.live[&event.name];
                self.pending[id].push(Change::Cut(event.offset));
            }
            b'S' => self.sync(&event.name),
            other => panic!("an event {other}"),
        }
    }

    fn rename(&mut self, name: &str, naming: Naming) {
        self.pending_names.entry(folder_of(name)).or_default().push(naming);
    }

    fn sync(&mut self, name: &str) {
        match self.live.get(name) {
            Some(id) if !self.folders[*id] => {
                for change in std::mem::take(&mut self.pending[*id]) {
                    apply(&mut self.files[*id], &change, None);
                }
            }
            // A folder; the outermost one has no name.
            _ => {
                for naming in self.pending_names.remove(name).unwrap_or_default() {
                    rename(&mut self.certain, &naming);
                }
            }
        }
    }

    /// One of the states in which the disk may be if the power goes now: files by name.
    pub(crate) fn after_a_cut(&self, chance: &mut Chance) -> BTreeMap<String, Vec<u8>> {
        let mut names = self.certain.clone();
        for namings in self.pending_names.values() {
            // Folders are journalled: what is there of their changes is there in order.
            for naming in &namings[..chance.below(namings.len() + 1)] {
                rename(&mut names, naming);
            }
        }
        let mut image = BTreeMap::new();
        for (name, id) in &names {
            let mut above = folder_of(name);
            while !above.is_empty() && names.contains_key(&above) {
                above = folder_of(&above);
            }
            if above.is_empty() && !self.folders[*id] {
                image.insert(name.clone(), self.file_after_a_cut(*id, chance));
            }
        }
        image
    }

    fn file_after_a_cut(&self, id: usize, chance: &mut Chance) -> Vec<u8> {
        let (mut file, pending) = (self.files[id].clone(), &self.pending[id]);
        match chance.below(4) {
            0 => {}
            1 => pending.iter().for_each(|change| apply(&mut file, change, None)),
            2 => {
                for change in pending {
                    if chance.coin() {
                        apply(&mut file, change, None);
                    }
                }
            }
            _ => {
                let kept = chance.below(pending.len() + 1);
                for (n, change) in pending[..kept].iter().enumerate() {
                    let torn = match change {
                        Change::Write(_, data) if n + 1 == kept => {
                            Some(chance.below(data.len() / SECTOR + 1) * SECTOR)
                        }
                        _ => None,
                    };
                    apply(&mut file, change, torn);
                }
            }
        }
        file
    }
}

fn rename(names: &mut Names, naming: &Naming) {
    match naming {
        Naming::Put(name, id) => {
            names.insert(name.clone(), *id);
        }
        Naming::Take(name) => {
            names.remove(name);
        }
        Naming::Move(from, to, id) => {
            names.remove(from);
            names.insert(to.clone(), *id);
        }
    }
}

/// Applies a change, or only its first `torn` bytes.
fn apply(file: &mut Vec<u8>, change: &Change, torn: Option<usize>) {
    match change {
        Change::Write(offset, data) => {
            let data = &data[..torn.unwrap_or(data.len()).min(data.len())];
            let end = offset + data.len();
            if file.len() < end {
                file.resize(end, 0);
            }
            file[*offset..end].copy_from_slice(data);
        }
        Change::Cut(length) => file.resize(*length, 0),
    }
}
