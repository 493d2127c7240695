//! The app comes in parts: one that is broken on the device is said, and mended with a network.

use crate::steps::signed_in;
use huifang_tests::browser::{button, text};
use huifang_tests::{Proxy, Result, Stage, wait};

in_every_engine! {
    a_broken_part_is_said_and_fetched_anew,
}

const AWAY: &str = "这一页还没有取来";

async fn a_broken_part_is_said_and_fetched_anew(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    page.is_kept_offline().await?;
    let broken = page.js_async(BREAK).await?;
    wait::yes(broken == 1, &format!("{broken} parts were broken"))?;

    // In the tunnel all that is whole works.
    line.cut();
    page.goto(&line.url("/policy")).await?;
    page.see(AWAY).await?;
    page.screenshot("away").await?;
    page.click(&button("再试一次")).await?;
    page.find(&button("再试一次")).await?;
    page.goto(&line.url("/complaints/new")).await?;
    page.see("发生了什么").await?;

    // With a network, once more is enough, and holds in the next tunnel.
    line.mend();
    page.goto(&line.url("/policy")).await?;
    page.see(AWAY).await?;
    page.click(&button("再试一次")).await?;
    page.see("回访几分钟算太长").await?;
    page.gone(&text(AWAY)).await?;
    page.is_kept_offline().await?;
    line.cut();
    page.goto(&line.url("/policy")).await?;
    page.see("回访几分钟算太长").await?;
    page.close().await
}

/// Puts something else in the place of the part with the pages of the office; answers how many there were.
const BREAK: &str = r"
    let broken = 0;
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const { url } of await cache.keys()) {
            if (!url.includes('/office-')) continue;
            await cache.put(url, new Response('nonsense', { headers: { 'content-type': 'application/wasm' } }));
            broken += 1;
        }
    }
    return broken;
";
