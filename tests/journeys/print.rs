//! What is on paper: the four forms as one would file them, without what only a screen needs.

use crate::whole_day::comes_in;
use huifang_tests::browser::{button, field, link};
use huifang_tests::{Browser, Proxy, Result, Stage, Viewport, wait};
use serde_json::Value;

in_every_engine! {
    four_forms_are_printed_as_one_files_them,
}

/// Shows the page as paper has it, the same in every engine: the rules for print hold, those for screens do not, and the
/// app is told.
const ON_PAPER: &str = r"
    const print = (rules) => {
        for (const rule of rules) {
            if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all';
            else if (rule.media?.mediaText.startsWith('screen')) rule.media.mediaText = 'not all';
            if (rule.cssRules) print(rule.cssRules);
        }
    };
    [...document.styleSheets].forEach((sheet) => print(sheet.cssRules));
    window.dispatchEvent(new Event('beforeprint'));
";

/// What only holds while one looks: times told from now, and how far a record is on its way.
const SPOKEN: &str = r"return document.body.innerText.match(/(今天|昨天|明天) \d|服务器已确认/)?.[0] ?? null";

/// Whatever could be pressed.
const PRESSED: &str = "return [...document.querySelectorAll('button, .button, .tool, .bar, .tabs, .toast')]
    .filter((one) => one.getClientRects().length)
    .map((one) => one.textContent.trim() || one.getAttribute('aria-label'))";

/// The page on paper has all these words, and nothing of a screen.
async fn prints(page: &Browser, name: &str, words: &[&str]) -> Result<()> {
    page.see(words.first().unwrap_or(&"")).await?;
    page.js(ON_PAPER).await?;
    wait::until(&format!("{name} on paper"), async || {
        let text = page.js("return document.body.innerText").await?;
        let text = text.as_str().unwrap_or_default();
        let missing: Vec<_> = words.iter().filter(|words| !text.contains(**words)).collect();
        wait::yes(missing.is_empty(), &format!("{missing:?} are not in {text}"))?;
        let spoken = page.js(SPOKEN).await?;
        wait::yes(spoken == Value::Null, &format!("{spoken} is in {text}"))
    })
    .await?;
    page.screenshot(name).await?;
    let pressed = page.js(PRESSED).await?;
    wait::yes(pressed == Value::Array(Vec::new()), &format!("on paper nobody presses {pressed}"))
}

async fn four_forms_are_printed_as_one_files_them(stage: Stage) -> Result<()> {
    let server = stage.demo()?;
    let line = Proxy::start(server.address())?;
    let page = comes_in(&stage, "wangfang", &line, Viewport::TABLET).await?;
    line.cut();

    // A complaint of half an hour ago: on a screen that is today.
    page.goto(&line.url("/complaints")).await?;
    page.stands(&link("杭州云栖便利连锁有限公司")).await?;
    page.click(&link("杭州云栖便利连锁有限公司")).await?;
    page.find(&button("打印")).await?;
    let complaint = ["杭州云栖便利连锁有限公司", "客户投诉记录", "-004", "打印偏浅", "处理人"];
    prints(&page, "complaint", &complaint).await?;

    page.goto(&line.url("/gifts/confirm")).await?;
    let gifts = ["定制台历 × 1", "礼品赠送名单", "签收", "回访确认人"];
    prints(&page, "gifts", &gifts).await?;

    // Of what was refused, the form tells by whom and why.
    page.goto(&line.url("/approvals")).await?;
    page.stands(&link("上海浦江冷链物流有限公司")).await?;
    page.click(&link("上海浦江冷链物流有限公司")).await?;
    page.find(&button("打印")).await?;
    let request = ["上海浦江冷链物流有限公司", "上门回访申请函", "先电话联系两次", "赵磊", "审批人"];
    prints(&page, "request", &request).await?;

    // A visit that was reported before the demo began.
    page.goto(&line.url("/customers")).await?;
    page.type_into(&field("名称、拼音"), "嘉兴南湖").await?;
    page.stands(&link("嘉兴南湖食品配送中心")).await?;
    page.click(&link("嘉兴南湖食品配送中心")).await?;
    page.stands(&link("久未下单")).await?;
    page.click(&link("久未下单")).await?;
    let visit = ["做了什么", "客户回访记录表", "客户签名", "王芳"];
    prints(&page, "visit", &visit).await?;
    page.is_clean().await?;
    page.close().await
}
