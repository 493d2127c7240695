//! What the tests stand on: real servers, cut lines and real browsers, the same for every engine.
//!
//! A journey reads like what a person does:
//!
//! ```text
//! let stage = Stage::new("a-note-survives", engine)?;
//! let mut server = stage.server()?;                       // the real program, data of its own
//! let line = Proxy::start(server.address())?;             // line.cut(), line.mend()
//! let page = stage.browser(Viewport::PHONE).await?;
//! page.goto(&line.url("/complaints/new")).await?;
//! page.fill(&field("投诉内容"), "…").await?;
//! page.click(&button("保存")).await?;
//! page.see("已存本机").await?;
//! page.kill()?;                                           // as if the battery were taken out
//! let page = stage.browser(Viewport::PHONE).await?;       // the same profile again
//! ```
//!
//! Nothing sleeps for a time: [`wait::until`] looks again until a condition holds or patience ends.

mod failure;
mod process;
mod proxy;
mod server;
mod stage;

pub mod browser;
pub mod proof;
pub mod wait;

pub use browser::{Browser, Engine, Viewport};
pub use failure::{Failure, Result};
pub use proxy::Proxy;
pub use server::Server;
pub use stage::{Stage, on_stage};
