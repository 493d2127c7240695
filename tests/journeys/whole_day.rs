//! A day of the sample organisation: what is to be done is done where there is no network, and decided the same day.

use crate::people::syncs;
use crate::request::set;
use crate::steps::{photograph, photos, picture};
use huifang_tests::browser::{button, field, heading, link, radio, text};
use huifang_tests::{Browser, Proxy, Result, Stage, Viewport};

in_every_engine! {
    a_day_is_lived_from_signing_in_to_the_managers_word,
}

/// Of the sample organisation (`crates/server/src/demo`), as are all names here.
const CUSTOMER: &str = "杭州云栖便利连锁有限公司";
const PASSWORD: &str = "huifang-demo";
const WHY: &str = "三家门店换新机，要到现场看点位。";
const ANSWER: &str = "先道歉，今天下午送一台备用机过去。";
const WORDS: &str = "新到的扫描枪扫不出旧条码，收银台排队。";

/// Somebody of the sample organisation signs in, and is told three things.
pub(crate) async fn sign_in(page: &Browser, login: &str, origin: &str) -> Result<()> {
    page.goto(&format!("{origin}/sign-in")).await?;
    page.type_into(&field("用户名"), login).await?;
    page.type_into(&field("密码"), PASSWORD).await?;
    page.click(&button("登录")).await?;
    page.see("已同步").await?;
    page.click(&button("知道了")).await
}

/// The same, with the app kept for offline and the browser opened anew.
pub(crate) async fn comes_in(
    stage: &Stage,
    login: &str,
    line: &Proxy,
    viewport: Viewport,
) -> Result<Browser> {
    let page = stage.browser_of(login, viewport).await?;
    sign_in(&page, login, &line.url("")).await?;
    page.is_kept_offline().await?;
    // Browsers write cookies down within half a minute, or when they are closed.
    page.close().await?;
    let page = stage.browser_of(login, viewport).await?;
    page.goto(&line.url("/")).await?;
    page.see("已同步").await?;
    Ok(page)
}

/// Finds the customer by the first syllables of their name.
async fn looks_up(page: &Browser, line: &Proxy) -> Result<()> {
    page.goto(&line.url("/customers")).await?;
    chooses(page).await?;
    page.see("沈佳怡").await
}

/// Types what one remembers of the name into the field for searching, and chooses the customer.
async fn chooses(page: &Browser) -> Result<()> {
    page.type_into(&field("名称、拼音"), "hzyunqi").await?;
    page.stands(&link(CUSTOMER)).await?;
    page.click(&link(CUSTOMER)).await
}

/// What waits for the network after the day, each said in words.
async fn waits(page: &Browser, line: &Proxy) -> Result<()> {
    page.goto(&line.url("/sync")).await?;
    for what in ["接手投诉", "投诉答复", "回访记录", "礼品确认", "投诉记录", "上门申请"]
    {
        page.see(what).await?;
    }
    Ok(())
}

/// Takes over the complaint that waits for an answer, with one tap; answers where it is read.
async fn takes_over(page: &Browser) -> Result<String> {
    page.stands(&button("接手")).await?;
    let place = "return document.querySelector('main a[href^=\"/complaints/\"]').getAttribute('href')";
    let place = page.js(place).await?;
    page.click(&button("接手")).await?;
    page.see("由你处理").await?;
    page.gone(&button("接手")).await?;
    Ok(place.as_str().unwrap_or_default().to_owned())
}

/// Notes what the customer was told: until then the complaint stays on Today.
async fn answers(page: &Browser) -> Result<()> {
    page.stands(&link("记答复")).await?;
    page.click(&link("记答复")).await?;
    page.see("打印偏浅").await?;
    page.type_into(&field("告诉客户什么"), ANSWER).await?;
    page.screenshot("answer").await?;
    page.click(&button("存下答复")).await?;
    page.see("答复已存本机").await?;
    page.see(ANSWER).await?;
    page.screenshot("answered").await?;
    // One came from Today, and one press leads back there.
    page.click(&link("返回")).await?;
    page.find(&heading("今日")).await?;
    page.gone(&link("记答复")).await
}

/// Calls whom a call is planned to, and reports it.
async fn calls(page: &Browser, line: &Proxy) -> Result<()> {
    looks_up(page, line).await?;
    page.click(&link("电话回访，新产品")).await?;
    page.click(&link("开始回访")).await?;
    for (label, words) in [
        ("和谁谈的", "沈佳怡"),
        ("介绍了什么新产品、新活动", "带摄像头的手持终端"),
        ("做了什么", "介绍了新机，约了看样。"),
        ("答应了什么", "下周带样机去。"),
        ("结果", "愿意先试两台。"),
        ("下一步", "准备样机。"),
    ] {
        page.fill(&field(label), words).await?;
    }
    page.screenshot("call").await?;
    page.click(&button("完成回访")).await?;
    page.see("已存本机").await
}

