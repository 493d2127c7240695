//! A device without room: it is said, and what was typed is not lost by it.

use crate::steps::{WORDS, record, signed_in, write_note};
use huifang_tests::browser::{button, field};
use huifang_tests::{Browser, Engine, Proxy, Result, Stage, Viewport, on_stage, wait};
use serde_json::json;

mod a_full_device_says_so_and_keeps_what_is_on_the_screen {
    /// The one engine that can be told how much room there is.
    #[test]
    fn on_chromium() {
        super::on_stage("a_full_device", super::Engine::Chromium, super::play);
    }
}

/// Lets the page keep no more than so many bytes; with nothing said, as many as the browser would.
async fn room(page: &Browser, origin: &str, bytes: Option<u32>) -> Result<()> {
    let mut said = json!({ "origin": origin });
    if let Some(bytes) = bytes {
        said["quotaSize"] = json!(bytes);
    }
    page.driver().cdp().send_raw("Storage.overrideQuotaForOrigin", said).await?;
    Ok(())
}

async fn play(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    line.cut();
    page.close().await?;

    // Nothing fits any more. The browser must be told before it keeps the first thing.
    let page = stage.browser(Viewport::PHONE).await?;
    room(&page, &line.url(""), Some(1)).await?;
    page.goto(&line.url("/complaints/new")).await?;
    write_note(&page).await?;
    page.see("草稿没存上").await?;
    page.click(&button("存下投诉")).await?;
    page.see("本机存储满了").await?;
    page.screenshot("full").await?;
    let found = page.value(&field("发生了什么")).await?;
    wait::yes(found == WORDS, &format!("{found:?} is in the field"))?;

    // Somebody made room.
    room(&page, &line.url(""), None).await?;
    page.type_into(&field("发生了什么"), "。").await?;
    page.see("草稿 ").await?;
    page.click(&button("存下投诉")).await?;
    page.see("已存本机").await?;
    let complaint = record(&page).await?;
    page.kill()?;
    let page = stage.browser(Viewport::PHONE).await?;
    page.goto(&line.url(&format!("/complaints/{complaint}"))).await?;
    page.see(WORDS).await?;
    page.close().await
}
