//! The app comes in parts: one that is broken on the device is said, and mended with a network.

use crate::people::{administrator, comes_in, syncs};
use crate::request::enters;
use crate::steps::{CUSTOMER, WORDS, signed_in, write_note};
use huifang_tests::browser::{button, link, text};
use huifang_tests::{Browser, Proxy, Result, Stage, Viewport, wait};
use serde_json::json;

in_every_engine! {
    a_broken_part_is_said_and_fetched_anew,
    what_was_saved_outlives_the_part_that_saved_it,
}

const AWAY: &str = "这一页还没有取来";
const LAME: &str = "你存下的都还在这台设备上";

async fn a_broken_part_is_said_and_fetched_anew(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    page.is_kept_offline().await?;
    breaks(&page, "office").await?;

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

async fn what_was_saved_outlives_the_part_that_saved_it(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let (line, line_b) = (Proxy::start(server.address())?, Proxy::start(server.address())?);
    let admin = administrator(&stage, &server, &line).await?;
    let boss = json!({"login": "zhou.jg", "name": "周建国", "roles": ["service_supervisor"]});
    let (_, code) = enters(&admin, boss).await?;
    admin.close().await?;
    let boss = comes_in(&stage, &line_b, "zhou.jg", &code).await?;
    boss.goto(&line_b.url("/")).await?;
    boss.see("已同步").await?;

    // Saved in the tunnel, then the app's own files break, and the device is started anew there.
    line_b.cut();
    boss.goto(&line_b.url("/complaints/new")).await?;
    write_note(&boss).await?;
    boss.click(&button("存下投诉")).await?;
    boss.see("已存本机").await?;
    breaks(&boss, "engine").await?;
    boss.close().await?;
    let boss = stage.browser_of("zhou.jg", Viewport::PHONE).await?;
    boss.goto(&line_b.url("/")).await?;
    boss.see(LAME).await?;
    boss.screenshot("lame").await?;
    // Who somebody is stands beside the first lists: this is known without it.
    boss.find(&link("审批")).await?;
    boss.click(&button("再试一次")).await?;
    boss.find(&button("再试一次")).await?;

    // WebKit's question for the server hangs in the tunnel and is answered behind it: then it went on by itself.
    line_b.mend();
    boss.js(PRESS_AGAIN).await?;
    boss.gone(&text(LAME)).await?;
    boss.goto(&line_b.url("/complaints")).await?;
    boss.see(CUSTOMER).await?;
    syncs(&boss, &line_b).await?;
    boss.goto(&line_b.url("/complaints")).await?;
    boss.click(&link(CUSTOMER)).await?;
    boss.see(WORDS).await?;
    boss.close().await
}

const PRESS_AGAIN: &str =
    "[...document.querySelectorAll('button')].find((one) => one.textContent.trim() === '再试一次')?.click()";

/// Puts something else in the place of a part that is kept on the device.
async fn breaks(page: &Browser, part: &str) -> Result<()> {
    let broken = page.js_async(&BREAK.replace("PART", part)).await?;
    wait::yes(broken == 1, &format!("{broken} parts were broken"))
}

/// Answers how many there were.
const BREAK: &str = r"
    let broken = 0;
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const { url } of await cache.keys()) {
            if (!url.includes('/PART-')) continue;
            await cache.put(url, new Response('nonsense', { headers: { 'content-type': 'application/wasm' } }));
            broken += 1;
        }
    }
    return broken;
";
