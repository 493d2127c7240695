//! The frame holds: the app opens with the server gone, an update comes when asked, damage mends itself.

use huifang_tests::{Proxy, Result, Stage, Viewport};

in_every_engine! {
    the_app_opens_with_the_server_gone,
    a_refused_style_is_noticed,
}

/// What the first page says; the journeys of the pages look closer.
const FIRST_PAGE: &str = "今日";

async fn the_app_opens_with_the_server_gone(stage: Stage) -> Result<()> {
    let mut server = stage.server()?;
    let page = stage.browser(Viewport::PHONE).await?;
    page.goto(&server.url("/")).await?;
    page.see(FIRST_PAGE).await?;
    page.is_kept_offline().await?;

    server.stop()?;
    page.reload().await?;
    page.see(FIRST_PAGE).await?;
    page.goto(&server.url("/?from=a-deep-link")).await?;
    page.see(FIRST_PAGE).await?;
    page.screenshot("server-gone").await?;
    page.is_clean().await?;
    page.kill()?;

    // Nothing that was needed lay in memory only.
    let page = stage.browser(Viewport::TABLET).await?;
    page.goto(&server.url("/")).await?;
    page.see(FIRST_PAGE).await?;
    page.is_clean().await?;

    server.start_again()?;
    let line = Proxy::start(server.address())?;
    page.goto(&line.url("/")).await?;
    page.see(FIRST_PAGE).await?;
    page.is_kept_offline().await?;
    line.cut();
    page.reload().await?;
    page.see(FIRST_PAGE).await?;
    page.is_clean().await?;
    page.close().await
}

/// The control of all others: without it "no violation" could mean that nobody looks.
async fn a_refused_style_is_noticed(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let page = stage.browser(Viewport::PHONE).await?;
    page.goto(&server.url("/")).await?;
    page.see(FIRST_PAGE).await?;
    page.is_clean().await?;
    page.js("document.body.setAttribute('style', 'margin: 3rem')").await?;
    huifang_tests::wait::until("the refusal", async || {
        let seen = page.csp_violations()?;
        huifang_tests::wait::yes(seen.iter().any(|line| line.contains("style-src")), "nothing was refused")
    })
    .await?;
    page.close().await
}
