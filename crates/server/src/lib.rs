//! The endpoint: serves the app.
//!
//! Placeholder for the sync endpoint, sign-in and storage, which mount on [`web::router`].

pub mod web;
