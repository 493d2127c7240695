//! Two people on two profiles: an account is handed over, each sees their own customers, a customer changes hands,
//! and what was noted for it meanwhile is not lost.

use huifang_tests::browser::{button, checkbox, field, link, text};
use huifang_tests::{Browser, Failure, Proxy, Result, Server, Stage, Viewport, wait};
use serde_json::Value;

in_every_engine! {
    a_customer_changes_hands_and_what_was_noted_for_it_goes_along,
    an_administrator_closes_what_must_be_closed,
}

const MOVES: &str = "海通达物流公司";
const STAYS: &str = "蓝湾超市公司";
const WORDS: &str = "送到的 40 箱有 6 箱是湿的。";

/// The first administrator, who also keeps the files from now on: that is changed on the page.
pub(crate) async fn administrator(stage: &Stage, server: &Server, line: &Proxy) -> Result<Browser> {
    let page = stage.browser_of("admin", Viewport::TABLET).await?;
    let link_of_first = server.first_link()?;
    let code = link_of_first.split_once("first=").ok_or_else(|| Failure::new("no link"))?.1;
    page.goto(&line.url(&format!("/sign-in?first={code}"))).await?;
    page.type_into(&field("姓名"), "周敏").await?;
    page.type_into(&field("用户名"), "zhou").await?;
    page.type_into(&field("新密码"), "correct horse battery").await?;
    page.click(&button("登录")).await?;
    page.see("今日").await?;
    page.see("已同步").await?;
    page.click(&link("我的")).await?;
    page.click(&link("人员")).await?;
    page.click(&link("周敏")).await?;
    page.click(&button("修改")).await?;
    page.click(&checkbox("信息管理员")).await?;
    page.click(&button("保存")).await?;
    page.find(&button("修改")).await?;
    page.see("信息管理员").await?;
    Ok(page)
}

/// Enters somebody on the page; answers the code that is shown.
async fn entered(admin: &Browser, line: &Proxy, name: &str, login: &str) -> Result<String> {
    admin.goto(&line.url("/people/new")).await?;
    admin.type_into(&field("姓名"), name).await?;
    admin.type_into(&field("用户名"), login).await?;
    admin.click(&checkbox("客服专员")).await?;
    admin.click(&button("新增并给代码")).await?;
    admin.see("只显示这一次").await?;
    let code = admin.js("return document.querySelector('output.code').textContent").await?;
    let code = code.as_str().ok_or_else(|| Failure::new("no code"))?.to_owned();
    wait::yes(code.len() > 20, &format!("{code:?} is no code"))?;
    // It is there to be read, and stays nowhere when the page is left.
    let kept = admin.js("dispatchEvent(new Event('pagehide')); return JSON.stringify(localStorage)").await?;
    wait::yes(!kept.to_string().contains(&code), "the code is kept on the device")?;
    Ok(code)
}

/// Whoever has the code sets a password on a device of their own.
pub(crate) async fn comes_in(stage: &Stage, line: &Proxy, login: &str, code: &str) -> Result<Browser> {
    let page = stage.browser_of(login, Viewport::PHONE).await?;
    page.goto(&line.url(&format!("/sign-in?code={code}"))).await?;
    page.type_into(&field("新密码"), "another long password").await?;
    page.click(&button("登录")).await?;
    page.see("今日").await?;
    page.see("已同步").await?;
    page.is_kept_offline().await?;
    Ok(page)
}

/// Pushes one mutation as the one who is signed in on the page; answers its status.
async fn pushes(page: &Browser, command: &str, record: &str, args: &Value) -> Result<()> {
    let script =
        PUSH.replace("COMMAND", command).replace("RECORD", record).replace("ARGS", &args.to_string());
    let status = page.js_async(&script).await?;
    wait::yes(status == "applied", &format!("{command}: {status}"))
}

