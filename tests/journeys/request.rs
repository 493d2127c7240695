//! A visit on site is asked for where there is no network, two who may decide do so apart, and the first to arrive counts.

use crate::people::{administrator, comes_in, syncs};
use crate::steps::CUSTOMER;
use huifang_tests::browser::{button, checkbox, field, link, radio};
use huifang_tests::{Browser, Failure, Proxy, Result, Stage, Viewport, wait};
use serde_json::{Value, json};

in_every_engine! {
    what_was_asked_for_in_the_tunnel_is_decided_once,
    a_request_comes_back_and_several_are_approved_at_once,
}

/// Asks the server for something as the administrator who is signed in on the page.
pub(crate) async fn asks(page: &Browser, path: &str, body: &Value) -> Result<Value> {
    let script = ASK.replace("PATH", path).replace("BODY", &body.to_string());
    page.js_async(&script).await
}

const ASK: &str = r"
    const device = JSON.parse(localStorage.getItem('huifang.device'));
    const body = JSON.stringify(BODY);
    const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body));
    const digest = btoa(String.fromCharCode(...new Uint8Array(sum)));
    const headers = {
        'X-Device': device, 'Content-Type': 'application/json', 'Content-Digest': `sha-256=:${digest}:`,
    };
    return (await fetch('/api/admin/v1/PATH', { method: 'POST', headers, body })).json();
";

/// Enters somebody; answers who they are, and the code of their first sign-in.
pub(crate) async fn enters(admin: &Browser, person: Value) -> Result<(String, String)> {
    let said = asks(admin, "people", &person).await?;
    let text =
        |key: &str| said[key].as_str().map(str::to_owned).ok_or_else(|| Failure::new(said.to_string()));
    Ok((text("user_id")?, text("code")?))
}

/// A house with a rep, whose supervisor decides, and a colleague of the supervisor. The rep opens a file for the customer.
struct House {
    rep: Browser,
    boss: Browser,
    deputy: Browser,
    /// A line for each, in this order.
    lines: [Proxy; 3],
}

impl House {
    async fn open(
        stage: &Stage,
        address: std::net::SocketAddr,
        first: &huifang_tests::Server,
    ) -> Result<Self> {
        let lines = [Proxy::start(address)?, Proxy::start(address)?, Proxy::start(address)?];
        let admin = administrator(stage, first, &lines[0]).await?;
        let team = asks(&admin, "teams", &json!({"name": "华东"})).await?["team_id"].clone();
        let boss =
            json!({"login": "zhou.jg", "name": "周建国", "roles": ["service_supervisor"], "leads": [team]});
        let (boss, boss_code) = enters(&admin, boss).await?;
        let rep = json!({"login": "chen", "name": "陈晓琳", "roles": ["service_rep"], "team": team, "superior": boss});
        let (_, rep_code) = enters(&admin, rep).await?;
        let deputy = json!({"login": "fang", "name": "方丽萍", "roles": ["service_rep"]});
        let (_, deputy_code) = enters(&admin, deputy).await?;
        admin.close().await?;
        let rep = comes_in(stage, &lines[0], "chen", &rep_code).await?;
        // Browsers write cookies down within half a minute, or when they are closed.
        rep.close().await?;
        let rep = stage.browser_of("chen", Viewport::PHONE).await?;
        let boss = comes_in(stage, &lines[1], "zhou.jg", &boss_code).await?;
        let deputy = comes_in(stage, &lines[2], "fang", &deputy_code).await?;
        rep.goto(&lines[0].url("/customers/new")).await?;
        rep.type_into(&field("名称"), CUSTOMER).await?;
        rep.click(&button("存下客户")).await?;
        rep.see("已存本机").await?;
        syncs(&rep, &lines[0]).await?;
        Ok(Self { rep, boss, deputy, lines })
    }

    async fn close(self) -> Result<()> {
        for page in [self.rep, self.boss, self.deputy] {
            page.is_clean().await?;
            page.close().await?;
        }
        Ok(())
    }
}

