//! One complaint note goes safely from a finger to the server: with the line cut, through a killed browser, with its
//! photos, and once.

use crate::steps::{CUSTOMER, WORDS, photograph, photos, picture, sign_in, signed_in, write_note};
use huifang_tests::browser::{button, field, text};
use huifang_tests::{Proxy, Result, Stage, Viewport, wait};

in_every_engine! {
    who_signed_in_is_not_forgotten_by_a_kill,
    a_note_with_photos_survives_the_tunnel_and_a_killed_browser,
    a_cleared_database_is_told_and_not_hidden,
    what_was_just_saved_is_taken_back,
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

async fn a_note_with_photos_survives_the_tunnel_and_a_killed_browser(stage: Stage) -> Result<()> {
    let mut server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;

    // Into the tunnel.
    line.cut();
    page.goto(&line.url("/complaints/new")).await?;
    write_note(&page).await?;
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
    photos(&page, 2).await?;
    // Each says when it was taken.
    wait::until("the times of both", async || {
        let marks =
            page.js("return [...document.querySelectorAll('figcaption')].map((c) => c.innerText)").await?;
        let told = marks.as_array().is_some_and(|all| {
            all.len() == 2 && all.iter().all(|mark| mark.as_str().is_some_and(|text| text.contains(':')))
        });
        wait::yes(told, &format!("under the photos stands {marks}"))
    })
    .await?;
    // The browser believes in a network; the first try has told that there is none.
    page.see("还没发送，等网络").await?;
    page.screenshot("in-the-tunnel").await?;
    page.goto(&line.url("/sync")).await?;
    page.see("等网络").await?;

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

async fn a_cleared_database_is_told_and_not_hidden(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    line.cut();
    page.goto(&line.url("/complaints/new")).await?;
    write_note(&page).await?;
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

/// Five seconds, with the network there: nothing has reached the server, all that was typed is back.
async fn what_was_just_saved_is_taken_back(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    page.goto(&line.url("/complaints/new")).await?;
    write_note(&page).await?;
    for n in 1..=3 {
        photograph(&page, &picture(&stage, &format!("{n}.png"), 60 * n)?, usize::from(n)).await?;
    }
    page.see("最多 3 张").await?;
    page.gone(&text("拍照")).await?;
    page.screenshot("full").await?;
    page.click(&button("存下投诉")).await?;
    page.see("已存本机").await?;
    page.screenshot("saved").await?;
    page.click(&button("撤销")).await?;
    page.see("已恢复").await?;
    let found = page.value(&field("发生了什么")).await?;
    wait::yes(found == WORDS, &format!("{found:?} came back"))?;
    photos(&page, 3).await?;
    page.goto(&line.url("/complaints")).await?;
    page.see("还没有投诉").await?;

    // Saved again and left alone it goes by itself, and gets the first number: the other never arrived.
    page.goto(&line.url("/complaints/new")).await?;
    page.see("已恢复").await?;
    page.click(&button("存下投诉")).await?;
    page.see("服务器已确认（附件 3/3）").await?;
    page.see("-001").await?;
    page.goto(&line.url("/complaints")).await?;
    page.see("全部 1").await?;
    page.is_clean().await?;
    page.close().await
}
