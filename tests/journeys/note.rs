//! One complaint note goes safely from a finger to the server: with the line cut, through a killed browser, with its
//! photos, and once.

use huifang_tests::browser::{button, field, text};
use huifang_tests::{Browser, Failure, Proxy, Result, Server, Stage, Viewport, wait};
use std::path::{Path, PathBuf};
use thirtyfour::By;

in_every_engine! {
    who_signed_in_is_not_forgotten_by_a_kill,
    a_note_with_photos_survives_the_tunnel_and_a_killed_browser,
    a_half_filled_note_is_there_again_after_a_kill,
    a_cleared_database_is_told_and_not_hidden,
}

const CUSTOMER: &str = "海通达物流";
const WORDS: &str = "昨天到的 40 箱有 6 箱外面是湿的。";

/// The first administrator signs in by the one-time link, over this line, and the app is kept for offline.
async fn signed_in(stage: &Stage, server: &Server, line: &Proxy) -> Result<Browser> {
    let page = stage.browser(Viewport::PHONE).await?;
    sign_in(&page, server, &line.url("")).await?;
    // That was in the morning: browsers write cookies down within half a minute, or when they are closed.
    page.close().await?;
    let page = stage.browser(Viewport::PHONE).await?;
    page.goto(&line.url("/")).await?;
    page.see("已同步").await?;
    Ok(page)
}

/// Makes the first account on the page, at this origin.
async fn sign_in(page: &Browser, server: &Server, origin: &str) -> Result<()> {
    let link = server.first_link()?;
    let path = link.split_once("/sign-in").ok_or_else(|| Failure::new("no link"))?.1;
    page.goto(&format!("{origin}/sign-in{path}")).await?;
    page.type_into(&field("姓名"), "周敏").await?;
    page.type_into(&field("用户名"), "zhou").await?;
    page.type_into(&field("新密码"), "correct horse battery").await?;
    page.click(&button("登录")).await?;
    page.see("今日").await?;
    page.see("已同步").await?;
    page.is_kept_offline().await
}

/// Browsers write localStorage down some seconds later; the person must not depend on that.
async fn who_signed_in_is_not_forgotten_by_a_kill(stage: Stage) -> Result<()> {
    let mut server = stage.server()?;
    let page = stage.browser(Viewport::PHONE).await?;
    sign_in(&page, &server, &server.url("")).await?;
    page.kill()?;
    server.stop()?;
    let page = stage.browser(Viewport::PHONE).await?;
    page.goto(&server.url("/")).await?;
    page.see("今天没有到期的事").await?;
    page.close().await
}

/// A small real picture; the app draws it anew as JPEG.
fn picture(stage: &Stage, name: &str, grey: u8) -> Result<PathBuf> {
    // One pixel: the header and the end of a PNG, and one line of it, stored uncompressed.
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0".to_vec();
    let check = |data: &[u8]| {
        let crc = data.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { c >> 1 ^ 0xEDB8_8320 } else { c >> 1 })
        });
        (!crc).to_be_bytes()
    };
    let tail = |part: &[u8], bytes: &mut Vec<u8>| bytes.extend(check(part));
    let header = bytes.get(12..).unwrap_or_default().to_vec();
    tail(&header, &mut bytes);
    // Adler-32 of the line: filter 0, then the grey.
    let (a, b) = (1 + u32::from(grey), 2 + u32::from(grey));
    let mut data = vec![0x78, 0x01, 0x01, 2, 0, 0xfd, 0xff, 0, grey];
    data.extend((b << 16 | a).to_be_bytes());
    bytes.extend(u32::try_from(data.len()).unwrap_or(0).to_be_bytes());
    let chunk = [b"IDAT".as_slice(), &data].concat();
    bytes.extend(&chunk);
    tail(&chunk, &mut bytes);
    bytes.extend(b"\0\0\0\0IEND");
    bytes.extend(check(b"IEND"));
    let file = stage.folder().join(name);
    std::fs::write(&file, bytes)?;
    Ok(file)
}

async fn photograph(page: &Browser, file: &Path, count: usize) -> Result<()> {
    let input = page.driver().find(By::Css("input[type=file]")).await?;
    input.send_keys(file.to_string_lossy()).await?;
    wait::until("the photo in the strip", async || {
        let there = page.driver().find_all(By::Css("figure.photo img")).await?.len();
        wait::yes(there == count, &format!("{there} photos"))
    })
    .await
}

