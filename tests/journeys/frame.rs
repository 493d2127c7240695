//! The frame holds: the app opens with the server gone, an update comes when asked, damage mends itself.

use crate::steps::sign_in;
use huifang_tests::browser::{button, link, text};
use huifang_tests::{Browser, Proxy, Result, Stage, Viewport, wait};

in_every_engine! {
    the_app_opens_with_the_server_gone,
    the_app_opens_with_the_line_cut,
    a_refused_style_is_noticed,
    what_moves_is_clicked_where_it_ends,
    an_update_is_taken_when_the_page_says_so,
    an_update_is_taken_at_the_next_start,
    a_broken_update_leaves_the_old_build_working,
    a_damaged_cache_is_filled_again,
    without_a_network_a_damaged_app_says_so_and_deletes_nothing,
    whoever_reads_english_can_sign_in,
    pages_inside_wechat_are_sent_to_the_browser,
    browsers_that_are_too_old_are_told,
}

/// What the first page says to somebody who never signed in here; the other journeys look closer.
const FIRST_PAGE: &str = "登录";

/// Opens the app and waits until it would also open without a network.
async fn opened(stage: &Stage, url: &str) -> Result<Browser> {
    let page = stage.browser(Viewport::PHONE).await?;
    page.goto(url).await?;
    page.see(FIRST_PAGE).await?;
    page.is_kept_offline().await?;
    Ok(page)
}

async fn the_app_opens_with_the_server_gone(stage: Stage) -> Result<()> {
    let mut server = stage.server()?;
    let page = opened(&stage, &server.url("/")).await?;

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
    page.close().await
}

async fn the_app_opens_with_the_line_cut(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = opened(&stage, &line.url("/")).await?;
    line.cut();
    page.reload().await?;
    page.see(FIRST_PAGE).await?;
    line.mend();
    page.reload().await?;
    page.see(FIRST_PAGE).await?;
    page.is_clean().await?;
    page.close().await
}

async fn whoever_reads_english_can_sign_in(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let page = opened(&stage, &server.url("/")).await?;
    page.click(&button("English")).await?;
    page.find(&button("Sign in")).await?;
    page.screenshot("english").await?;
    page.reload().await?;
    page.find(&button("Sign in")).await?;
    page.click(&button("简体中文")).await?;
    page.find(&button("登录")).await?;
    page.is_clean().await?;
    page.close().await
}

/// The control of all others: without it "no violation" could mean that nobody looks.
async fn a_refused_style_is_noticed(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let page = opened(&stage, &server.url("/")).await?;
    page.is_clean().await?;
    page.js("document.body.setAttribute('style', 'margin: 3rem')").await?;
    wait::until("the refusal", async || {
        let seen = page.csp_violations()?;
        wait::yes(seen.iter().any(|line| line.contains("style-src")), "nothing was refused")
    })
    .await?;
    page.close().await
}

/// The control of every click: a sheet comes from far off, so fast that a click where it was a moment ago misses.
async fn what_moves_is_clicked_where_it_ends(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let page = stage.browser(Viewport::PHONE).await?;
    sign_in(&page, &server, &server.url("")).await?;
    page.js(
        "document.documentElement.style.setProperty('--calm', '1s');
         document.styleSheets[0].insertRule('@keyframes rise { from { translate: 0 -80vh } }', 0);
         for (const sheet of document.querySelectorAll('.sheet__body')) sheet.style.animationTimingFunction = 'linear'",
    )
    .await?;
    page.click(&link("新建")).await?;
    page.click(&link("投诉记录")).await?;
    page.find(&button("存下投诉")).await?;
    page.close().await
}

/// Of which build the page is; of a page that is not ours, where it is and how it begins.
const SHOWN: &str = "return document.querySelector('meta[name=huifang-build]')?.content
    ?? `none: ${location.href} ${document.documentElement?.outerHTML.slice(0, 400)}`";

/// Waits until the page that is shown is of this build.
async fn shows(page: &Browser, build: &str) -> Result<()> {
    wait::until(&format!("build {build}"), async || {
        let shown = page.js(SHOWN).await?;
        let lines = page.console_lines()?;
        let last = lines.get(lines.len().saturating_sub(5)..);
        wait::yes(shown == build, &format!("the page is of build {shown}; the console says {last:?}"))
    })
    .await?;
    page.see(FIRST_PAGE).await
}

async fn update_waits(page: &Browser) -> Result<()> {
    wait::until("the update to lie ready", async || {
        let state =
            page.js_async("return Boolean((await navigator.serviceWorker.getRegistration()).waiting)");
        wait::yes(state.await? == true, "none waits")
    })
    .await
}

/// The caches' names, without the part that all share.
async fn builds_kept(page: &Browser) -> Result<String> {
    let names =
        page.js_async("return (await caches.keys()).join(' ').replaceAll('huifang-build-', '')").await?;
    Ok(names.as_str().unwrap_or_default().to_owned())
}

async fn only_kept(page: &Browser, build: &str) -> Result<()> {
    wait::until("older builds to go", async || {
        let kept = builds_kept(page).await?;
        wait::yes(kept == build, &format!("kept: {kept}"))
    })
    .await
}

async fn an_update_is_taken_when_the_page_says_so(stage: Stage) -> Result<()> {
    let mut server = stage.server()?;
    let page = opened(&stage, &server.url("/")).await?;
    let old = builds_kept(&page).await?;

    server.stop()?;
    server.deploy(&stage.another_build("a-newer-build")?);
    server.start_again()?;
    page.js("addEventListener('huifang:build-waits', () => { window.told = true })").await?;
    page.js_async("await (await navigator.serviceWorker.getRegistration()).update()").await?;
    update_waits(&page).await?;
    wait::until("word of it", async || wait::yes(page.js("return window.told").await? == true, "not told"))
        .await?;
    shows(&page, &old).await?;

    page.js("dispatchEvent(new Event('huifang:take-build'))").await?;
    shows(&page, "a-newer-build").await?;
    only_kept(&page, "a-newer-build").await?;
    server.stop()?;
    page.reload().await?;
    shows(&page, "a-newer-build").await?;
    page.is_clean().await?;
    page.close().await
}

