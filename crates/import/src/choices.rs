//! What a file is written in, and what a person may say about it.

/// How the bytes stand for letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// UTF-8, with a byte order mark or without.
    Utf8,
    /// UTF-16, the lower byte first.
    Utf16Le,
    /// UTF-16, the higher byte first.
    Utf16Be,
    /// GB18030, and so GBK and GB2312 too.
    Gb18030,
}

/// What stands between two cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tabulator.
    Tab,
}

/// What kind of file it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// A text with a row a line.
    Csv,
    /// A workbook.
    Xlsx,
}

/// What a person says about a file; what they leave open is guessed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Choices {
    /// Of a text.
    pub encoding: Option<Encoding>,
    /// Of a text.
    pub separator: Option<Separator>,
    /// Which sheet of a workbook, from 0.
    pub sheet: Option<usize>,
}

/// Codes as they stand on the wire.
macro_rules! codes {
    ($name:ident { $($variant:ident = $code:literal,)* }) => {
        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The one of that code.
            pub fn of(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

codes!(Encoding { Utf8 = "utf-8", Utf16Le = "utf-16le", Utf16Be = "utf-16be", Gb18030 = "gb18030", });
codes!(Separator { Comma = "comma", Semicolon = "semicolon", Tab = "tab", });
codes!(Format { Csv = "csv", Xlsx = "xlsx", });

impl Separator {
    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}
