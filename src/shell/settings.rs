//! How this person wants it to look on this device: language, light and dark, size of type. `boot.js` reads the
//! same keys, so that they hold before the first paint.

use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::*;

const LANGUAGE: &str = "huifang.language";
const THEME: &str = "huifang.theme";
const TYPE: &str = "huifang.type";
const POSITION: &str = "huifang.position";
const MET: &str = "huifang.met";

/// Light or dark.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// As the device has it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Highest contrast, for outside.
    Sunlight,
}

impl Theme {
    /// All, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Auto, Self::Light, Self::Dark, Self::Sunlight];

    /// Its name in the store and in `data-theme`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Sunlight => "sunlight",
        }
    }

    fn named(code: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.code() == code).unwrap_or_default()
    }
}

/// The settings of this device.
#[derive(Clone, Copy)]
pub struct Settings {
    /// The code of the language, if one was chosen.
    pub language: RwSignal<Option<String>>,
    /// Light or dark.
    pub theme: RwSignal<Theme>,
    /// Large type.
    pub large: RwSignal<bool>,
    /// Whether this person agrees that a visit says where it was; nothing while they were not asked. Source: VIS-12
    pub position: RwSignal<Option<bool>>,
    /// Whether somebody read on this device what is good to know first.
    pub met: RwSignal<bool>,
}

impl Settings {
    pub(super) fn read() -> Self {
        let read = |key: &str| LocalStorage::get::<String>(key).ok();
        Self {
            language: RwSignal::new(read(LANGUAGE)),
            theme: RwSignal::new(read(THEME).map(|code| Theme::named(&code)).unwrap_or_default()),
            large: RwSignal::new(read(TYPE).as_deref() == Some("large")),
            position: RwSignal::new(read(POSITION).map(|code| code == "yes")),
            met: RwSignal::new(read(MET).is_some()),
        }
    }

    /// Another language, from now on.
    pub fn speak(self, code: &str) {
        keep(LANGUAGE, Some(code));
        self.language.set(Some(code.to_owned()));
    }

    /// Tells the document which language it is in.
    pub fn speaking(code: &str) {
        set("lang", Some(code));
    }

    /// Another light, from now on.
    pub fn shine(self, theme: Theme) {
        let code = (theme != Theme::Auto).then_some(theme.code());
        keep(THEME, code);
        set("data-theme", code);
        self.theme.set(theme);
    }

    /// Agrees, or not, from now on that a visit says where it was.
    pub fn locate(self, agreed: bool) {
        keep(POSITION, Some(if agreed { "yes" } else { "no" }));
        self.position.set(Some(agreed));
    }

    /// What is good to know first was read.
    pub fn meet(self) {
        keep(MET, Some("yes"));
        self.met.set(true);
    }

    /// Another size of type, from now on.
    pub fn enlarge(self, large: bool) {
        let code = large.then_some("large");
        keep(TYPE, code);
        set("data-type", code);
        self.large.set(large);
    }
}

fn keep(key: &str, value: Option<&str>) {
    match value {
        // Where the browser gives no room the setting holds until the page is closed; no reason to trouble anyone.
        Some(value) => drop(LocalStorage::set(key, value)),
        None => LocalStorage::delete(key),
    }
}

/// An attribute of the document's root, which the style sheets and the browser read.
fn set(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else { return };
    // It fails only for names that are no attribute names.
    drop(match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    });
}
