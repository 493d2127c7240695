//! A visit that is planned, not reached, put off, begun and finished where there is no network.

use crate::request::set;
use crate::steps::{CUSTOMER, signed_in, signed_in_elsewhere};
use huifang_tests::browser::{button, field, link, radio, text};
use huifang_tests::{Browser, Proxy, Result, Stage, Viewport, wait};

in_every_engine! {
    a_call_is_planned_missed_put_off_and_made_in_the_tunnel,
    whoever_comes_back_from_a_call_finds_the_form,
    where_a_visit_was_is_noted_with_consent_only_and_never_waited_for,
    who_rests_at_other_times_is_not_disturbed_then,
}

/// A customer with a number, on the server.
async fn registered(page: &Browser, line: &Proxy) -> Result<()> {
    page.goto(&line.url("/customers/new")).await?;
    page.type_into(&field("名称"), CUSTOMER).await?;
    page.type_into(&field("总机"), "0512-5838 1234").await?;
    page.click(&button("存下客户")).await?;
    page.see("已存本机").await?;
    page.goto(&line.url("/sync")).await?;
    page.see("全部已由服务器确认").await
}

/// Today says this of the only visit.
async fn today(page: &Browser, origin: &str, words: &[&str]) -> Result<()> {
    page.goto(&format!("{origin}/")).await?;
    for words in words {
        page.see(words).await?;
    }
    Ok(())
}