/// A start and not only a reload: under a driver Chromium sometimes never lets go of a worker that still has
/// an answer under way, and then the reloaded page keeps the old build until it is closed.
async fn an_update_is_taken_at_the_next_start(stage: Stage) -> Result<()> {
    let mut server = stage.server()?;
    let page = opened(&stage, &server.url("/")).await?;
    server.stop()?;
    server.deploy(&stage.another_build("a-newer-build")?);
    server.start_again()?;
    page.reload().await?;
    update_waits(&page).await?;
    page.close().await?;

    let page = stage.browser(Viewport::PHONE).await?;
    page.goto(&server.url("/")).await?;
    shows(&page, "a-newer-build").await?;
    page.close().await
}

async fn a_broken_update_leaves_the_old_build_working(stage: Stage) -> Result<()> {
    let mut server = stage.server()?;
    let page = opened(&stage, &server.url("/")).await?;
    let old = builds_kept(&page).await?;

    server.stop()?;
    let broken = stage.another_build("a-broken-build")?;
    // As a captive portal would answer, or a download that ended early.
    std::fs::write(broken.join("manifest.webmanifest"), "<!doctype html>")?;
    std::fs::remove_file(broken.join("manifest.webmanifest.br"))?;
    std::fs::remove_file(broken.join("manifest.webmanifest.gz"))?;
    server.deploy(&broken);
    server.start_again()?;
    let end = page
        .js_async(
            "const registration = await navigator.serviceWorker.getRegistration();
             const coming = new Promise((seen) => registration.addEventListener('updatefound', () => {
               const worker = registration.installing;
               worker.addEventListener('statechange', () => seen(worker.state));
             }));
             await registration.update();
             return await coming;",
        )
        .await?;
    wait::yes(end == "redundant", &format!("the broken build became {end}"))?;

    server.stop()?;
    page.reload().await?;
    shows(&page, &old).await?;
    page.close().await
}

/// Puts nonsense in the place of the module, as a failing disk would.
async fn damage(page: &Browser) -> Result<()> {
    let done = page
        .js_async(
            "const file = document.querySelector('meta[name=huifang-wasm]').content;
             for (const name of await caches.keys()) {
               const headers = { 'content-type': 'application/wasm' };
               await (await caches.open(name)).put(file, new Response('nonsense', { headers }));
             }
             return true;",
        )
        .await?;
    wait::yes(done == true, "the cache could not be damaged")
}

async fn a_damaged_cache_is_filled_again(stage: Stage) -> Result<()> {
    let mut server = stage.server()?;
    let page = opened(&stage, &server.url("/")).await?;
    damage(&page).await?;
    page.reload().await?;
    page.see(FIRST_PAGE).await?;
    page.is_kept_offline().await?;
    server.stop()?;
    page.reload().await?;
    page.see(FIRST_PAGE).await?;
    page.close().await
}

async fn without_a_network_a_damaged_app_says_so_and_deletes_nothing(stage: Stage) -> Result<()> {
    let mut server = stage.server()?;
    let page = opened(&stage, &server.url("/")).await?;
    page.js_async(
        "await new Promise((done, fail) => {
           const opening = indexedDB.open('huifang-journey');
           opening.onupgradeneeded = () => opening.result.createObjectStore('out').put('unsent', 1);
           opening.onsuccess = () => { opening.result.close(); done(); };
           opening.onerror = fail;
         })",
    )
    .await?;
    let kept = builds_kept(&page).await?;
    damage(&page).await?;
    server.stop()?;
    page.reload().await?;
    page.see("应用没有启动").await?;
    page.screenshot("repair").await?;
    let still = builds_kept(&page).await?;
    wait::yes(still == kept, &format!("kept {still}, not {kept}"))?;

    page.js(
        "URL.createObjectURL = (blob) => { blob.text().then((text) => { window.out = text }); return '#' }",
    )
    .await?;
    page.click(&button("导出未上传的内容")).await?;
    wait::until("the export", async || {
        let out = page.js("return window.out ?? ''").await?;
        wait::yes(
            out.as_str().is_some_and(|out| out.contains("\"out\":[\"unsent\"]")),
            &format!("it holds {out}"),
        )
    })
    .await?;

    server.start_again()?;
    page.click(&button("重试")).await?;
    page.see(FIRST_PAGE).await?;
    page.close().await
}

/// Opens the app in a browser that a script has made another one.
async fn as_another(stage: &Stage, script: &str, words: &str) -> Result<()> {
    let server = stage.server()?;
    let profile = stage.folder().join("profile");
    let page = Browser::launch_with(stage.engine(), &profile, Viewport::PHONE, script).await?;
    page.goto(&server.url("/customers")).await?;
    page.see(words).await?;
    page.gone(&text(FIRST_PAGE)).await?;
    page.screenshot("told").await?;
    page.is_clean().await?;
    page.close().await
}

async fn pages_inside_wechat_are_sent_to_the_browser(stage: Stage) -> Result<()> {
    let script =
        "Object.defineProperty(navigator, 'userAgent', { value: 'Mozilla/5.0 MicroMessenger/8.0' });";
    as_another(&stage, script, "请用浏览器打开").await
}

async fn browsers_that_are_too_old_are_told(stage: Stage) -> Result<()> {
    as_another(&stage, "delete window.CompressionStream;", "浏览器版本过旧").await
}
