//! A visit that happened, reported where there is no network: half-filled and killed, finished and killed, seen by
//! others, amended.

use crate::steps::{CUSTOMER, occupy, record, signed_in, signed_in_elsewhere};
use huifang_tests::browser::{button, field, link, radio};
use huifang_tests::{Browser, Proxy, Result, Stage, Viewport, wait};

in_every_engine! {
    a_visit_is_reported_in_the_tunnel_and_amended_outside,
    a_refused_report_is_saved_anew,
}

const SAID: &str = "交货比上个月快，包装还是容易湿。";

/// Opens the file of the only customer.
pub(crate) async fn open(page: &Browser, origin: &str) -> Result<()> {
    page.goto(&format!("{origin}/customers")).await?;
    page.stands(&link(CUSTOMER)).await?;
    page.click(&link(CUSTOMER)).await?;
    page.find(&link("记录回访")).await.map(drop)
}

/// The customer is on the server.
pub(crate) async fn registered(page: &Browser, line: &Proxy) -> Result<()> {
    page.goto(&line.url("/customers/new")).await?;
    page.type_into(&field("名称"), CUSTOMER).await?;
    page.click(&button("存下客户")).await?;
    page.see("已存本机").await?;
    page.goto(&line.url("/sync")).await?;
    page.see("全部已由服务器确认").await
}

/// Goes on with the report where it was left.
async fn half_filled(page: &Browser) -> Result<()> {
    page.click(&link("记录回访")).await?;
    page.see("已恢复").await?;
    for (label, want) in [("意见与建议", SAID), ("对公司的评价", "无")] {
        let found = page.value(&field(label)).await?;
        wait::yes(found == want, &format!("{found:?} is in {label}"))?;
    }
    Ok(())
}

async fn a_visit_is_reported_in_the_tunnel_and_amended_outside(stage: Stage) -> Result<()> {
    let mut server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    registered(&page, &line).await?;

    // Into the tunnel. What is needed is said, not guessed; "nothing" is one tap.
    line.cut();
    open(&page, &line.url("")).await?;
    page.click(&link("记录回访")).await?;
    page.type_into(&field("和谁谈的"), "王建国").await?;
    page.click(&button("完成回访")).await?;
    page.see("处要补").await?;
    page.screenshot("incomplete").await?;
    page.click(&button("对公司的评价、无")).await?;
    let nothing = page.value(&field("对公司的评价")).await?;
    wait::yes(nothing == "无", &format!("{nothing:?} is in the field"))?;
    page.fill(&field("意见与建议"), SAID).await?;
    // Called away and back: it stands on the disk.
    page.click(&link("返回")).await?;
    half_filled(&page).await?;
    page.kill()?;
    server.stop()?;

    // Opened again: all of it is there.
    let page = stage.browser(Viewport::PHONE).await?;
    open(&page, &line.url("")).await?;
    half_filled(&page).await?;
    for (label, words) in [
        ("竞品与市场", "隔壁在推新包装。"),
        ("做了什么", "听了意见，约了看样。"),
        ("答应了什么", "下周三前给新包装的样品。"),
        ("结果", "愿意继续下单。"),
        ("下一步", "送样品。"),
    ] {
        page.fill(&field(label), words).await?;
    }
    page.screenshot("filled").await?;
    page.click(&button("完成回访")).await?;
    page.see("已存本机").await?;
    page.see(SAID).await?;
    page.screenshot("finished").await?;
    page.kill()?;

    // It is on the customer's page, and out of the tunnel it goes up.
    let page = stage.browser(Viewport::PHONE).await?;
    open(&page, &line.url("")).await?;
    page.see("愿意继续下单。").await?;
    page.screenshot("customer").await?;
    page.goto(&line.url("/sync")).await?;
    page.see("回访记录，新的").await?;
    server.start_again()?;
    line.mend();
    page.click(&button("现在")).await?;
    page.see("全部已由服务器确认").await?;

    // Another device reads it; what is amended there arrives here by itself.
    let other = signed_in_elsewhere(&stage, "tablet", &server.url("")).await?;
    open(&other, &server.url("")).await?;
    other.screenshot("customer").await?;
    other.click(&link("例行")).await?;
    other.see(SAID).await?;
    open(&page, &line.url("")).await?;
    page.click(&link("例行")).await?;
    page.see("下周三前给新包装的样品。").await?;
    other.click(&link("更正")).await?;
    other.fill(&field("结果"), "愿意继续下单，要开专票。").await?;
    other.click(&button("存下更正")).await?;
    page.see("要开专票").await?;
    page.screenshot("amended").await?;
    page.is_clean().await?;
    other.is_clean().await?;
    page.close().await?;
    other.close().await
}

async fn a_refused_report_is_saved_anew(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    let other = signed_in_elsewhere(&stage, "tablet", &server.url("")).await?;
    registered(&page, &line).await?;
    line.cut();
    open(&page, &line.url("")).await?;
    page.click(&link("记录回访")).await?;
    // A text message: little is asked for.
    // What nobody asks for is a tap away; what was said stays in sight when nobody asks for it any more.
    page.gone(&field("产品性能")).await?;
    page.click(&button("还可以记：打分、产品性能")).await?;
    page.find(&field("产品性能")).await?;
    page.fill(&field("竞品与市场"), "隔壁在降价。").await?;
    page.click(&radio("短信")).await?;
    let said = page.value(&field("竞品与市场")).await?;
    wait::yes(said == "隔壁在降价。", &format!("{said:?} is left of it"))?;
    page.type_into(&field("和谁谈的"), "王建国").await?;
    page.fill(&field("做了什么"), "发了价目表。").await?;
    page.fill(&field("结果"), "收到了。").await?;
    page.click(&button("完成回访")).await?;
    page.see("已存本机").await?;
    let args = "{ customer: crypto.randomUUID(), way: 'phone', purpose: 'regular', cause: 'busy', \
                tried: { ms: Date.now() - 60000, off: 480 } }";
    occupy(&other, "visit", &record(&page).await?, "visit.not_reached", args).await?;
    line.mend();

    // It says whose report it is, though the server has another record under its id.
    page.goto(&line.url("/sync")).await?;
    page.see("服务器上已有一条同号").await?;
    page.see(CUSTOMER).await?;
    page.screenshot("refused").await?;
    page.click(&link("修改")).await?;
    page.fill(&field("结果"), "收到了，明天回话。").await?;
    page.click(&button("存下更正")).await?;
    page.see("收到了，明天回话。").await?;
    page.goto(&line.url("/sync")).await?;
    page.see("全部已由服务器确认").await?;
    open(&other, &server.url("")).await?;
    other.see("收到了，明天回话。").await?;
    page.is_clean().await?;
    page.close().await?;
    other.close().await
}
