//! Whether something stays where it is: what moves or is drawn anew under a finger is missed by it.

use serde_json::{Value, json};

use super::{Browser, FIND, Locator};
use crate::{Result, wait};

impl Browser {
    /// Looks, from now on and in each frame, where `what` is. One watch at a time.
    pub async fn watch_place(&self, what: &Locator) -> Result<()> {
        let script = format!(
            "function find() {{ {FIND} }}
             const [role, name] = arguments;
             let last = null;
             const places = window.__places = [];
             const look = () => {{
                 const there = find(role, name);
                 if (there instanceof Element) {{
                     const {{ left, top }} = there.getBoundingClientRect();
                     const place = `${{Math.round(left)}},${{Math.round(top)}}`;
                     if (there !== last || places.at(-1) !== place) places.push(place);
                     last = there;
                 }}
                 if (window.__places === places) requestAnimationFrame(look);
             }};
             look();"
        );
        self.driver.execute(&script, vec![json!(what.role()), json!(what.name())]).await?;
        Ok(())
    }

    /// It was in one place all the time, and is there.
    pub async fn stayed(&self) -> Result<()> {
        let places = self.js("const places = window.__places; window.__places = null; return places").await?;
        let one = matches!(&places, Value::Array(all) if all.len() == 1);
        self.with_picture(wait::yes(one, &format!("from left and top: {places}"))).await
    }

    /// Waits until it has been the same element in the same place for some frames, as the eye does before the finger.
    pub async fn stands(&self, what: &Locator) -> Result<()> {
        self.watch_place(what).await?;
        wait::until(&format!("{what} to stand still"), async || {
            let still = self
                .js("const { __places: all, __count: n } = window;
                     window.__count = all.length;
                     return all.length > 0 && all.length === n")
                .await?;
            wait::yes(still == true, "it moves, or is drawn anew")
        })
        .await
    }
}