/// Sets what a field for a day or a time holds: how they are typed differs from browser to browser.
pub(crate) async fn set(page: &Browser, id: &str, text: &str) -> Result<()> {
    page.js(&format!(
        "const field = document.getElementById('{id}');
         field.value = '{text}';
         field.dispatchEvent(new Event('input', {{ bubbles: true }}));
         field.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    ))
    .await?;
    Ok(())
}

/// Asks for visits to the only customer; answers where the request is read.
async fn requests(rep: &Browser, line: &Proxy, why: &str, weekly: bool) -> Result<String> {
    // From everywhere: whom, then the form.
    rep.goto(&line.url("/#add")).await?;
    rep.click(&link("上门申请")).await?;
    rep.stands(&link(CUSTOMER)).await?;
    rep.click(&link(CUSTOMER)).await?;
    rep.type_into(&field("为什么要上门"), why).await?;
    set(rep, "request-first", "2036-12-01T09:30").await?;
    if weekly {
        rep.click(&radio("每周")).await?;
        rep.find(&field("到哪天为止")).await?;
        set(rep, "request-until", "2036-12-15").await?;
    }
    rep.click(&button("提交申请")).await?;
    rep.see("待审批").await?;
    rep.place().await
}

/// The button of the sheet that is open; another of the same name may stand on the page behind.
const SUBMIT: &str = "document.querySelector('dialog[open] button[type=submit]').click()";
const WHY: &str = "新机台试产，客户要现场看色。";

async fn what_was_asked_for_in_the_tunnel_is_decided_once(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let House { rep, boss, deputy, lines } = House::open(&stage, server.address(), &server).await?;
    let [line, line_b, line_d] = &lines;

    // The supervisor is away from today on, and says who decides then.
    boss.goto(&line_b.url("/me/deputy")).await?;
    boss.stands(&radio("方丽萍")).await?;
    boss.click(&radio("方丽萍")).await?;
    boss.click(&button("存下")).await?;
    boss.see("至").await?;
    syncs(&boss, line_b).await?;

    // Into the tunnel: asked for, and killed. It is there again.
    line.cut();
    let request = requests(&rep, line, WHY, true).await?;
    rep.see("共 3 次").await?;
    rep.see("周建国 待审批").await?;
    rep.kill()?;
    let rep = stage.browser_of("chen", Viewport::PHONE).await?;
    rep.goto(&line.url("/approvals")).await?;
    rep.see(WHY).await?;
    rep.screenshot("asked").await?;
    line.mend();
    syncs(&rep, line).await?;

    // Both who may decide have it, and go where there is no network.
    for (page, line) in [(&boss, line_b), (&deputy, line_d)] {
        syncs(page, line).await?;
        page.goto(&line.url("/")).await?;
        page.see("陈晓琳 申请上门").await?;
        line.cut();
        page.goto(&line.url("/approvals")).await?;
        page.stands(&link(CUSTOMER)).await?;
        page.click(&link(CUSTOMER)).await?;
        page.see("审批进度").await?;
    }
    deputy.see("代 周建国").await?;
    deputy.click(&button("同意")).await?;
    deputy.see("已同意").await?;
    // Nothing else waits for the deputy, who decides for nobody else: the place does not go away under the finger.
    let place = "return document.querySelectorAll('nav a[href=\"/approvals\"]').length";
    let places = deputy.js(place).await?;
    wait::yes(places == 1, &format!("{places} places for what is to decide"))?;
    boss.click(&button("拒绝")).await?;
    boss.type_into(&field("说明"), "今年的费用用完了。").await?;
    boss.screenshot("refuses").await?;
    boss.js(SUBMIT).await?;
    boss.see("已拒绝").await?;
    boss.see("没有待审批的").await?;

    // The deputy's word arrives first. The other learns who was first and when, and what can be done.
    line_d.mend();
    syncs(&deputy, line_d).await?;
    line_b.mend();
    boss.goto(&line_b.url("/sync")).await?;
    boss.click(&button("现在")).await?;
    boss.see("已由 方丽萍 于 今天").await?;
    boss.see("同意，你的处理没有生效").await?;
    boss.screenshot("late").await?;
    boss.click(&link("去看")).await?;
    boss.see("方丽萍 同意（代 周建国）").await?;
    boss.find(&button("取消申请")).await?;
    boss.goto(&line_b.url("/sync")).await?;
    boss.click(&button("放弃")).await?;
    boss.click(&button("放弃这条")).await?;
    boss.see("全部已由服务器确认").await?;

    // The rep has three visits, and may begin them.
    syncs(&rep, line).await?;
    rep.goto(&line.url(&request)).await?;
    rep.see("已批准").await?;
    rep.see("计划的上门 3 次").await?;
    rep.screenshot("approved").await?;
    let visit = "return document.querySelector('main a[href^=\"/visits/\"]').getAttribute('href')";
    let visit = rep.js(visit).await?;
    line.cut();
    rep.goto(&line.url(visit.as_str().unwrap_or_default())).await?;
    rep.find(&link("开始回访")).await?;

    // The feedback that was promised is on Today until it is given; who decided reads it.
    rep.goto(&line.url("/")).await?;
    rep.see("答应的反馈").await?;
    rep.goto(&line.url(&request)).await?;
    rep.click(&button("写反馈")).await?;
    rep.type_into(&field("说明"), "客户认可新面料。").await?;
    rep.js(SUBMIT).await?;
    rep.see("客户认可新面料。").await?;
    rep.screenshot("feedback").await?;
    line.mend();
    syncs(&rep, line).await?;
    syncs(&deputy, line_d).await?;
    deputy.goto(&line_d.url(&request)).await?;
    deputy.see("客户认可新面料。").await?;
    House { rep, boss, deputy, lines }.close().await
}

