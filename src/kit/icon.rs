//! The signs. Each is one path on a field of 24 by 24, drawn with the ink of the words beside it.

use leptos::prelude::*;

/// Which sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// Something must be done.
    Alert,
    /// To where one came from.
    Back,
    /// Notices.
    Bell,
    /// Something to read.
    Book,
    /// A day.
    Calendar,
    /// Take a picture.
    Camera,
    /// A conversation.
    Chat,
    /// There is more.
    Chevron,
    /// Waits, or a time.
    Clock,
    /// No network.
    CloudOff,
    /// A complaint.
    Complaint,
    /// Refused, or away with it.
    Cross,
    /// Storage.
    Disk,
    /// A paper.
    Doc,
    /// Out of the app.
    Export,
    /// Narrow a list.
    Filter,
    /// On.
    Forward,
    /// A gift.
    Gift,
    /// A picture.
    Image,
    /// The person who is signed in.
    Me,
    /// Speak.
    Mic,
    /// What else can be done.
    More,
    /// Change.
    Pen,
    /// Customers.
    People,
    /// Call.
    Phone,
    /// A place.
    Pin,
    /// New.
    Plus,
    /// On paper.
    Print,
    /// Find.
    Search,
    /// The server.
    Server,
    /// Approval.
    Stamp,
    /// Marked.
    Star,
    /// This device.
    Tablet,
    /// Done.
    Tick,
    /// The day's work.
    Today,
    /// Discard.
    Trash,
    /// In motion.
    Turn,
    /// Take back.
    Undo,
}

