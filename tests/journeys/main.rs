//! What people do, in real browsers against the real server.
//!
//! One program, so it is linked once. Each journey is a function that knows no engine, and becomes one test
//! per engine; `cargo xtask journey` chooses the engines by the tests' names.

/// Makes `journey::on_chromium` and so on of each function.
macro_rules! in_every_engine {
    ($($journey:ident),+ $(,)?) => {$(
        mod $journey {
            use huifang_tests::{Engine, on_stage};

            fn play(engine: Engine) {
                on_stage(stringify!($journey), engine, super::$journey);
            }

            #[test]
            fn on_chromium() {
                play(Engine::Chromium);
            }

            #[test]
            fn on_webkit() {
                play(Engine::WebKit);
            }

            #[test]
            fn on_firefox() {
                play(Engine::Firefox);
            }
        }
    )+};
}

mod clock;
mod customers;
mod day;
mod drafts;
mod frame;
mod full;
mod gift;
mod import;
mod note;
mod note_kills;
mod note_mended;
mod overview;
mod parts;
mod people;
mod picture;
mod planned;
mod policy;
mod print;
mod request;
mod screens;
mod signature;
mod steps;
mod visit;
mod whole_day;