async fn a_call_is_planned_missed_put_off_and_made_in_the_tunnel(stage: Stage) -> Result<()> {
    let mut server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    registered(&page, &line).await?;

    // Into the tunnel. A call is planned for the time that the form proposes.
    line.cut();
    page.goto(&line.url("/customers")).await?;
    page.stands(&link(CUSTOMER)).await?;
    page.click(&link(CUSTOMER)).await?;
    page.click(&link("约回访")).await?;
    page.click(&button("存下约定")).await?;
    page.see("约好了").await?;
    let visit = page.place().await?;
    page.screenshot("planned").await?;
    today(&page, &line.url(""), &["未来 7 天", CUSTOMER, "电话回访，例行"]).await?;

    // Nobody answers: one tap says why, one more agrees another time. The first date stays, and so does the reason.
    page.goto(&line.url(&visit)).await?;
    page.click(&button("没联系上")).await?;
    page.click(&button("没人接")).await?;
    page.see("没联系上：没人接").await?;
    // The times stand there at once.
    page.see("改到什么时候").await?;
    page.screenshot("put-off").await?;
    // The last of the times that are proposed, a week from now.
    let week = page
        .js("const all = [...document.querySelectorAll('section.card .line button')].map((b) => b.textContent.trim());
             return all.filter((text) => /\\d\\d:\\d\\d/.test(text)).at(-1)")
        .await?;
    page.click(&button(week.as_str().unwrap_or_default())).await?;
    page.see("原定").await?;
    page.see("没联系上，另约").await?;
    today(&page, &line.url(""), &["打过 1 次没联系上"]).await?;
    page.screenshot("today").await?;
    page.kill()?;
    server.stop()?;

    // They call back before: the visit begins now, and is reported.
    let page = stage.browser(Viewport::PHONE).await?;
    page.goto(&line.url(&visit)).await?;
    page.click(&link("开始回访")).await?;
    page.click(&button("方便，开始")).await?;
    page.see("接通").await?;
    page.screenshot("begun").await?;
    page.type_into(&field("和谁谈的"), "王建国").await?;
    page.click(&link("返回")).await?;
    page.see("接着回访").await?;
    page.kill()?;
    let page = stage.browser(Viewport::PHONE).await?;
    today(&page, &line.url(""), &["进行中"]).await?;
    page.click(&link("接着回访")).await?;
    page.see("已恢复").await?;
    let who = page.value(&field("和谁谈的")).await?;
    wait::yes(who == "王建国", &format!("{who:?} is in the field"))?;
    for label in ["意见与建议", "对公司的评价", "竞品与市场", "做了什么", "答应了什么", "结果", "下一步"]
    {
        page.fill(&field(label), "无").await?;
    }
    page.click(&button("完成回访")).await?;
    page.see("已完成").await?;
    page.screenshot("finished").await?;

    // Out of the tunnel all of it is on the server, and on another device, once.
    server.start_again()?;
    line.mend();
    page.goto(&line.url("/sync")).await?;
    page.click(&button("现在")).await?;
    page.see("全部已由服务器确认").await?;
    let other = signed_in_elsewhere(&stage, "tablet", &server.url("")).await?;
    other.goto(&server.url(&visit)).await?;
    for words in ["没联系上：没人接", "没联系上，另约", "已完成"] {
        other.see(words).await?;
    }
    other.screenshot("elsewhere").await?;
    page.goto(&line.url("/")).await?;
    page.see("今天没有到期的事").await?;
    page.is_clean().await?;
    page.close().await?;
    other.is_clean().await?;
    other.close().await
}

async fn whoever_comes_back_from_a_call_finds_the_form(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    registered(&page, &line).await?;
    line.cut();
    // From everywhere: whom, then the form. No answer needs no form at all.
    page.goto(&line.url("/#add")).await?;
    page.click(&link("回访")).await?;
    page.click(&link(CUSTOMER)).await?;
    page.click(&button("没联系上")).await?;
    page.click(&button("占线")).await?;
    page.see("没联系上：占线").await?;
    let visit = page.place().await?;
    let visit = visit.split('?').next().unwrap_or_default();
    // It is tried again on another day, which Today says.
    today(&page, &line.url(""), &["未来 7 天", CUSTOMER, "打过 1 次没联系上"]).await?;

    // One tap calls, and the form waits behind the call, with the customer and the time.
    page.goto(&line.url("/")).await?;
    page.js("addEventListener('click', (event) => event.target.closest('a[href^=\"tel:\"]') && event.preventDefault())")
        .await?;
    page.click(&link(&format!("打给{CUSTOMER}"))).await?;
    page.see("现在方便吗").await?;
    wait::until("the form of the visit", async || {
        let place = page.place().await?;
        wait::yes(place == format!("{visit}/report"), &place)
    })
    .await?;
    let began = page.value(&field("开始")).await?;
    wait::yes(began.len() == 16, &format!("{began:?} is when it began"))?;
    page.click(&radio("短信")).await?;
    // A message is not convenient or inconvenient.
    wait::until("the question to go", async || {
        let there = page.js("return document.body.innerText.includes('现在方便吗')").await?;
        wait::yes(there == false, "still asked")
    })
    .await?;
    page.is_clean().await?;
    page.close().await
}

/// The satellites are seen, or are not: no device of a test has a receiver.
async fn sky(page: &Browser, answer: &str) -> Result<()> {
    let script = format!(
        "navigator.geolocation.watchPosition = (found, failed) => {{ {answer}; return 1 }}; return 1"
    );
    page.js(&script).await.map(drop)
}

/// Begins a visit on site to the only customer, on the form that is open, and goes to its page.
async fn begun_on_site(page: &Browser) -> Result<()> {
    // No request was approved: the app starts no such visit, and notes what happened all the same; two quick taps once.
    page.find(&button("已经到了，照样记")).await?;
    page.js(
        "const yes = [...document.querySelectorAll('button')].find((b) => b.textContent.trim() === '已经到了，照样记');
         yes.click(); yes.click();",
    )
    .await?;
    page.see("面谈").await?;
    page.click(&link("返回")).await?;
    page.see("接着回访").await
}

async fn where_a_visit_was_is_noted_with_consent_only_and_never_waited_for(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    registered(&page, &line).await?;
    line.cut();
    let form = async || {
        page.goto(&line.url("/visits/new")).await?;
        sky(&page, "").await?;
        page.click(&link(CUSTOMER)).await?;
        page.click(&radio("上门")).await?;
        page.see("记下你在哪里吗").await
    };
    let told = async || page.js("return document.body.innerText.includes('误差')").await;

    // Nobody asks the browser before the person agreed.
    form().await?;
    sky(&page, "found({ coords: { latitude: 31.31234, longitude: 120.61999, accuracy: 17.2 } })").await?;
    begun_on_site(&page).await?;
    wait::yes(told().await? == false, "it says where, and nobody agreed")?;

    // Agreed, and nothing is found yet: it begins all the same.
    form().await?;
    page.click(&radio("记")).await?;
    page.see("正在找位置").await?;
    begun_on_site(&page).await?;
    wait::yes(told().await? == false, "it says where, and nobody knew")?;

    // Refused by the browser: said, and it begins.
    page.goto(&line.url("/visits/new")).await?;
    sky(&page, "failed({ code: 1 })").await?;
    page.click(&link(CUSTOMER)).await?;
    page.click(&radio("上门")).await?;
    page.see("没有拿到位置").await?;
    page.screenshot("refused").await?;
    page.click(&link("返回")).await?;
    page.see("约回访").await?;

    // Found, as the form of before goes on: the visit says how exactly.
    page.goto(&line.url("/visits/new")).await?;
    sky(&page, "found({ coords: { latitude: 31.31234, longitude: 120.61999, accuracy: 17.2 } })").await?;
    page.click(&link(CUSTOMER)).await?;
    page.see("位置误差 18 米").await?;
    page.screenshot("found").await?;
    begun_on_site(&page).await?;
    page.see("位置误差 18 米").await?;
    line.mend();
    page.goto(&line.url("/")).await?;
    wait::until("three visits under way", async || {
        let rows =
            page.js("return document.querySelectorAll('li.row:has(a[href^=\"/visits/0\"])').length").await?;
        wait::yes(rows == 3, &format!("{rows} rows"))
    })
    .await?;
    page.goto(&line.url("/sync")).await?;
    page.click(&button("现在")).await?;
    page.see("全部已由服务器确认").await?;
    page.is_clean().await?;
    page.close().await
}

/// Puts times of rest into the customer's file.
async fn rests(page: &Browser, line: &Proxy, times: [(&str, &str); 4]) -> Result<()> {
    page.goto(&line.url("/customers")).await?;
    page.stands(&link(CUSTOMER)).await?;
    page.click(&link(CUSTOMER)).await?;
    page.click(&link("修改")).await?;
    page.see("什么时候不打扰").await?;
    page.js("document.querySelectorAll('details').forEach((part) => { part.open = true })").await?;
    for (field, time) in times {
        set(page, &format!("customer-{field}"), time).await?;
    }
    page.click(&button("存下客户")).await?;
    page.see("已存本机").await
}

const RESTS: &str = "这是客户休息的时间";

async fn who_rests_at_other_times_is_not_disturbed_then(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    registered(&page, &line).await?;

    // Whatever the clock says now: this one rests, and says so only after the file does.
    line.cut();
    let all_day =
        [("noon-from", "00:00"), ("noon-until", "12:00"), ("night-from", "12:00"), ("night-until", "00:00")];
    rests(&page, &line, all_day).await?;
    page.screenshot("file").await?;
    for form in ["约回访", "记录回访"] {
        page.goto(&line.url("/customers")).await?;
        page.stands(&link(CUSTOMER)).await?;
        page.click(&link(CUSTOMER)).await?;
        page.click(&link(form)).await?;
        page.see(RESTS).await?;
    }
    page.screenshot("rests").await?;

    // And this one never does, at no hour of the rules.
    let never = ["noon-from", "noon-until", "night-from", "night-until"].map(|field| (field, "03:00"));
    rests(&page, &line, never).await?;
    page.click(&link("约回访")).await?;
    set(&page, "visit-planned", "2036-12-01T12:30").await?;
    page.find(&button("存下约定")).await?;
    page.gone(&text(RESTS)).await?;
    page.is_clean().await?;
    page.close().await
}
