//! Customers come from another system's file: looked at first, imported, there with no network, and taken back.

use crate::steps::signed_in;
use huifang_tests::browser::{button, field, link, radio, text};
use huifang_tests::{Proxy, Result, Stage, wait};
use thirtyfour::By;

in_every_engine! {
    customers_come_from_a_file_and_are_taken_back,
}

/// As spreadsheets in China save it: GB18030, semicolons, Chinese headings (number; name; phone; last order; contact; grade).
/// The first has something for a number that is none; one row has no name, one a day nobody can read, one is the first customer
/// again.
pub(crate) const FILE: &[u8] = b"\
    \xbf\xcd\xbb\xa7\xb1\xe0\xba\xc5;\xbf\xcd\xbb\xa7\xc3\xfb\xb3\xc6;\xb5\xe7\xbb\xb0;\xd7\xee\xbd\xfc\xb6\xa9\xbb\xf5;\xc1\xaa\xcf\xb5\xc8\xcb;\xbc\xb6\xb1\xf0\r\n\
    K-1;\xba\xa3\xcd\xa8\xb4\xef\xce\xef\xc1\xf7;ext. 8;2026/11/2;\xcd\xf5\xbd\xa8\xb9\xfa;A\r\n\
    K-2;\xc3\xf7\xd4\xb6\xbe\xab\xb9\xa4;138 0000 4321;\xc8\xa5\xc4\xea;\xc0\xee\xc3\xf4;B\r\n\
    K-3;;0512-1;2026-1-5;;C\r\n\
    K-1;\xba\xa3\xcd\xa8\xb4\xef\xce\xef\xc1\xf7;;;;\r\n";

async fn customers_come_from_a_file_and_are_taken_back(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    let file = stage.folder().join("客户.csv");
    std::fs::write(&file, FILE)?;

    // What would happen is said before anything does.
    page.goto(&line.url("/me")).await?;
    page.stands(&link("导入客户")).await?;
    page.click(&link("导入客户")).await?;
    page.see("还没有导入过").await?;
    let input = page.driver().find(By::Css("input[type=file]")).await?;
    input.send_keys(file.to_string_lossy()).await?;
    page.see("会发生什么").await?;
    for words in ["GB18030", "4 行", "海通达物流", "明远精工", "看不出是哪一天", "名称：还没填"]
    {
        page.see(words).await?;
    }
    page.screenshot("ahead").await?;
    let guessed = page.js("return document.getElementById('import-column-1').value").await?;
    wait::yes(guessed == "customer-name", &format!("the second column is {guessed}"))?;

    // The rows to mend are handed over as a file that spreadsheets open.
    page.js(
        "const make = URL.createObjectURL;
         URL.createObjectURL = (blob) => { blob.text().then((text) => { window.__saved = text }); return make(blob) }",
    )
    .await?;
    page.click(&button("下载有问题的行")).await?;
    wait::until("the file", async || {
        let saved = page.js("return window.__saved ?? ''").await?;
        let saved = saved.as_str().unwrap_or_default();
        let there =
            ["行\",\"问题\",\"客户编号", "\"4\",\"名称：还没填\",\"K-3\",\"\",", "最近订货：看不出是哪一天"];
        wait::yes(there.iter().all(|part| saved.contains(part)), &format!("it says {saved:?}"))
    })
    .await?;

    // A column that was guessed wrong is put right: then no customer has a name, and nothing can be imported.
    let choose = |key: &str| {
        format!(
            "const select = document.getElementById('import-column-1');
             select.value = '{key}';
             select.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        )
    };
    page.js(&choose("")).await?;
    page.see("请选出哪一栏是名称").await?;
    page.find(&button("没有可导入的")).await?;
    page.js(&choose("customer-name")).await?;
    page.find(&button("导入 2 个客户")).await?;
    // Whoever imports may be the one who looks after them.
    page.find(&radio("周敏")).await?;
    page.fill(&field("这一批叫什么"), "老系统").await?;
    page.click(&button("导入 2 个客户")).await?;
    page.see("已导入").await?;
    page.screenshot("came").await?;
    let place = page.place().await?;

    // The customers are on the device, with no network.
    page.goto(&line.url("/sync")).await?;
    page.click(&button("现在")).await?;
    page.goto(&line.url("/customers")).await?;
    page.see("明远精工").await?;
    line.cut();
    page.stands(&link("海通达物流")).await?;
    page.click(&link("海通达物流")).await?;
    page.see("王建国").await?;

    // What the other system has for a number is none. It stands, and in nobody's way.
    page.see("ext. 8").await?;
    page.click(&link("修改")).await?;
    page.fill(&field("简称"), "海通达").await?;
    page.click(&button("存下客户")).await?;
    page.see("修改已存本机").await?;

    // One of them is worked with; only the other goes when the import is taken back.
    page.click(&button("有新订单")).await?;
    line.mend();
    page.goto(&line.url("/sync")).await?;
    page.click(&button("现在")).await?;
    page.see("全部已由服务器确认").await?;
    page.goto(&line.url(&place)).await?;
    page.see("老系统").await?;
    page.click(&button("撤回这一批")).await?;
    page.js("document.querySelector('dialog[open] .button--destroy').click()").await?;
    page.see("后来有人用过，保留").await?;
    page.screenshot("undone").await?;
    page.goto(&line.url("/customers")).await?;
    page.see("海通达物流").await?;
    page.gone(&text("明远精工")).await?;
    page.is_clean().await?;
    page.close().await
}
