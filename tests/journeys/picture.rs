//! The page stands there as it was left, before the app runs; and never what must not be seen any more.

use crate::steps::{CUSTOMER, signed_in, write_note};
use huifang_tests::browser::{button, field, text};
use huifang_tests::{Browser, Proxy, Result, Stage, wait};
use serde_json::Value;

in_every_engine! {
    a_page_stands_there_as_it_was_left,
}

async fn a_page_stands_there_as_it_was_left(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    page.goto(&line.url("/complaints/new")).await?;
    write_note(&page).await?;
    wait::yes(left(&page).await?.is_null(), "a form has no picture")?;
    page.goto(&line.url("/complaints/new")).await?;
    page.click(&button("存下投诉")).await?;
    page.see("已存本机").await?;
    page.goto(&line.url("/complaints")).await?;
    page.see(CUSTOMER).await?;

    // Left, and opened again: once, until the page itself is there.
    let picture = left(&page).await?;
    wait::yes(picture["place"] == "/complaints", &format!("a picture of {}", picture["place"]))?;
    let html = picture["html"].as_str().unwrap_or_default();
    wait::yes(html.contains(CUSTOMER), "the customer is in it")?;
    wait::yes(html.matches("checked=").count() == 1, "the part that is chosen is marked")?;
    let living = [" id=", " name=", " style=", " for="].iter().any(|name| html.contains(name));
    wait::yes(!living, &format!("what only the living page may have: {html}"))?;
    page.goto(&line.url("/complaints")).await?;
    page.see(CUSTOMER).await?;
    wait::until("the picture to be shown and to go", async || {
        let gone = page
            .js("return performance.getEntriesByName('huifang:picture').length === 1 && \
                 !document.querySelector('.picture') && !localStorage.getItem('huifang.picture')")
            .await?;
        wait::yes(gone == true, "it was not, or is still there")
    })
    .await?;

    // A record may show photos, and they would not be there.
    page.click(&text(CUSTOMER)).await?;
    page.see("记下的内容").await?;
    wait::yes(left(&page).await?.is_null(), "a record has no picture")?;
    page.goto(&line.url("/complaints")).await?;
    page.see(CUSTOMER).await?;

    // Another address, another page.
    left(&page).await?;
    page.goto(&line.url("/")).await?;
    page.see("今日").await?;
    let shown = page.js("return performance.getEntriesByName('huifang:picture').length").await?;
    wait::yes(shown == 0, "the picture of another page was shown")?;

    // What was searched for is not searched for the next time.
    page.goto(&line.url("/complaints")).await?;
    page.fill(&field("客户、单号、原话"), CUSTOMER).await?;
    wait::yes(left(&page).await?.is_null(), "a search has no picture")?;

    // Whoever signs out leaves nothing to see.
    page.goto(&line.url("/complaints")).await?;
    page.see(CUSTOMER).await?;
    page.goto(&line.url("/me")).await?;
    page.see("已同步").await?;
    // The button lies at the end, and would be under the tabs.
    page.js("scrollTo(0, document.body.scrollHeight)").await?;
    page.click(&button("退出登录")).await?;
    page.find(&button("登录")).await?;
    wait::yes(left(&page).await?.is_null(), "there is a picture for whoever comes next")?;
    page.goto(&line.url("/")).await?;
    page.is_clean().await?;
    page.close().await
}

/// The picture that the page leaves, when the browser says that it is left.
async fn left(page: &Browser) -> Result<Value> {
    page.js(
        "dispatchEvent(new Event('pagehide')); return JSON.parse(localStorage.getItem('huifang.picture'))",
    )
    .await
}
