//! A number of the rules: proposed in the tunnel, approved in the tunnel, and then everybody reads the new version.

use crate::people::syncs;
use crate::request::set;
use crate::whole_day::comes_in;
use huifang_tests::browser::{button, field, link};
use huifang_tests::{Proxy, Result, Stage, Viewport};

in_every_engine! {
    a_change_of_the_rules_is_proposed_and_approved_without_a_network,
}

/// Of the sample organisation: who keeps the numbers, who decides, a rep.
const KEEPS: &str = "hanbing";
const DECIDES: &str = "zhoumingyuan";
const REP: &str = "wangfang";
const WHY: &str = "客户说两点前还在午休";

async fn a_change_of_the_rules_is_proposed_and_approved_without_a_network(stage: Stage) -> Result<()> {
    let server = stage.demo()?;
    let line = Proxy::start(server.address())?;
    let page = comes_in(&stage, KEEPS, &line, Viewport::PHONE).await?;
    let boss = comes_in(&stage, DECIDES, &line, Viewport::TABLET).await?;

    line.cut();
    page.goto(&line.url("/me")).await?;
    page.click(&link("业务规则")).await?;
    page.see("还没有改过").await?;
    page.click(&link("提出修改")).await?;
    page.click(&button("提交修改")).await?;
    page.see("还没填").await?;
    page.fill(&field("为什么要改"), WHY).await?;
    page.click(&button("提交修改")).await?;
    page.see("规则一项也没有改").await?;
    page.fill(&field("回访几分钟算太长"), "2").await?;
    set(&page, "policy-noon-until", "14:30").await?;
    page.click(&button("提交修改")).await?;
    page.see("请填 5 到 480 之间的整数").await?;
    page.fill(&field("回访几分钟算太长"), "30").await?;
    page.screenshot("proposal").await?;
    page.click(&button("提交修改")).await?;
    page.see("已存本机").await?;
    page.kill()?;

    // Nothing is lost with the browser; with the network back it goes to the one who decides.
    line.mend();
    let page = stage.browser_of(KEEPS, Viewport::PHONE).await?;
    syncs(&page, &line).await?;
    boss.goto(&line.url("/sync")).await?;
    boss.click(&button("现在")).await?;
    boss.goto(&line.url("/")).await?;
    boss.see(WHY).await?;
    line.cut();
    boss.click(&link("规则修改")).await?;
    for words in ["20 → 30", "14:00 → 14:30", "等你审批"] {
        boss.see(words).await?;
    }
    boss.screenshot("decision").await?;
    boss.click(&button("同意")).await?;
    boss.see("没有待审批的").await?;
    line.mend();
    syncs(&boss, &line).await?;

    // For everybody, from the day on that was agreed; until then the old numbers stand.
    for (page, who) in [(&page, "proposer"), (&boss, "manager")] {
        page.goto(&line.url("/policy")).await?;
        page.see("第 2 版").await?;
        page.see("还没有生效").await?;
        page.screenshot(who).await?;
    }
    let rep = comes_in(&stage, REP, &line, Viewport::PHONE).await?;
    rep.goto(&line.url("/policy")).await?;
    rep.see("第 2 版").await?;
    rep.see("14:00").await?;
    rep.gone(&link("提出修改")).await?;
    for page in [page, boss, rep] {
        page.is_clean().await?;
        page.close().await?;
    }
    Ok(())
}
