//! Ten thousand customers on a device: fetched once, found while typing, and kept; new and corrected ones go to the
//! server when there is a line again.

use huifang_tests::browser::{button, field, link, text};
use huifang_tests::{Browser, Proxy, Result, Server, Stage, Viewport, wait};

in_every_engine! {
    ten_thousand_customers_are_fetched_found_and_there_without_a_network,
    two_correct_one_file_and_both_corrections_stand,
}

const PASSWORD: &str = "correct horse battery";
const SEARCH: &str = "名称、拼音、联系人、电话";

/// So many in the tests and in the proofs alike.
const MANY: usize = 10_000;
const PART: usize = 1000;

/// The first administrator signs in, and makes an account for a rep; the answer is the rep's code.
async fn account(stage: &Stage, server: &Server) -> Result<String> {
    let page = stage.browser_of("office", Viewport::PHONE).await?;
    page.goto(&server.first_link()?).await?;
    page.type_into(&field("姓名"), "周敏").await?;
    page.type_into(&field("用户名"), "zhou").await?;
    page.type_into(&field("新密码"), PASSWORD).await?;
    page.click(&button("登录")).await?;
    page.see("已同步").await?;
    let made = page.js_async(&format!("{ASK}{ACCOUNT}")).await?;
    page.close().await?;
    let code = made.as_str().unwrap_or_default().to_owned();
    wait::yes(code.len() > 5, &format!("no code: {made}"))?;
    Ok(code)
}

/// The rep chooses a password at the desk.
async fn at_the_desk(stage: &Stage, server: &Server) -> Result<Browser> {
    let code = account(stage, server).await?;
    let page = stage.browser_of("desk", Viewport::PHONE).await?;
    page.goto(&server.url(&format!("/sign-in?code={code}"))).await?;
    page.type_into(&field("新密码"), PASSWORD).await?;
    page.click(&button("登录")).await?;
    page.see("已同步").await?;
    Ok(page)
}

/// The same rep signs in on a tablet.
async fn on_the_tablet(page: &Browser) -> Result<()> {
    page.type_into(&field("用户名"), "rep").await?;
    page.type_into(&field("密码"), PASSWORD).await?;
    page.click(&button("登录")).await
}

/// Everything in the office's old lists goes to the server.
async fn entered(stage: &Stage, server: &Server) -> Result<()> {
    let page = at_the_desk(stage, server).await?;
    // In parts, because a driver waits for a script half a minute.
    for from in (0..MANY).step_by(PART) {
        let script = format!("{ASK}{ENTER}").replace("FROM", &from.to_string());
        let done = page.js_async(&script.replace("TO", &(from + PART).to_string())).await?;
        wait::yes(done == PART, &format!("entered: {done}"))?;
    }
    page.close().await
}

/// What is typed, and what then stands first.
const FOUND: [(&str, &str); 8] = [
    ("海通物", "海通物流"),
    ("htwl", "海通物流"),
    ("haitwl", "海通物流"),
    ("haitong", "海通物流"),
    ("cqca", "重庆长安贸易有限公司"),
    ("zengli", "重庆长安贸易有限公司"),
    ("77602958", "张家港保税区海通达物流有限公司"),
    ("海通达", "张家港保税区海通达物流有限公司"),
];

async fn finds(page: &Browser, typed: &str, want: &str) -> Result<()> {
    page.fill(&field(SEARCH), typed).await?;
    wait::until(&format!("{want} first for {typed}"), async || {
        let first = page.js("return document.querySelector('ul[aria-label=客户] a')?.textContent").await?;
        wait::yes(first == want, &format!("{first} is first"))
    })
    .await
}