const PUSH: &str = r"
    const device = JSON.parse(localStorage.getItem('huifang.device'));
    const user = JSON.parse(localStorage.getItem('huifang.user')).user;
    const me = await (await fetch('/api/auth/v1/session', { headers: { 'X-Device': device } })).json();
    const at = { ms: Date.now(), off: 480 };
    const [kind] = 'COMMAND'.split('.');
    const mutation = {
        id: crypto.randomUUID(), name: 'COMMAND', v: 1, rec: { kind, id: 'RECORD' }, actor: user, at,
        app: 'journey', args: ARGS,
    };
    const body = JSON.stringify({ epoch: me.epoch, now: at.ms, pending: 1, mutations: [mutation] });
    const sum = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body));
    const digest = btoa(String.fromCharCode(...new Uint8Array(sum)));
    const answer = await fetch('/api/sync/v1/push', {
        method: 'POST', body,
        headers: {
            'X-Device': device, 'Content-Type': 'application/json', 'Content-Digest': `sha-256=:${digest}:`,
        },
    });
    const said = await answer.json();
    return said.results ? said.results[0].status + (said.results[0].code ?? '') : said.code;
";

async fn user_of(page: &Browser) -> Result<String> {
    let user = page.js("return JSON.parse(localStorage.getItem('huifang.user')).user").await?;
    Ok(user.as_str().ok_or_else(|| Failure::new("nobody is signed in"))?.to_owned())
}

/// What this person is offered when they begin to type a customer's name.
async fn offered(page: &Browser, line: &Proxy, there: &[&str], not_there: &[&str]) -> Result<()> {
    page.goto(&line.url("/complaints/new")).await?;
    page.fill(&field("投诉客户"), "公司").await?;
    for name in there {
        page.see(name).await?;
    }
    for name in not_there {
        page.gone(&text(name)).await?;
    }
    Ok(())
}

/// Whether the device's disk holds these words anywhere.
pub(crate) async fn has_on_disk(page: &Browser, words: &str) -> Result<bool> {
    let found = page.js_async(&ON_DISK.replace("WORDS", words)).await?;
    found.as_bool().ok_or_else(|| Failure::new("the disk cannot be read"))
}

const ON_DISK: &str = r"
    const user = JSON.parse(localStorage.getItem('huifang.user')).user;
    const db = await new Promise((ok, no) => {
        const open = indexedDB.open('huifang-' + user);
        open.onsuccess = () => ok(open.result);
        open.onerror = () => no(open.error);
    });
    const read = (value) => {
        if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
        if (value && typeof value === 'object') return Object.values(value).map(read).join();
        return String(value);
    };
    const all = await Promise.all([...db.objectStoreNames].map((name) => new Promise((ok, no) => {
        const get = db.transaction(name).objectStore(name).getAll();
        get.onsuccess = () => ok(get.result.map(read).join());
        get.onerror = () => no(get.error);
    })));
    db.close();
    return all.join().includes('WORDS');
";

pub(crate) async fn syncs(page: &Browser, line: &Proxy) -> Result<()> {
    page.goto(&line.url("/sync")).await?;
    page.click(&button("现在")).await?;
    page.see("全部已由服务器确认").await
}

