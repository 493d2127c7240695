//! The customer signs where there is no network, and the battery goes in that moment.

use crate::steps::{signed_in, signed_in_elsewhere};
use crate::visit::{open, registered};
use huifang_tests::browser::{button, field, link, radio};
use huifang_tests::{Browser, Failure, Proxy, Result, Stage, Viewport, wait};
use serde_json::{Value, json};
use thirtyfour::common::command::Command;

in_every_engine! {
    a_signature_survives_a_kill_and_is_seen_by_others,
}

/// A phone that was turned.
const ACROSS: Viewport = Viewport { width: 844, height: 390 };

/// Strokes of a name, as parts of the pad in percent.
const STROKES: [&[(i64, i64)]; 3] = [
    &[(15, 30), (22, 25), (30, 32), (26, 55)],
    &[(20, 60), (35, 48), (45, 62)],
    &[(60, 30), (72, 70), (88, 40)],
];

/// Tells how many strokes are complete on the disk: what the app was told, and not a moment earlier.
const TELL: &str = r"
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, ...more) {
        if (this.name === 'draft') {
            const text = JSON.parse(new TextDecoder().decode(value)).draft['visit-signature'] ?? '';
            const strokes = text.split('.').length - 1;
            this.transaction.addEventListener('complete', () => console.info(`KEPT ${strokes}.`));
        }
        return put.call(this, value, ...more);
    };
";

async fn a_signature_survives_a_kill_and_is_seen_by_others(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    registered(&page, &line).await?;
    page.close().await?;

    // On site, without a network: half filled, and the customer signs. The battery goes with the last stroke.
    line.cut();
    let profile = stage.folder().join("profile");
    let page = Browser::launch_with(stage.engine(), &profile, Viewport::PHONE, TELL).await?;
    open(&page, &line.url("")).await?;
    page.click(&link("记录回访")).await?;
    page.click(&radio("上门")).await?;
    page.click(&radio("节日、活动")).await?;
    page.fill(&field("做了什么"), "送了节日礼，收下了。").await?;
    press(&page, "客户签名").await?;
    page.find(&button("撤一笔")).await?;
    for stroke in STROKES {
        draw(&page, stroke).await?;
    }
    wait::until("the last stroke on the disk", async || {
        let told = page.console_lines()?;
        wait::yes(told.iter().any(|line| line.contains("KEPT 3.")), &format!("only {told:?}"))
    })
    .await?;
    let drawn = strokes(&page).await?;
    wait::yes(drawn.len() == 3, &format!("{} strokes are on the pad", drawn.len()))?;
    page.screenshot("drawn").await?;
    page.kill()?;

    // Opened again: the same strokes, on a phone that is turned too.
    let page = stage.browser(Viewport::PHONE).await?;
    open(&page, &line.url("")).await?;
    page.click(&link("记录回访")).await?;
    page.see("已恢复").await?;
    signed(&page, &drawn).await?;
    press(&page, "重签").await?;
    signed(&page, &drawn).await?;
    let upright = pad(&page).await?;
    page.resize(ACROSS).await?;
    let across = pad(&page).await?;
    wait::yes(across.width > upright.width * 3 / 2, &format!("the pad is {across:?}, and was {upright:?}"))?;
    signed(&page, &drawn).await?;
    page.screenshot("across").await?;

    // One stroke too many, and back; to clear it all one is asked.
    draw(&page, &[(40, 80), (60, 80)]).await?;
    page.click(&button("清除")).await?;
    page.find(&button("再点一次清除")).await?;
    page.click(&button("撤一笔")).await?;
    page.find(&button("清除")).await?;
    signed(&page, &drawn).await?;
    page.click(&button("撤一笔")).await?;
    let drawn = drawn.get(..2).unwrap_or_default();
    signed(&page, drawn).await?;
    page.resize(Viewport::PHONE).await?;
    page.click(&button("完成")).await?;
    page.gone(&button("撤一笔")).await?;
    signed(&page, drawn).await?;

    // The report is finished, and shows it; so does another device.
    for (label, words) in [
        ("和谁谈的", "王建国"),
        ("地点", "公司前台"),
        ("答应了什么", "无"),
        ("结果", "很高兴。"),
        ("下一步", "月底再来。"),
    ] {
        page.fill(&field(label), words).await?;
    }
    page.screenshot("signed").await?;
    page.click(&button("完成回访")).await?;
    page.see("已存本机").await?;
    page.see("很高兴。").await?;
    signed(&page, drawn).await?;
    page.screenshot("finished").await?;
    line.mend();
    page.goto(&line.url("/sync")).await?;
    page.see("全部已由服务器确认").await?;
    let other = signed_in_elsewhere(&stage, "tablet", &server.url("")).await?;
    open(&other, &server.url("")).await?;
    other.click(&link("节日、活动")).await?;
    signed(&other, drawn).await?;
    other.screenshot("elsewhere").await?;
    page.is_clean().await?;
    other.is_clean().await?;
    page.close().await?;
    other.close().await
}