async fn a_note_with_photos_survives_the_tunnel_and_a_killed_browser(stage: Stage) -> Result<()> {
    let mut server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;

    // Into the tunnel.
    line.cut();
    page.goto(&line.url("/complaints/new")).await?;
    page.type_into(&field("谁投诉"), CUSTOMER).await?;
    page.type_into(&field("发生了什么"), WORDS).await?;
    photograph(&page, &picture(&stage, "one.png", 90)?, 1).await?;
    photograph(&page, &picture(&stage, "two.png", 200)?, 2).await?;
    page.click(&button("存下投诉")).await?;
    page.see("已存本机").await?;
    page.kill()?;
    server.stop()?;

    // Opened again with the server ended: the note is there, and so are its photos.
    let page = stage.browser(Viewport::PHONE).await?;
    page.goto(&line.url("/complaints")).await?;
    page.see(CUSTOMER).await?;
    page.click(&text(CUSTOMER)).await?;
    page.see(WORDS).await?;
    wait::until("both photos", async || {
        let script =
            "return [...document.querySelectorAll('figure.photo img')].filter((i) => i.naturalWidth).length";
        wait::yes(page.js(script).await? == 2, "not both photos are shown")
    })
    .await?;
    page.screenshot("in-the-tunnel").await?;

    // Out of it: confirmed with all its files, and the number is the server's.
    server.start_again()?;
    line.mend();
    page.goto(&line.url("/sync")).await?;
    page.click(&button("现在")).await?;
    page.see("全部已由服务器确认").await?;
    page.goto(&line.url("/complaints")).await?;
    page.click(&text(CUSTOMER)).await?;
    page.see("服务器已确认（附件 2/2）").await?;
    page.see("-001").await?;
    page.screenshot("confirmed").await?;

    // Once: a second device would show one.
    page.goto(&line.url("/complaints")).await?;
    page.see("全部 1").await?;
    page.is_clean().await?;
    page.close().await
}

/// So many kills in the tests; the proofs kill twenty times.
fn kills() -> usize {
    if huifang_tests::proof::is_long() { 20 } else { 5 }
}

async fn a_half_filled_note_is_there_again_after_a_kill(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let mut page = signed_in(&stage, &server, &line).await?;
    line.cut();
    let mut typed = String::new();
    for n in 0..kills() {
        page.goto(&line.url("/complaints/new")).await?;
        if n > 0 {
            page.see("已恢复").await?;
        }
        let found = page.value(&field("发生了什么")).await?;
        wait::yes(found == typed, &format!("kill {n}: {found:?} is there, {typed:?} was kept"))?;
        let more = format!("第{n}次。");
        page.type_into(&field("发生了什么"), &more).await?;
        typed.push_str(&more);
        // The line at the foot says that the draft is on the disk; from then on nothing may take it away.
        page.press(thirtyfour::Key::Tab + "").await?;
        page.see("草稿").await?;
        wait::until("the draft on the disk", async || {
            let kept = page.js_async(KEPT).await?;
            wait::yes(kept.as_str().is_some_and(|text| text.contains(&more)), "not kept yet")
        })
        .await?;
        page.kill()?;
        page = stage.browser(Viewport::PHONE).await?;
    }
    page.close().await
}

/// What the draft says on the disk.
const KEPT: &str = r"
    const user = JSON.parse(localStorage.getItem('huifang.user')).user;
    const db = await new Promise((ok, no) => {
        const open = indexedDB.open('huifang-' + user);
        open.onsuccess = () => ok(open.result);
        open.onerror = () => no(open.error);
    });
    const all = await new Promise((ok, no) => {
        const get = db.transaction('draft').objectStore('draft').getAll();
        get.onsuccess = () => ok(get.result);
        get.onerror = () => no(get.error);
    });
    db.close();
    return all.map((bytes) => new TextDecoder().decode(bytes)).join();
";

async fn a_cleared_database_is_told_and_not_hidden(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    line.cut();
    page.goto(&line.url("/complaints/new")).await?;
    page.type_into(&field("谁投诉"), CUSTOMER).await?;
    page.type_into(&field("发生了什么"), WORDS).await?;
    page.click(&button("存下投诉")).await?;
    page.see("已存本机").await?;
    page.js_async(
        "const all = await indexedDB.databases();
         await Promise.all(all.map(({ name }) => new Promise((ok) => {
             const gone = indexedDB.deleteDatabase(name);
             gone.onsuccess = gone.onerror = gone.onblocked = () => ok();
         })));",
    )
    .await?;
    page.goto(&line.url("/sync")).await?;
    page.see("1 条未上传的记录丢失了").await?;
    page.screenshot("loss").await?;
    page.close().await
}
