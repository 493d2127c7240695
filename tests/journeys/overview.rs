//! All customers at one look: sorted, found and taken along as a file, with no network.

use crate::steps::{CUSTOMER, WORDS, record, signed_in};
use huifang_tests::browser::{button, field, link, radio};
use huifang_tests::{Browser, Proxy, Result, Stage, wait};
use serde_json::json;

in_every_engine! {
    how_all_customers_stand_is_seen_sorted_and_saved_in_the_tunnel,
}

/// A name that a spreadsheet would work out; it stands before [`CUSTOMER`] in the order of names.
const SUM: &str = "=1+1 小店";

/// The names of the rows, from the top.
const ROWS: &str =
    "return [...document.querySelectorAll('main .row__title')].map((name) => name.textContent);";

/// What is saved as a file is also kept here.
const KEEP: &str = "
    const make = URL.createObjectURL;
    URL.createObjectURL = (file) => {
        file.arrayBuffer().then((bytes) => { window.saved = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes); });
        return make.call(URL, file);
    };";

async fn how_all_customers_stand_is_seen_sorted_and_saved_in_the_tunnel(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    line.cut();
    for name in [SUM, CUSTOMER] {
        page.goto(&line.url("/customers/new")).await?;
        page.type_into(&field("名称"), name).await?;
        page.click(&button("存下客户")).await?;
        page.see("已存本机").await?;
    }
    // The last of them has something open.
    let id = record(&page).await?;
    page.goto(&line.url(&format!("/complaints/new?of={id}"))).await?;
    page.type_into(&field("发生了什么"), WORDS).await?;
    page.click(&button("存下投诉")).await?;
    page.see("已存本机").await?;

    page.goto(&line.url("/customers")).await?;
    page.click(&link("客户状况一览表")).await?;
    page.see("未结 1").await?;
    rows(&page, &[SUM, CUSTOMER]).await?;
    page.screenshot("by-name").await?;
    page.click(&radio("未结多的")).await?;
    rows(&page, &[CUSTOMER, SUM]).await?;
    page.js(KEEP).await?;
    page.click(&button("存成表格文件")).await?;
    wait::until("a file is saved", async || {
        let saved = page.js("return window.saved ?? ''").await?;
        let text = saved.as_str().unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let [head, first, second] = lines.as_slice() else {
            return wait::yes(false, &format!("saved: {text:?}"));
        };
        wait::yes(head.starts_with("\u{feff}\"客户号\",\"名称\""), head)?;
        wait::yes(first.contains(CUSTOMER) && first.contains("\"1\""), first)?;
        wait::yes(second.contains(&format!("\"'{SUM}\"")), second)
    })
    .await?;
    page.type_into(&field("名称、拼音、联系人、电话"), "小店").await?;
    rows(&page, &[SUM]).await?;
    page.click(&link(SUM)).await?;
    page.see("客户号").await?;
    page.is_clean().await?;
    page.close().await
}

async fn rows(page: &Browser, names: &[&str]) -> Result<()> {
    let wanted = json!(names);
    wait::until(&format!("the rows are {wanted}"), async || {
        let found = page.js(ROWS).await?;
        wait::yes(found == wanted, &format!("the rows are {found}"))
    })
    .await
}