impl Sign {
    const fn path(self) -> &'static str {
        match self {
            Self::Alert => "M12 4l9 16H3zM12 10v4.5M12 17.2h.01",
            Self::Back => "M15 5l-7 7 7 7",
            Self::Bell => "M6 17v-6a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21.5h4",
            Self::Book => {
                "M12 6.5C10 5 7 4.5 4 5v13.5c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V5c-3-.5-6 0-8 1.5zM12 6.5V20"
            }
            Self::Calendar => {
                "M6 5h12a2 2 0 0 1 2 2v11a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2v-11a2 2 0 0 1 2 -2zM4 10h16M8 3v4M16 3v4"
            }
            Self::Camera => "M3.5 8H7l2-3h6l2 3h3.5v11.5h-17zM8.5 13.3a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0",
            Self::Chat => "M4 5h16v11.5h-8L7 20.5v-4H4zM8 9.5h8M8 12.5h5",
            Self::Chevron => "M9 5l7 7-7 7",
            Self::Clock => "M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0 -17 0M12 7v5l3.5 2",
            Self::CloudOff => {
                "M9.5 6.3A6 6 0 0 1 18 10.3a4 4 0 0 1 2.6 5.7M16.5 18H7a4.4 4.4 0 0 1-.8-8.7M4 4l16.5 16.5"
            }
            Self::Complaint => "M4 5h16v11.5h-8L7 20.5v-4H4zM12 8.3v3.2M12 13.7h.01",
            Self::Cross => "M6 6l12 12M18 6L6 18",
            Self::Disk => {
                "M4 6c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3zM4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3"
            }
            Self::Doc => "M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6",
            Self::Export => "M12 15V3.5M7.5 8L12 3.5 16.5 8M5 13v7.5h14V13",
            Self::Filter => "M4 6.5h16M7 12h10M10 17.5h4",
            Self::Forward => "M4 12h15M13 6l6 6-6 6",
            Self::Gift => {
                "M5 12v8h14v-8M3.5 8h17v4h-17zM12 8v12M12 8C9 8 7.3 7 7.3 5.3 7.3 3 11 2.8 12 8c1-5.2 4.7-5 4.7-2.7C16.7 7 15 8 12 8z"
            }
            Self::Image => {
                "M6 5h12a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2v-10a2 2 0 0 1 2 -2zM7.5 10a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0M4.5 17.5L9.5 13l4 3.5 3-2.5 3.5 3"
            }
            Self::Me => "M8 8a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M4 21c0-4.2 3.3-7 8-7s8 2.8 8 7",
            Self::Mic => {
                "M12 3h0a3 3 0 0 1 3 3v5a3 3 0 0 1 -3 3h-0a3 3 0 0 1 -3 -3v-5a3 3 0 0 1 3 -3zM5 11.5a7 7 0 0 0 14 0M12 18.5V21"
            }
            Self::More => "M12 5h.01M12 12h.01M12 19h.01",
            Self::Pen => "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5",
            Self::People => {
                "M5.5 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0M2.5 20c0-3.6 2.6-6 6.5-6s6.5 2.4 6.5 6M16 4.8a3.5 3.5 0 0 1 0 6.4M18 14.6c2.2.8 3.5 2.7 3.5 5.4"
            }
            Self::Phone => {
                "M6 3.5h3l2 5-2.5 1.6a11 11 0 0 0 5.4 5.4L15.5 13l5 2v3a2.5 2.5 0 0 1-2.5 2.5A14.5 14.5 0 0 1 3.5 6 2.5 2.5 0 0 1 6 3.5z"
            }
            Self::Pin => {
                "M12 21s7-6 7-11a7 7 0 1 0-14 0c0 5 7 11 7 11zM9.5 10a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0"
            }
            Self::Plus => "M12 5v14M5 12h14",
            Self::Print => "M7 8V3.5h10V8M7 16H4.5V8h15v8H17M7 13h10v7.5H7z",
            Self::Search => "M4.5 11a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0M16 16l4.5 4.5",
            Self::Server => {
                "M5.5 4h13a1.5 1.5 0 0 1 1.5 1.5v4a1.5 1.5 0 0 1 -1.5 1.5h-13a1.5 1.5 0 0 1 -1.5 -1.5v-4a1.5 1.5 0 0 1 1.5 -1.5zM5.5 13h13a1.5 1.5 0 0 1 1.5 1.5v4a1.5 1.5 0 0 1 -1.5 1.5h-13a1.5 1.5 0 0 1 -1.5 -1.5v-4a1.5 1.5 0 0 1 1.5 -1.5zM8 7.5h.01M8 16.5h.01"
            }
            Self::Stamp => {
                "M10 12c0-3-1.2-3.6-1.2-5.8a3.2 3.2 0 0 1 6.4 0C15.2 8.4 14 9 14 12M6.5 12h11A2.5 2.5 0 0 1 20 14.5V17H4v-2.5A2.5 2.5 0 0 1 6.5 12zM5 20.5h14"
            }
            Self::Star => "M12 3.5l2.6 5.5 6 .8-4.4 4.2 1.1 6-5.3-2.9L6.7 20l1.1-6-4.4-4.2 6-.8z",
            Self::Tablet => {
                "M7 3h10a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-10a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2zM11 18h2"
            }
            Self::Tick => "M5 12.5l4.5 4.5L19 7.5",
            Self::Today => {
                "M6 5h12a2 2 0 0 1 2 2v11a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2v-11a2 2 0 0 1 2 -2zM4 10h16M8 3v4M16 3v4M9 15l2 2 4-4"
            }
            Self::Trash => "M4 7h16M9 7V4h6v3M6 7l1 13.5h10L18 7",
            Self::Turn => {
                "M20 10.5A8.2 8.2 0 0 0 5.2 7.5M4.5 3.5v4.5H9M4 13.5a8.2 8.2 0 0 0 14.8 3M19.5 20.5V16H15"
            }
            Self::Undo => "M9 6.5L4 11.5l5 5M4.5 11.5H14a5.5 5.5 0 0 1 5.5 5.5v1.5",
        }
    }
}

/// A sign. It never stands alone: words beside it or the label of its button say the same.
#[component]
pub fn Icon(
    /// Which one.
    of: Sign,
    /// As high as a line of small text.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let class = if small { "icon icon--small" } else { "icon" };
    // The three dots are points, so their size is the width of the stroke.
    let width = (of == Sign::More).then_some("3");
    view! {
        <svg class=class viewBox="0 0 24 24" aria-hidden="true">
            <path d=of.path() stroke-width=width />
        </svg>
    }
}
