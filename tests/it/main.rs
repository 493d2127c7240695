//! Tests over several rooms that need no browser.
