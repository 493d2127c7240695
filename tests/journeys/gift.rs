//! A gift is listed and handed over by one, and confirmed by another on a visit where there is no network.

use crate::people::{comes_in, has_on_disk, syncs};
use crate::request::{asks, enters, set};
use crate::signature::{draw, press};
use crate::steps::{CUSTOMER, photograph, photos, picture, sign_in};
use crate::visit::open;
use huifang_tests::browser::{button, field, link, radio};
use huifang_tests::{Browser, Proxy, Result, Stage, Viewport, wait};
use serde_json::json;

in_every_engine! {
    a_gift_is_confirmed_on_a_visit_in_the_tunnel,
}

const GIFT: &str = "水果篮 × 2";

/// Waits until that stands in a field of the form that is open: a draft comes from the disk a moment after the form.
async fn stands(page: &Browser, label: &str, want: &str) -> Result<()> {
    wait::until(&format!("{want} in {label}"), async || {
        let found = page.value(&field(label)).await?;
        wait::yes(found == want, &format!("{found:?} is in it"))
    })
    .await
}

/// Waits until a signature of one stroke is seen.
async fn signed(page: &Browser) -> Result<()> {
    wait::until("the signature", async || {
        let script = "return [...document.querySelectorAll('svg[aria-label=签收]')]
             .filter((svg) => svg.getClientRects().length)
             .map((svg) => [...svg.querySelectorAll('path:not([class])')].map((p) => p.getAttribute('d')).join(''))
             .join('').split('M').length - 1";
        let strokes = page.js(script).await?;
        wait::yes(strokes == 1, &format!("{strokes} strokes are seen"))
    })
    .await
}

/// The form of the visit, as it was left.
async fn visit(page: &Browser) -> Result<()> {
    page.click(&link("记录回访")).await?;
    page.see("已恢复").await?;
    stands(page, "和谁谈的", "王建国").await
}

async fn a_gift_is_confirmed_on_a_visit_in_the_tunnel(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let (line, line_b) = (Proxy::start(server.address())?, Proxy::start(server.address())?);
    let admin = stage.browser_of("admin", Viewport::TABLET).await?;
    sign_in(&admin, &server, &line.url("")).await?;
    let team = asks(&admin, "teams", &json!({"name": "华东"})).await?["team_id"].clone();
    let boss =
        json!({"login": "zhou.jg", "name": "周建国", "roles": ["service_supervisor"], "leads": [team]});
    let (boss, boss_code) = enters(&admin, boss).await?;
    let rep =
        json!({"login": "chen", "name": "陈晓琳", "roles": ["service_rep"], "team": team, "superior": boss});
    let (_, rep_code) = enters(&admin, rep).await?;
    admin.close().await?;
    let rep = comes_in(&stage, &line, "chen", &rep_code).await?;
    // Browsers write cookies down within half a minute, or when they are closed.
    rep.close().await?;
    let rep = stage.browser_of("chen", Viewport::PHONE).await?;
    rep.goto(&line.url("/customers/new")).await?;
    rep.type_into(&field("名称"), CUSTOMER).await?;
    rep.click(&button("存下客户")).await?;
    rep.see("已存本机").await?;
    syncs(&rep, &line).await?;

    // The supervisor puts a gift on the list, and hands it over.
    let boss = comes_in(&stage, &line_b, "zhou.jg", &boss_code).await?;
    boss.goto(&line_b.url("/gifts/new")).await?;
    boss.stands(&link(CUSTOMER)).await?;
    boss.click(&link(CUSTOMER)).await?;
    boss.find(&radio("陈晓琳")).await?;
    boss.type_into(&field("送什么"), "水果篮").await?;
    boss.fill(&field("数量"), "2").await?;
    set(&boss, "gift-give-on", "2036-09-24").await?;
    boss.click(&button("列入名单")).await?;
    boss.see("待送").await?;
    let gift = boss.place().await?;
    boss.screenshot("listed").await?;
    // With room for both the list stays beside the gift that is read.
    boss.resize(Viewport::TABLET).await?;
    boss.see("待确认的礼品").await?;
    boss.see(GIFT).await?;
    boss.screenshot("beside").await?;
    boss.resize(Viewport::PHONE).await?;
    boss.goto(&line_b.url("/")).await?;
    boss.see("水果篮 × 2，送了吗").await?;
    boss.screenshot("today").await?;
    boss.click(&button("已送到")).await?;
    boss.see("今天没有到期的事").await?;
    syncs(&boss, &line_b).await?;

    // The rep sees it, and goes where there is no network. On the visit it is asked for.
    syncs(&rep, &line).await?;
    line.cut();
    rep.goto(&line.url("/")).await?;
    rep.see("待确认送达").await?;
    open(&rep, &line.url("")).await?;
    rep.click(&link("记录回访")).await?;
    rep.type_into(&field("和谁谈的"), "王建国").await?;
    rep.stands(&link(GIFT)).await?;
    rep.screenshot("visit").await?;
    rep.click(&link(GIFT)).await?;
    rep.click(&radio("已收到")).await?;
    rep.type_into(&field("谁收的"), "顾建明").await?;
    photograph(&rep, &picture(&stage, "basket.png", 90)?, 1).await?;
    press(&rep, "签收").await?;
    rep.find(&button("撤一笔")).await?;
    draw(&rep, &[(20, 60), (35, 48), (45, 62)]).await?;
    rep.click(&button("完成")).await?;
    wait::until("the stroke on the disk", async || {
        wait::yes(has_on_disk(&rep, "gift-signature").await?, "not there")
    })
    .await?;
    rep.screenshot("filled").await?;
    rep.kill()?;

    // Opened again, all of it is there; it is kept, and one goes on with the visit.
    let rep = stage.browser_of("chen", Viewport::PHONE).await?;
    open(&rep, &line.url("")).await?;
    visit(&rep).await?;
    rep.stands(&link(GIFT)).await?;
    rep.click(&link(GIFT)).await?;
    rep.see("已恢复").await?;
    stands(&rep, "谁收的", "顾建明").await?;
    photos(&rep, 1).await?;
    signed(&rep).await?;
    rep.click(&button("存下确认")).await?;
    rep.see("礼品已确认").await?;
    rep.gone(&link(GIFT)).await?;
    stands(&rep, "和谁谈的", "王建国").await?;
    rep.screenshot("back").await?;
    rep.kill()?;

    // Nothing is lost; out of the tunnel it goes up, and whoever gave reads it.
    let rep = stage.browser_of("chen", Viewport::PHONE).await?;
    rep.goto(&line.url("/sync")).await?;
    rep.see("礼品确认，新的").await?;
    line.mend();
    syncs(&rep, &line).await?;
    rep.goto(&line.url(&gift)).await?;
    rep.see("顾建明").await?;
    signed(&rep).await?;
    rep.screenshot("confirmed").await?;
    syncs(&boss, &line_b).await?;
    boss.goto(&line_b.url(&gift)).await?;
    boss.see("客户确认：已收到").await?;
    photos(&boss, 1).await?;
    signed(&boss).await?;
    for page in [rep, boss] {
        page.is_clean().await?;
        page.close().await?;
    }
    Ok(())
}
