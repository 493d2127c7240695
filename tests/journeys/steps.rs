//! Steps that several journeys take: signing in, photographing, looking at what is on the disk.

use huifang_tests::browser::{button, field};
use huifang_tests::{Browser, Failure, Proxy, Result, Server, Stage, Viewport, wait};
use std::path::{Path, PathBuf};
use thirtyfour::By;

pub(crate) const CUSTOMER: &str = "海通达物流";
pub(crate) const WORDS: &str = "昨天到的 40 箱有 6 箱外面是湿的。";
const LOGIN: &str = "zhou";
const PASSWORD: &str = "correct horse battery";

/// The first administrator signs in by the one-time link, over this line, and the app is kept for offline.
pub(crate) async fn signed_in(stage: &Stage, server: &Server, line: &Proxy) -> Result<Browser> {
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
pub(crate) async fn sign_in(page: &Browser, server: &Server, origin: &str) -> Result<()> {
    let link = server.first_link()?;
    let path = link.split_once("/sign-in").ok_or_else(|| Failure::new("no link"))?.1;
    page.goto(&format!("{origin}/sign-in{path}")).await?;
    page.type_into(&field("姓名"), "周敏").await?;
    page.type_into(&field("用户名"), LOGIN).await?;
    page.type_into(&field("新密码"), PASSWORD).await?;
    page.click(&button("登录")).await?;
    page.see("今日").await?;
    page.see("已同步").await?;
    page.is_kept_offline().await
}

/// The same person on another device.
pub(crate) async fn signed_in_elsewhere(stage: &Stage, device: &str, origin: &str) -> Result<Browser> {
    let page = stage.browser_of(device, Viewport::TABLET).await?;
    page.goto(&format!("{origin}/sign-in")).await?;
    page.type_into(&field("用户名"), LOGIN).await?;
    page.type_into(&field("密码"), PASSWORD).await?;
    page.click(&button("登录")).await?;
    page.see("已同步").await?;
    Ok(page)
}

/// Fills in the least that a note needs.
pub(crate) async fn write_note(page: &Browser) -> Result<()> {
    page.type_into(&field("投诉客户"), CUSTOMER).await?;
    page.type_into(&field("发生了什么"), WORDS).await
}

/// A small real picture; the app draws it anew as JPEG.
pub(crate) fn picture(stage: &Stage, name: &str, grey: u8) -> Result<PathBuf> {
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

pub(crate) async fn photograph(page: &Browser, file: &Path, count: usize) -> Result<()> {
    let input = page.driver().find(By::Css("input[type=file]")).await?;
    input.send_keys(file.to_string_lossy()).await?;
    wait::until("the photo in the strip", async || {
        let there = page.driver().find_all(By::Css("figure.photo img")).await?.len();
        wait::yes(there == count, &format!("{there} photos"))
    })
    .await
}

/// Waits until exactly so many photos are shown.
pub(crate) async fn photos(page: &Browser, count: usize) -> Result<()> {
    wait::until(&format!("{count} photos"), async || {
        let script =
            "return [...document.querySelectorAll('figure.photo img')].filter((i) => i.naturalWidth).length";
        let shown = page.js(script).await?;
        wait::yes(shown == count, &format!("{shown} are shown"))
    })
    .await
}

/// The id of the record in the address.
pub(crate) async fn record(page: &Browser) -> Result<String> {
    let place = page.place().await?;
    Ok(place.rsplit('/').next().unwrap_or_default().to_owned())
}

/// Sends, past the app, another record under the same id: then the server refuses the one of the first device. `args`
/// are JavaScript.
pub(crate) async fn occupy(page: &Browser, kind: &str, record: &str, name: &str, args: &str) -> Result<()> {
    let script = format!(
        "const device = JSON.parse(localStorage.getItem('huifang.device'));
         const ask = {{ headers: {{ 'X-Device': device }} }};
         const session = await (await fetch('/api/auth/v1/session', ask)).json();
         const args = {args};
         const mutation = {{
             id: crypto.randomUUID(), name: '{name}', v: 1, rec: {{ kind: '{kind}', id: '{record}' }},
             deps: [], actor: session.user_id, at: {{ ms: Date.now(), off: 480 }}, app: '0', args,
         }};
         const body = JSON.stringify({{
             epoch: session.epoch, now: Date.now(), pending: 1, oldest: null, mutations: [mutation],
         }});
         const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body));
         const digest = btoa(String.fromCharCode(...new Uint8Array(sum)));
         const headers = {{
             'X-Device': device, 'Content-Type': 'application/json', 'Content-Digest': `sha-256=:${{digest}}:`,
         }};
         const answer = await fetch('/api/sync/v1/push', {{ method: 'POST', headers, body }});
         return (await answer.json()).results[0].status;"
    );
    let status = page.js_async(&script).await?;
    if status == "applied" { Ok(()) } else { Err(Failure::new(format!("the server said {status}"))) }
}
