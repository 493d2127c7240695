//! Open choices: an enum whose unknown codes are kept, because devices in the field run different builds.

/// Declares an enum of codes. A code of a newer build becomes `Other` and is written back as it came.
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize)]
        #[serde(from = "String", into = "String")]
        pub enum $name {
            $($(#[$vdoc])* $variant,)*
            /// A code this build does not know.
            Other(String),
        }

        impl $name {
            /// The codes a person can choose, in the order they are shown.
            pub const CHOICES: &'static [&'static str] = &[$($code),*];

            /// The code on the wire and in the locale files.
            pub fn code(&self) -> &str {
                match self {
                    $(Self::$variant => $code,)*
                    Self::Other(code) => code,
                }
            }

            /// One of the codes of this build; nothing else comes from a form.
            pub fn choose(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl From<String> for $name {
            fn from(code: String) -> Self {
                Self::choose(&code).unwrap_or(Self::Other(code))
            }
        }

        impl From<$name> for String {
            fn from(choice: $name) -> Self {
                choice.code().to_owned()
            }
        }
    };
}

pub(crate) use choices;
