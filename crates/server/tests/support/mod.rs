//! A server of its own for each test, clients that talk to it, and what they push.

#![allow(dead_code, unused_imports, reason = "each of the test programs takes what it needs")]

pub(crate) mod canary;
mod client;
mod house;
mod program;
mod sources;
mod words;

pub(crate) use client::{Answer, Begun, Client, Request};
pub(crate) use house::{DAY, HOUR, House, MINUTE, PASSWORD, SECOND};
pub(crate) use program::Program;
pub(crate) use sources::sources;
pub(crate) use words::{customer, mutation, push, take, uuid};
