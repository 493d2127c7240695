//! A note that must be mended: corrected on one device and seen on another, refused by the server and saved anew.

use crate::steps::{
    CUSTOMER, WORDS, occupy, photograph, photos, picture, record, signed_in, signed_in_elsewhere, write_note,
};
use huifang_tests::browser::{button, field, link, text};
use huifang_tests::{Browser, Proxy, Result, Stage, wait};

in_every_engine! {
    a_note_shows_on_another_device_by_itself_and_so_does_its_correction,
    a_refused_note_is_saved_anew_with_its_photo,
    a_refused_correction_is_mended_beside_what_others_wrote,
}

const WHAT: &str = "发生了什么";

/// Opens the only note of the list.
async fn open(page: &Browser, origin: &str) -> Result<()> {
    page.goto(&format!("{origin}/complaints")).await?;
    page.click(&text(CUSTOMER)).await?;
    page.see("记下的内容").await
}

/// Writes other words into the note that is open, and saves them.
async fn correct(page: &Browser, words: &str) -> Result<()> {
    page.click(&link("更正")).await?;
    page.fill(&field(WHAT), words).await?;
    page.click(&button("存下更正")).await?;
    page.see("更正已存本机").await
}

async fn a_note_shows_on_another_device_by_itself_and_so_does_its_correction(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    let other = signed_in_elsewhere(&stage, "tablet", &server.url("")).await?;
    other.goto(&server.url("/complaints")).await?;
    other.see("还没有投诉").await?;

    page.goto(&line.url("/complaints/new")).await?;
    write_note(&page).await?;
    page.click(&button("存下投诉")).await?;
    page.see("服务器已确认").await?;
    // Nobody touches the other one. It would ask by itself after a minute; the server tells it at once.
    other.see(CUSTOMER).await?;
    other.click(&text(CUSTOMER)).await?;
    other.see(WORDS).await?;
    other.screenshot("by-itself").await?;

    // The correction is made without a network, and goes when there is one.
    line.cut();
    correct(&page, "有 8 箱是湿的，不是 6 箱。").await?;
    page.see("有 8 箱是湿的").await?;
    line.mend();
    other.see("有 8 箱是湿的").await?;
    page.is_clean().await?;
    other.is_clean().await?;
    page.close().await?;
    other.close().await
}

async fn a_refused_correction_is_mended_beside_what_others_wrote(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    let other = signed_in_elsewhere(&stage, "tablet", &server.url("")).await?;
    page.goto(&line.url("/complaints/new")).await?;
    write_note(&page).await?;
    page.click(&button("存下投诉")).await?;
    page.see("服务器已确认").await?;
    open(&other, &server.url("")).await?;

    line.cut();
    correct(&page, "我听到的是 7 箱。").await?;
    correct(&other, "仓库数过，是 9 箱。").await?;
    other.see("服务器已确认").await?;
    line.mend();
    page.goto(&line.url("/sync")).await?;
    page.watch_place(&link("修改")).await?;
    page.see("别人先改了同样的地方").await?;
    page.see("上次全部同步").await?;
    page.screenshot("refused").await?;
    // What a finger is about to touch stays where it is when the sync ends.
    page.stayed().await?;
    page.click(&link("修改")).await?;
    page.see("别人先改了这些").await?;
    page.see("仓库数过，是 9 箱。").await?;
    let mine = page.value(&field(WHAT)).await?;
    wait::yes(mine == "我听到的是 7 箱。", &format!("{mine:?} is in the form"))?;
    page.screenshot("both").await?;
    page.fill(&field(WHAT), "客户说 7 箱，仓库数过是 9 箱。").await?;
    page.click(&button("存下更正")).await?;
    page.see("更正已存本机").await?;
    other.see("客户说 7 箱，仓库数过是 9 箱。").await?;
    page.goto(&line.url("/sync")).await?;
    page.see("全部已由服务器确认").await?;
    page.is_clean().await?;
    page.close().await?;
    other.close().await
}

const NOTE: &str =
    "{ note: { customer: { named: '别人' }, by: 'customer', what: '别的话', severity: 'normal' } }";

async fn a_refused_note_is_saved_anew_with_its_photo(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    let other = signed_in_elsewhere(&stage, "tablet", &server.url("")).await?;
    line.cut();
    page.goto(&line.url("/complaints/new")).await?;
    write_note(&page).await?;
    photograph(&page, &picture(&stage, "one.png", 90)?, 1).await?;
    page.click(&button("存下投诉")).await?;
    page.see("已存本机").await?;
    occupy(&other, "complaint", &record(&page).await?, "complaint.take", NOTE).await?;
    line.mend();

    page.goto(&line.url("/sync")).await?;
    page.see("服务器上已有一条同号").await?;
    page.see(CUSTOMER).await?;
    page.see("附件 0/1").await?;
    page.screenshot("refused").await?;
    page.click(&link("修改")).await?;
    let found = page.value(&field(WHAT)).await?;
    wait::yes(found == WORDS, &format!("{found:?} is in the form"))?;
    photos(&page, 1).await?;
    page.type_into(&field(WHAT), "明天要答复。").await?;
    page.screenshot("mending").await?;
    page.click(&button("存下更正")).await?;
    page.see("服务器已确认（附件 1/1）").await?;
    page.goto(&line.url("/sync")).await?;
    page.see("全部已由服务器确认").await?;
    other.goto(&server.url("/complaints")).await?;
    other.see("明天要答复。").await?;
    page.is_clean().await?;
    page.close().await?;
    other.close().await
}