/// Asks what became of a gift.
async fn confirms(page: &Browser, line: &Proxy) -> Result<()> {
    page.goto(&line.url("/gifts/confirm")).await?;
    page.see("定制台历 × 1，待确认送达").await?;
    page.stands(&link("确认")).await?;
    page.click(&link("确认")).await?;
    page.click(&radio("已收到")).await?;
    page.type_into(&field("谁收的"), "沈佳怡").await?;
    page.click(&button("存下确认")).await?;
    page.see("礼品已确认").await
}

/// Takes a complaint down, with a photo.
async fn notes(stage: &Stage, page: &Browser, line: &Proxy) -> Result<()> {
    page.goto(&line.url("/complaints/new")).await?;
    page.type_into(&field("投诉客户"), "云栖").await?;
    page.click(&text(CUSTOMER)).await?;
    page.fill(&field("发生了什么"), WORDS).await?;
    photograph(page, &picture(stage, "scanner.png", 120)?, 1).await?;
    page.screenshot("complaint").await?;
    page.click(&button("存下投诉")).await?;
    page.see("已存本机").await
}

/// Asks for a visit; answers where the request is read.
async fn requests(page: &Browser, line: &Proxy) -> Result<String> {
    page.goto(&line.url("/#add")).await?;
    page.click(&link("上门申请")).await?;
    chooses(page).await?;
    page.type_into(&field("为什么要上门"), WHY).await?;
    set(page, "request-first", "2036-12-01T09:30").await?;
    page.click(&button("提交申请")).await?;
    page.see("赵磊 待审批").await?;
    page.screenshot("asked").await?;
    page.place().await
}

async fn a_day_is_lived_from_signing_in_to_the_managers_word(stage: Stage) -> Result<()> {
    let server = stage.demo()?;
    let (line, line_b) = (Proxy::start(server.address())?, Proxy::start(server.address())?);
    let rep = comes_in(&stage, "wangfang", &line, Viewport::PHONE).await?;

    // Out of the house and out of the network: the day stands there all the same.
    line.cut();
    rep.goto(&line.url("/")).await?;
    rep.see("投诉首次答复").await?;
    rep.see("温州瓯越鞋材商行").await?;
    rep.screenshot("today").await?;
    let complaint = takes_over(&rep).await?;
    answers(&rep).await?;
    calls(&rep, &line).await?;
    confirms(&rep, &line).await?;
    notes(&stage, &rep, &line).await?;
    let request = requests(&rep, &line).await?;
    waits(&rep, &line).await?;
    rep.screenshot("waiting").await?;
    rep.kill()?;

    // The tablet was out of power. Nothing is lost, and back in the house it goes up.
    let rep = stage.browser_of("wangfang", Viewport::PHONE).await?;
    waits(&rep, &line).await?;
    line.mend();
    syncs(&rep, &line).await?;
    rep.goto(&line.url("/")).await?;
    rep.see("已同步").await?;

    // The manager has no network either.
    let boss = comes_in(&stage, "zhaolei", &line_b, Viewport::TABLET).await?;
    line_b.cut();
    boss.goto(&line_b.url("/approvals")).await?;
    boss.see("待处理 3").await?;
    boss.stands(&link(CUSTOMER)).await?;
    boss.click(&link(CUSTOMER)).await?;
    boss.see(WHY).await?;
    boss.screenshot("decides").await?;
    boss.click(&button("同意")).await?;
    boss.see("已同意").await?;
    line_b.mend();
    syncs(&boss, &line_b).await?;

    // What the rep wrote is there for others, with its photo; and the rep has the visit.
    boss.goto(&line_b.url("/complaints")).await?;
    boss.see(WORDS).await?;
    boss.stands(&link(CUSTOMER)).await?;
    boss.click(&link(CUSTOMER)).await?;
    photos(&boss, 1).await?;
    boss.screenshot("complaint-elsewhere").await?;
    boss.goto(&line_b.url(&complaint)).await?;
    boss.see("王芳 今天").await?;
    boss.see("处理中").await?;
    boss.see(ANSWER).await?;
    syncs(&rep, &line).await?;
    rep.goto(&line.url(&request)).await?;
    rep.see("已批准").await?;
    rep.see("计划的上门 1 次").await?;
    rep.screenshot("approved").await?;
    for page in [rep, boss] {
        page.is_clean().await?;
        page.close().await?;
    }
    Ok(())
}