async fn a_request_comes_back_and_several_are_approved_at_once(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let house = House::open(&stage, server.address(), &server).await?;
    let House { rep, boss, lines: [line, line_b, _], .. } = &house;
    let request = requests(rep, line, WHY, false).await?;
    syncs(rep, line).await?;

    // It comes back with a word, which Today says; it is changed in the tunnel and asked again.
    syncs(boss, line_b).await?;
    boss.goto(&line_b.url(&request)).await?;
    boss.click(&button("退回")).await?;
    boss.find(&field("说明")).await?;
    boss.js(SUBMIT).await?;
    boss.see("还没填").await?;
    boss.type_into(&field("说明"), "请写明带谁去。").await?;
    boss.js(SUBMIT).await?;
    boss.see("已退回").await?;
    syncs(boss, line_b).await?;
    syncs(rep, line).await?;
    line.cut();
    rep.goto(&line.url("/")).await?;
    rep.see("被退回，等你修改").await?;
    rep.click(&link("修改后再提交")).await?;
    rep.type_into(&field("同行的人"), "工艺科 庄严").await?;
    rep.click(&button("修改后再提交")).await?;
    rep.see("已再次提交").await?;
    rep.see("请写明带谁去。").await?;
    rep.see("庄严").await?;
    requests(rep, line, "客户反映异响，要现场听。", false).await?;
    line.mend();
    syncs(rep, line).await?;

    // Both at once, and taken back once before they were sent.
    syncs(boss, line_b).await?;
    for undone in [true, false] {
        boss.goto(&line_b.url("/approvals")).await?;
        boss.see("待处理 2").await?;
        boss.stands(&link("多选")).await?;
        boss.click(&link("多选")).await?;
        boss.find(&checkbox(CUSTOMER)).await?;
        boss.js("document.querySelectorAll('.row__box').forEach((box) => box.click())").await?;
        boss.click(&button("同意 2 个")).await?;
        boss.see("同意了 2 个").await?;
        if undone {
            boss.click(&button("撤销")).await?;
            boss.see("待处理 2").await?;
        }
    }
    boss.see("没有待审批的").await?;
    syncs(boss, line_b).await?;
    syncs(rep, line).await?;
    rep.goto(&line.url(&request)).await?;
    rep.see("已批准").await?;
    rep.see("计划的上门 1 次").await?;
    // A request that was approved cannot be taken back any more.
    let there = rep.js("return document.body.innerText.includes('撤回')").await?;
    wait::yes(there == false, "it can be taken back")?;
    house.close().await
}