/// Presses a button of the form: where it would be under the line at the foot, it is brought to the middle first.
pub(crate) async fn press(page: &Browser, name: &str) -> Result<()> {
    page.find(&button(name)).await?.scroll_into_view().await?;
    page.click(&button(name)).await
}

/// What is seen of the signature, stroke by stroke: on the pad if it is open, else in the form or the record.
async fn strokes(page: &Browser) -> Result<Vec<String>> {
    let script = "const seen = document.querySelector('dialog[open] svg[role=img]')
             ?? [...document.querySelectorAll('svg[aria-label=客户签名]')].find((svg) => svg.getClientRects().length);
         return [...(seen?.querySelectorAll('path:not([class])') ?? [])]
             .flatMap((path) => (path.getAttribute('d') ?? '').split('M').filter(Boolean))";
    let found = page.js(script).await?;
    let text = |path: &Value| path.as_str().unwrap_or_default().to_owned();
    Ok(found.as_array().map(|paths| paths.iter().map(text).collect()).unwrap_or_default())
}

/// Waits until exactly these strokes are seen.
async fn signed(page: &Browser, want: &[String]) -> Result<()> {
    wait::until("the signature", async || {
        let seen = strokes(page).await?;
        wait::yes(seen == want, &format!("{} strokes are seen, not the {}", seen.len(), want.len()))
    })
    .await
}

#[derive(Debug)]
struct Pad {
    left: i64,
    top: i64,
    width: i64,
    height: i64,
}

/// Where the pad lies. It is five to two, and nothing of it is off the screen.
async fn pad(page: &Browser) -> Result<Pad> {
    let script = "const { left, top, width, height } =
             document.querySelector('dialog[open] svg[role=img]').getBoundingClientRect();
         return [left, top, width, height, innerWidth, innerHeight].map(Math.round)";
    let found = page.js(script).await?;
    let found: Vec<i64> = serde_json::from_value(found).unwrap_or_default();
    let [left, top, width, height, across, down] = found[..] else { return Err(Failure::new("no pad")) };
    let pad = Pad { left, top, width, height };
    let inside = left >= 0 && top >= 0 && left + width <= across && top + height <= down;
    wait::yes(inside && (width * 2 - height * 5).abs() <= 5, &format!("{pad:?} on {across} by {down}"))?;
    Ok(pad)
}

/// Draws one stroke with the finger, through these places in percent of the pad.
pub(crate) async fn draw(page: &Browser, places: &[(i64, i64)]) -> Result<()> {
    let pad = pad(page).await?;
    let go = |(x, y): &(i64, i64)| {
        let (x, y) = (pad.left + pad.width * x / 100, pad.top + pad.height * y / 100);
        json!({ "type": "pointerMove", "duration": 0, "x": x, "y": y })
    };
    let mut actions: Vec<Value> = places.iter().map(go).collect();
    actions.insert(1, json!({ "type": "pointerDown", "button": 0 }));
    actions.push(json!({ "type": "pointerUp", "button": 0 }));
    let finger = json!([{
        "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" }, "actions": actions,
    }]);
    page.driver().cmd(Command::PerformActions(finger.into())).await?;
    Ok(())
}