async fn a_customer_changes_hands_and_what_was_noted_for_it_goes_along(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    // A line for each, so that one can be in a tunnel while the others work. All at one origin's address.
    let (line_a, line_b) = (Proxy::start(server.address())?, Proxy::start(server.address())?);
    let admin = administrator(&stage, &server, &line_b).await?;
    let code_a = entered(&admin, &line_b, "李娜", "li.na").await?;
    admin.screenshot("code").await?;
    let code_b = entered(&admin, &line_b, "王伟", "wang.wei").await?;
    let rep_a = comes_in(&stage, &line_a, "li.na", &code_a).await?;
    let rep_b = comes_in(&stage, &line_b, "wang.wei", &code_b).await?;

    let (user_a, user_b) = (user_of(&rep_a).await?, user_of(&rep_b).await?);
    let (moves, stays) = ("0199aaaa-0000-7000-8000-000000000001", "0199aaaa-0000-7000-8000-000000000002");
    for (record, name, owner) in [(moves, MOVES, &user_a), (stays, STAYS, &user_b)] {
        let pair = serde_json::json!({"owner": owner, "salesperson": null});
        let profile = serde_json::json!({"name": name, "kind": "company", "stage": "prospect"});
        let args = serde_json::json!({"profile": profile, "pair": pair});
        pushes(&admin, "customer.register", record, &args).await?;
    }
    syncs(&rep_a, &line_a).await?;
    syncs(&rep_b, &line_b).await?;
    offered(&rep_a, &line_a, &[MOVES], &[STAYS]).await?;
    offered(&rep_b, &line_b, &[STAYS], &[MOVES]).await?;

    wait::until("the customer on the disk", async || {
        wait::yes(has_on_disk(&rep_a, MOVES).await?, "not there")
    })
    .await?;

    // Into the tunnel: a note for the customer, kept on this device only.
    line_a.cut();
    rep_a.goto(&line_a.url("/complaints/new")).await?;
    rep_a.fill(&field("投诉客户"), "海通").await?;
    rep_a.click(&text(MOVES)).await?;
    rep_a.type_into(&field("发生了什么"), WORDS).await?;
    rep_a.click(&button("存下投诉")).await?;
    rep_a.see("已存本机").await?;

    // Meanwhile the customer is given to somebody else.
    let pair = |owner: &str| serde_json::json!({"owner": owner, "salesperson": null});
    let args = serde_json::json!({"from": pair(&user_a), "to": pair(&user_b)});
    pushes(&admin, "customer.assign", moves, &args).await?;
    syncs(&rep_b, &line_b).await?;
    offered(&rep_b, &line_b, &[STAYS, MOVES], &[]).await?;

    // Out of it: the note arrives with the customer's new owner, and the customer has left this device.
    line_a.mend();
    syncs(&rep_a, &line_a).await?;
    wait::until("the customer to leave the disk", async || {
        wait::yes(!has_on_disk(&rep_a, MOVES).await?, "still there")
    })
    .await?;
    rep_a.goto(&line_a.url("/complaints/new")).await?;
    rep_a.fill(&field("投诉客户"), "海通").await?;
    rep_a.gone(&text(MOVES)).await?;
    syncs(&rep_b, &line_b).await?;
    rep_b.goto(&line_b.url("/complaints")).await?;
    rep_b.see(WORDS).await?;
    rep_b.see("全部 1").await?;
    rep_b.screenshot("arrived").await?;
    for page in [admin, rep_a, rep_b] {
        page.is_clean().await?;
        page.close().await?;
    }
    Ok(())
}

async fn an_administrator_closes_what_must_be_closed(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let own = Proxy::start(server.address())?;
    let admin = administrator(&stage, &server, &line).await?;
    let code = entered(&admin, &line, "李娜", "li.na").await?;
    let rep = comes_in(&stage, &own, "li.na", &code).await?;

    // A code works once.
    let thief = stage.browser_of("thief", Viewport::PHONE).await?;
    thief.goto(&line.url(&format!("/sign-in?code={code}"))).await?;
    thief.type_into(&field("新密码"), "a password of a thief").await?;
    thief.click(&button("登录")).await?;
    thief.see("用过了或已过期").await?;
    thief.close().await?;

    // Without a network nothing is pretended; when it is back the list is there by itself.
    line.cut();
    admin.goto(&line.url("/people")).await?;
    admin.see("管理人员要联网").await?;
    admin.screenshot("offline").await?;
    line.mend();
    admin.click(&button("再试一次")).await?;
    admin.click(&link("李娜")).await?;
    admin.see("在用").await?;
    admin.screenshot("person").await?;

    // The device was lost. Among several she would know it by its name.
    admin.see("Linux · ").await?;
    admin.click(&button("停用设备")).await?;
    admin.see("停用这台设备？").await?;
    admin.screenshot("sure").await?;
    admin.click(&button("确定停用")).await?;
    admin.see("现在没有设备登录着").await?;
    rep.goto(&own.url("/sync")).await?;
    rep.click(&button("现在")).await?;
    rep.see("请登录").await?;

    // She leaves.
    admin.click(&button("停用账户")).await?;
    admin.see("停用这个账户？").await?;
    admin.click(&button("确定停用账户")).await?;
    admin.see("账户已停用").await?;
    admin.find(&button("恢复账户")).await?;
    for page in [admin, rep] {
        page.is_clean().await?;
        page.close().await?;
    }
    Ok(())
}
