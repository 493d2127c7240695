//! Who is there already: by the code of the other system, else by name, else by phone. Source: CUS-11

use super::rows::plain;
use domain::customer::{Profile, keys as k};
use std::collections::HashMap;

/// Fewer digits are an extension or a slip, and many share them.
const PHONE_DIGITS: usize = 7;

/// Who is known, to be asked for somebody.
#[derive(Clone, Debug)]
pub struct Twins<T> {
    all: Vec<(T, String)>,
    codes: HashMap<String, usize>,
    names: HashMap<String, Vec<usize>>,
    phones: HashMap<String, Vec<usize>>,
}

/// Somebody who seems to be the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Found<T> {
    /// Who.
    pub who: T,
    /// The key of the field by which they were found.
    pub by: &'static str,
}

impl<T> Default for Twins<T> {
    fn default() -> Self {
        Self { all: Vec::new(), codes: HashMap::new(), names: HashMap::new(), phones: HashMap::new() }
    }
}

impl<T: Copy> Twins<T> {
    /// Takes somebody in. Of two with one code the first is found.
    pub fn put(&mut self, profile: &Profile, who: T) {
        let (at, code) = (self.all.len(), plain(profile.get(k::CODE)));
        self.all.push((who, code.clone()));
        if !code.is_empty() {
            self.codes.entry(code).or_insert(at);
        }
        self.names.entry(plain(profile.get(k::NAME))).or_default().push(at);
        for digits in phones(profile) {
            self.phones.entry(digits).or_default().push(at);
        }
    }

    /// Somebody with the same code, else the same name, else the same phone. Whoever has another code is somebody else:
    /// branches share a name, and shops in one house a phone.
    pub fn find(&self, profile: &Profile) -> Option<Found<T>> {
        self.find_by(profile.get(k::CODE), profile.get(k::NAME)).or_else(|| {
            let code = plain(profile.get(k::CODE));
            let mut places =
                phones(profile).into_iter().filter_map(|digits| self.phones.get(&digits)).flatten();
            places.find_map(|at| self.at(*at, &code)).map(|who| Found { who, by: k::PHONE })
        })
    }

    /// The same by code and name alone; either may be empty.
    pub fn find_by(&self, code: &str, name: &str) -> Option<Found<T>> {
        let (code, name) = (plain(code), plain(name));
        let by_code = self.codes.get(&code).and_then(|at| self.all.get(*at)).map(|(who, _)| *who);
        if let Some(who) = by_code {
            return Some(Found { who, by: k::CODE });
        }
        let mut places = self.names.get(&name).filter(|_| !name.is_empty()).into_iter().flatten();
        places.find_map(|at| self.at(*at, &code)).map(|who| Found { who, by: k::NAME })
    }

    /// Whoever stands there, unless they have another code than this one.
    fn at(&self, at: usize, code: &str) -> Option<T> {
        let (who, theirs) = self.all.get(at)?;
        (code.is_empty() || theirs.is_empty() || theirs == code).then_some(*who)
    }
}

fn phones(profile: &Profile) -> Vec<String> {
    let all = profile.phones().into_iter().map(|phone| phone.digits());
    all.filter(|digits| digits.len() >= PHONE_DIGITS).collect()
}