async fn ten_thousand_customers_are_fetched_found_and_there_without_a_network(stage: Stage) -> Result<()> {
    let mut server = stage.server()?;
    entered(&stage, &server).await?;

    // A new tablet: its first sync says how far it is, and the list can be used meanwhile.
    let line = Proxy::start(server.address())?;
    let page = stage.browser_of("tablet", Viewport::PHONE).await?;
    page.goto(&line.url("/customers")).await?;
    page.js(WATCH).await?;
    on_the_tablet(&page).await?;
    page.see(&format!("全部 {MANY}")).await?;
    page.see("已同步").await?;
    page.gone(&text("正在取来")).await?;
    let told = page.js("return window.told").await?;
    wait::yes(told == true, "the first sync never said how far it is")?;
    let rows = page.js("return document.querySelectorAll('ul[aria-label=客户] > li').length").await?;
    wait::yes(rows.as_u64().is_some_and(|rows| (5..80).contains(&rows)), &format!("{rows} rows are drawn"))?;
    for (typed, want) in FOUND {
        finds(&page, typed, want).await?;
    }
    page.screenshot("found").await?;
    page.is_kept_offline().await?;

    // Without a network, opened anew: the list stands, and is found in by pinyin too.
    line.cut();
    server.stop()?;
    page.goto(&line.url("/customers")).await?;
    page.see(&format!("全部 {MANY}")).await?;
    finds(&page, "htwl", "海通物流").await?;

    // A new file; whoever types a name that is there is told.
    page.goto(&line.url("/customers/new")).await?;
    page.type_into(&field("名称"), "海通物流").await?;
    page.see("可能已有这个客户").await?;
    page.fill(&field("名称"), "老周五金店").await?;
    page.click(&button("加联系人")).await?;
    page.type_into(&field("姓名"), "周永福").await?;
    page.type_into(&field("手机"), "138 0000 4321").await?;
    page.screenshot("new").await?;

    // Opened anew it is still there, and may be saved before the device has read its ten thousand files.
    page.js_async(KEPT).await?;
    page.goto(&line.url("/customers/new")).await?;
    page.js_async(SAVE_AT_ONCE).await?;
    page.see("已存本机").await?;
    page.see("暂").await?;
    page.screenshot("detail").await?;

    // Corrected before it was ever sent.
    page.click(&link("修改")).await?;
    page.type_into(&field("简称"), "永福五金").await?;
    page.click(&button("存下客户")).await?;
    page.see("永福五金").await?;

    // Out of the tunnel: both are there, under a number of the year.
    server.start_again()?;
    line.mend();
    page.goto(&line.url("/sync")).await?;
    page.click(&button("现在")).await?;
    page.see("全部已由服务器确认").await?;
    page.goto(&line.url("/customers")).await?;
    finds(&page, "4321", "老周五金店").await?;
    page.click(&link("老周五金店")).await?;
    page.see("-1000").await?;
    page.is_clean().await?;
    page.close().await
}

/// The card of the file's facts, as it is read.
async fn says(page: &Browser, name: &str, value: &str) -> Result<()> {
    wait::until(&format!("{name}: {value}"), async || {
        let said = page
            .js("return [...document.querySelectorAll('dt')].map((dt) => dt.textContent.trim() + ' ' + \
                 dt.nextElementSibling?.textContent.trim()).join('; ')")
            .await?;
        wait::yes(
            said.as_str().is_some_and(|said| said.contains(&format!("{name} {value}"))),
            &said.to_string(),
        )
    })
    .await
}

async fn two_correct_one_file_and_both_corrections_stand(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let desk = at_the_desk(&stage, &server).await?;
    desk.goto(&server.url("/customers/new")).await?;
    desk.type_into(&field("名称"), "老周五金店").await?;
    desk.click(&button("存下客户")).await?;
    desk.see("已存本机").await?;
    let file = desk.place().await?;
    desk.goto(&server.url("/sync")).await?;
    desk.click(&button("现在")).await?;
    desk.see("全部已由服务器确认").await?;

    // The tablet knows the file, and goes into a tunnel.
    let line = Proxy::start(server.address())?;
    let tablet = stage.browser_of("tablet", Viewport::TABLET).await?;
    tablet.goto(&line.url(&file)).await?;
    on_the_tablet(&tablet).await?;
    tablet.click(&link("修改")).await?;
    tablet.find(&field("简称")).await?;
    tablet.is_kept_offline().await?;
    line.cut();
    tablet.type_into(&field("简称"), "永福五金").await?;

    // Meanwhile somebody at the desk writes down another thing.
    desk.goto(&server.url(&format!("{file}/correct"))).await?;
    desk.type_into(&field("总机"), "0512-5838 1234").await?;
    desk.click(&button("存下客户")).await?;
    says(&desk, "总机", "0512-5838 1234").await?;
    desk.goto(&server.url("/sync")).await?;
    desk.click(&button("现在")).await?;
    desk.see("全部已由服务器确认").await?;

    // Out of the tunnel, the open form says what somebody else wrote, and takes nothing from the author.
    line.mend();
    tablet.see("别人先改了这些").await?;
    tablet.see("0512-5838 1234").await?;
    wait::yes(tablet.value(&field("简称")).await? == "永福五金", "what was typed is gone")?;

    // Whoever saves and is elsewhere before it lies on the disk stays there.
    tablet.find(&link("今日")).await?;
    tablet.js(SAVE_AND_LEAVE).await?;
    tablet.see("已存本机").await?;
    let place = tablet.place().await?;
    wait::yes(place == "/", &format!("saving led from Today to {place}"))?;
    for (page, sync, file) in
        [(&tablet, line.url("/sync"), line.url(&file)), (&desk, server.url("/sync"), server.url(&file))]
    {
        page.goto(&sync).await?;
        page.click(&button("现在")).await?;
        page.see("全部已由服务器确认").await?;
        page.goto(&file).await?;
        says(page, "简称", "永福五金").await?;
        says(page, "总机", "0512-5838 1234").await?;
        page.is_clean().await?;
    }

    // The list beside the file that is looked at takes another name by itself; the search stays under the fingers.
    tablet.type_into(&field(SEARCH), "老周").await?;
    tablet.watch_place(&field(SEARCH)).await?;
    desk.goto(&server.url(&format!("{file}/correct"))).await?;
    desk.fill(&field("名称"), "老周五金城").await?;
    desk.click(&button("存下客户")).await?;
    desk.see("老周五金城").await?;
    desk.goto(&server.url("/sync")).await?;
    desk.click(&button("现在")).await?;
    desk.see("全部已由服务器确认").await?;
    tablet.find(&link("老周五金城")).await?;
    tablet.stayed().await?;
    let typed = tablet.value(&field(SEARCH)).await?;
    wait::yes(typed == "老周", &format!("{typed:?} is in the search"))?;
    desk.close().await?;
    tablet.close().await
}

