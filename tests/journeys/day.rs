//! The day: whom to get in touch with, why and by when, worked out on the device without a network.

use crate::steps::{CUSTOMER, signed_in, signed_in_elsewhere};
use huifang_tests::browser::{button, field, link, radio, text};
use huifang_tests::{Browser, Proxy, Result, Stage, Viewport, wait};

in_every_engine! {
    today_tells_whom_to_call_and_why_until_somebody_did,
    an_administrator_adds_a_holiday_in_the_tunnel,
}

/// Puts the day so many days from today into a date field: how dates are typed differs from engine to engine.
async fn dated(page: &Browser, key: &str, days: i32) -> Result<()> {
    let script = format!(
        "const day = new Date(Date.now() + {days} * 864e5);
         const pad = (n) => String(n).padStart(2, '0');
         const field = document.getElementById('{key}');
         field.value = `${{day.getFullYear()}}-${{pad(day.getMonth() + 1)}}-${{pad(day.getDate())}}`;
         for (const type of ['input', 'change', 'blur']) field.dispatchEvent(new Event(type, {{ bubbles: true }}));
         return field.value"
    );
    let value = page.js(&script).await?;
    wait::yes(value.as_str().is_some_and(|value| value.len() == 10), &format!("{key} is {value}"))
}

async fn today_tells_whom_to_call_and_why_until_somebody_did(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;

    // Into the tunnel. A customer who has not ordered for twenty days.
    line.cut();
    page.goto(&line.url("/customers/new")).await?;
    page.type_into(&field("名称"), CUSTOMER).await?;
    page.click(&radio("客户")).await?;
    page.type_into(&field("总机"), "0512-5838 1234").await?;
    page.js("document.getElementById('customer-last-order').closest('details').open = true").await?;
    page.find(&field("最近订货")).await?;
    dated(&page, "customer-last-order", -20).await?;
    page.click(&button("存下客户")).await?;
    page.see("已存本机").await?;
    page.see("20 天没有订货，打个电话").await?;
    page.screenshot("customer").await?;
    page.kill()?;

    // A lapse since the eighth day, one call within seven more; nobody is late with a customer entered today.
    let page = stage.browser(Viewport::PHONE).await?;
    page.goto(&line.url("/")).await?;
    for words in [CUSTOMER, "20 天没有订货，打个电话", "还没有联系过"] {
        page.see(words).await?;
    }
    page.screenshot("today").await?;

    // A call that is planned does it: the reason goes, and the call stands there.
    page.click(&link(CUSTOMER)).await?;
    page.click(&link("约回访")).await?;
    page.click(&button("存下约定")).await?;
    page.see("约好了").await?;
    page.goto(&line.url("/")).await?;
    page.see("电话回访，久未下单").await?;
    page.gone(&text("20 天没有订货，打个电话")).await?;
    page.click(&link(CUSTOMER)).await?;
    page.click(&button("取消")).await?;
    page.fill(&field("原因"), "改天").await?;
    page.click(&button("取消这次回访")).await?;
    page.see("取消了").await?;
    page.goto(&line.url("/")).await?;
    page.see("20 天没有订货，打个电话").await?;

    // An order after all ends the lapse, until it is taken back.
    page.click(&link(CUSTOMER)).await?;
    page.click(&button("有新订单")).await?;
    page.gone(&text("20 天没有订货，打个电话")).await?;
    page.click(&button("撤销")).await?;
    page.see("20 天没有订货，打个电话").await?;
    page.goto(&line.url("/")).await?;

    // One tap calls, and the form that waits knows what the call is for. Once it is made, nothing is due.
    page.js("addEventListener('click', (event) => event.target.closest('a[href^=\"tel:\"]') && event.preventDefault())")
        .await?;
    page.click(&link(&format!("打给{CUSTOMER}"))).await?;
    page.see("现在方便吗").await?;
    let chosen = page.js("return document.querySelector('input[name=visit-purpose]:checked').value").await?;
    wait::yes(chosen == "lapse", &format!("the visit is for {chosen}"))?;
    page.fill(&field("和谁谈的"), "王建国").await?;
    for label in ["意见与建议", "对公司的评价", "竞品与市场", "做了什么", "答应了什么", "结果", "下一步"]
    {
        page.fill(&field(label), "无").await?;
    }
    page.click(&button("完成回访")).await?;
    page.see("已完成").await?;
    page.goto(&line.url("/")).await?;
    page.see("今天没有到期的事").await?;

    line.mend();
    page.goto(&line.url("/sync")).await?;
    page.click(&button("现在")).await?;
    page.see("全部已由服务器确认").await?;
    page.is_clean().await?;
    page.close().await
}

async fn an_administrator_adds_a_holiday_in_the_tunnel(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    line.cut();
    page.goto(&line.url("/me/calendar")).await?;
    page.see("中秋节").await?;
    page.fill(&field("名称"), "厂庆").await?;
    dated(&page, "holiday-from", 40).await?;
    dated(&page, "holiday-until", 39).await?;
    page.click(&button("存下假期")).await?;
    page.see("结束").await?;
    dated(&page, "holiday-until", 41).await?;
    page.click(&button("存下假期")).await?;
    page.see("自己加的").await?;
    page.screenshot("calendar").await?;
    page.kill()?;

    let page = stage.browser(Viewport::PHONE).await?;
    line.mend();
    page.goto(&line.url("/sync")).await?;
    page.see("全部已由服务器确认").await?;
    // Everybody has it; taken back, it is gone for everybody.
    let other = signed_in_elsewhere(&stage, "tablet", &server.url("")).await?;
    page.goto(&line.url("/me/calendar")).await?;
    page.see("厂庆").await?;
    other.goto(&server.url("/me/calendar")).await?;
    other.see("厂庆").await?;
    other.click(&button("撤回")).await?;
    other.gone(&text("厂庆")).await?;
    other.goto(&server.url("/sync")).await?;
    other.see("全部已由服务器确认").await?;
    page.gone(&text("厂庆")).await?;
    other.is_clean().await?;
    other.close().await?;
    page.is_clean().await?;
    page.close().await
}
