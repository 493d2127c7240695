//! The pieces every screen is made of: props in, events out. They know no domain and no words; what is to be
//! read comes from the caller. One file per piece, with a style sheet of the same stem in `style/kit/`.

pub mod actions;
pub mod badge;
pub mod banner;
pub mod bar;
pub mod bone;
pub mod button;
pub mod card;
pub mod choices;
pub mod code;
pub mod due;
pub mod empty;
pub mod facts;
pub mod field;
pub mod filters;
pub mod fold;
pub mod group;
pub mod icon;
pub mod list;
pub mod long_list;
pub mod menu;
pub mod meter;
pub mod paper;
pub mod photos;
pub mod pick;
pub mod pill;
pub mod search;
pub mod sheet;
pub mod signature;
pub mod sla;
pub mod steps;
pub mod suggest;
pub mod tabs;
pub mod tag;
pub mod timeline;
pub mod toast;
pub mod tool;
pub mod views;

/// What a colour says. The words or the sign beside it always say the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tone {
    /// Nothing to notice.
    #[default]
    Plain,
    /// Can be pressed, is chosen, or is in motion.
    Accent,
    /// Done.
    Done,
    /// Waits, or is due soon.
    Late,
    /// Overdue or refused: somebody must do something.
    Wrong,
}

impl Tone {
    /// The class of a piece in this tone: `tag tag--late`.
    fn class(self, block: &str) -> String {
        match self {
            Self::Plain => block.to_owned(),
            Self::Accent => format!("{block} {block}--accent"),
            Self::Done => format!("{block} {block}--done"),
            Self::Late => format!("{block} {block}--late"),
            Self::Wrong => format!("{block} {block}--wrong"),
        }
    }
}