/// Remembers that the first sync said how far it is, however short that was to be read.
const WATCH: &str = r"
    window.told = false;
    const look = () => { window.told ||= document.body.textContent.includes('正在取来'); };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
";

/// Waits until the draft with the contact's number lies on the disk.
const KEPT: &str = r"
    const { user } = JSON.parse(localStorage.getItem('huifang.user'));
    const done = (request) => new Promise((tell) => request.onsuccess = () => tell(request.result));
    const database = await done(indexedDB.open(`huifang-${user}`));
    const drafts = () => done(database.transaction('draft').objectStore('draft').getAll());
    const has = (draft) => new TextDecoder().decode(draft).includes('138 0000 4321');
    while (!(await drafts()).some(has)) { /* again */ }
    database.close();
";

/// Presses the button in the first moment in which the form has its draft.
const SAVE_AT_ONCE: &str = r"
    const drafted = () => [...document.querySelectorAll('input')].some((input) => input.value === '老周五金店');
    const button = () => [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === '存下客户');
    while (!drafted() || !button()) await new Promise((again) => requestAnimationFrame(again));
    button().click();
";

/// Presses the button, and what leads to Today in the same moment.
const SAVE_AND_LEAVE: &str = r"
    const named = (all, name) => [...document.querySelectorAll(all)].find((each) => each.textContent.trim() === name);
    named('button', '存下客户').click();
    named('nav a', '今日').click();
";

/// A request as the app sends it.
const ASK: &str = r"
    const ask = async (path, value) => {
        const body = new TextEncoder().encode(JSON.stringify(value));
        const digest = btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', body))));
        const headers = {
            'Content-Type': 'application/json',
            'Content-Digest': `sha-256=:${digest}:`,
            'X-Device': JSON.parse(localStorage.getItem('huifang.device')),
        };
        const answer = await fetch(path, { method: 'POST', headers, body });
        if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
        return answer.json();
    };
";

const ACCOUNT: &str = r"
    return (await ask('/api/admin/v1/people', { login: 'rep', name: '李岚', roles: ['service_rep'] })).code;
";

/// Enters the customers from FROM to TO, a hundred at a time.
const ENTER: &str = r"
    const owner = JSON.parse(localStorage.getItem('huifang.user')).user;
    const { epoch } = await ask('/api/sync/v1/pull', { epoch: null, cursor: null, scopes: [] });
    const of = (all, n) => all[n % all.length];
    const [places, names] = ['武汉长沙合肥南京杭州苏州宁波无锡', '王李张刘陈杨黄赵吴周徐孙马朱胡林'];
    const [given, trades] = ['美淑雅怡志俊建家欣佳颖宗冠承诗', ['印刷', '包装', '食品', '电子', '纸业', '医药']];
    const special = [
        { name: '海通物流', tier: 'core' },
        { name: '重庆长安贸易有限公司', contacts: { a1: { name: '曾丽', mobile: '139 0000 0001' } } },
        {
            name: '张家港保税区海通达物流有限公司', short_name: '海通达', tier: 'key', debt: true,
            contacts: { a1: { name: '顾建民', position: '物流经理', mobile: '137 7760 2958', wechat: 'gujm' } },
        },
    ];
    const plain = (i) => {
        const place = places.substr(2 * (i % 8), 2);
        const who = of(names, i >> 3) + of(given, i >> 1) + of(given, (i >> 2) + 3);
        const phone = `15${String(i * 7919 % 1e9).padStart(9, '0')}`;
        return { name: `${place}${who}${of(trades, i)}有限公司`, contacts: { a1: { name: who, mobile: phone } }, city: `${place}市`, street: `中山路 ${i} 号` };
    };
    const id = (kind, i) => `019ab000-000${kind}-7000-8000-${i.toString(16).padStart(12, '0')}`;
    const entry = (i) => ({
        id: id(2, i), name: 'customer.register', v: 1, rec: { kind: 'customer', id: id(1, i) }, actor: owner,
        at: { ms: Date.now(), off: 480 }, app: '0.1.0',
        args: {
            profile: { kind: 'company', stage: i % 5 ? 'customer' : 'prospect', ...(special[i] ?? plain(i)) },
            pair: { owner, salesperson: null },
        },
    });
    let taken = 0;
    for (let from = FROM; from < TO; from += 100) {
        const mutations = Array.from({ length: 100 }, (_, n) => entry(from + n));
        const answer = await ask('/api/sync/v1/push', { epoch, now: Date.now(), pending: mutations.length, mutations });
        const refused = answer.results.find((result) => result.status !== 'applied');
        if (refused) throw new Error(JSON.stringify(refused));
        taken += answer.results.length;
    }
    return taken;
";
