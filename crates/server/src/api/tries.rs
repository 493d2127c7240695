//! How many failed tries to come in one address has left: the lock on a name does not slow somebody who tries many
//! names, and each try costs a core tens of milliseconds.
//!
//! In memory: a restart forgives, but the locks on names stand in the database.
//!
//! Source: RELIABILITY 4a.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// Tries at once. An office behind one address signs in on one morning; those that succeed are not counted.
const ROOM: i64 = 60;
/// One more after so many milliseconds.
const EACH_MS: i64 = 3_000;
/// So many addresses are remembered; with more, those that are as good as new are forgotten.
const REMEMBERED: usize = 10_000;

/// For each address the moment at which it will have all its tries again, UTC milliseconds.
#[derive(Debug, Default)]
pub struct Tries(Mutex<HashMap<IpAddr, i64>>);

impl Tries {
    /// Takes a try of this address, or tells in how many milliseconds there is one.
    pub(super) fn take(&self, from: IpAddr, now_ms: i64) -> Result<(), i64> {
        let mut full_at = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if full_at.len() >= REMEMBERED {
            full_at.retain(|_, full_ms| *full_ms > now_ms);
        }
        if full_at.len() >= REMEMBERED {
            // More addresses at once than any company has: the locks on names must do.
            full_at.clear();
        }
        let full_ms = full_at.entry(network(from)).or_insert(now_ms);
        let after = (*full_ms).max(now_ms) + EACH_MS;
        let over = after - now_ms - ROOM * EACH_MS;
        if over > 0 {
            return Err(over);
        }
        *full_ms = after;
        Ok(())
    }

    /// Gives a try back: whoever got in was not guessing.
    pub(super) fn give_back(&self, from: IpAddr) {
        let mut full_at = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(full_ms) = full_at.get_mut(&network(from)) {
            *full_ms -= EACH_MS;
        }
    }
}

/// One subscriber has 2⁶⁴ addresses of IPv6, and one of IPv4.
fn network(from: IpAddr) -> IpAddr {
    match from.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() >> 64 << 64).into()),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn failures_use_the_room_up_and_time_gives_it_back() {
        let (tries, from) = (Tries::default(), address("203.0.113.9"));
        assert!((0..ROOM).all(|_| tries.take(from, 1_000).is_ok()));
        assert_eq!(tries.take(from, 1_000), Err(EACH_MS));
        assert_eq!(tries.take(from, 1_001), Err(EACH_MS - 1));
        assert_eq!(tries.take(address("203.0.113.10"), 1_001), Ok(()), "others are not in this");
        assert_eq!(tries.take(from, 1_000 + EACH_MS), Ok(()));
        assert_eq!(tries.take(from, 1_000 + EACH_MS), Err(EACH_MS));
        // A clock that was set back makes nobody wait longer than the room is wide.
        assert!(tries.take(from, -1_000_000).is_err());
    }

    #[test]
    fn successes_are_not_counted() {
        let (tries, from) = (Tries::default(), address("203.0.113.9"));
        for _ in 0..ROOM * 3 {
            assert_eq!(tries.take(from, 0), Ok(()));
            tries.give_back(from);
        }
    }

    #[test]
    fn one_subscriber_is_one_address() {
        let tries = Tries::default();
        assert!((0..ROOM).all(|n| tries.take(address(&format!("2001:db8::{n:x}")), 0).is_ok()));
        assert!(tries.take(address("2001:db8::ffff"), 0).is_err());
        assert!(tries.take(address("2001:db8:0:1::1"), 0).is_ok());
        assert_eq!(network(address("::ffff:192.0.2.1")), address("192.0.2.1"));
    }

    #[test]
    fn many_addresses_do_not_fill_the_memory() {
        let tries = Tries::default();
        for n in (0..REMEMBERED * 3).filter_map(|n| u32::try_from(n).ok()) {
            assert!(tries.take(IpAddr::V4(n.into()), i64::from(n)).is_ok());
        }
        assert!(tries.0.lock().unwrap().len() <= REMEMBERED);
    }
}
