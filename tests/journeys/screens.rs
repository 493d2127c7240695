//! Every screen of the app, with one of everything on it: nobody is kept out of it (axe-core finds nothing), and it is photographed in
//! every look when that is asked for (`cargo xtask screens`).

use crate::steps::{self, sign_in};
use crate::{import, visit, whole_day};
use huifang_tests::browser::{button, field, link};
use huifang_tests::{Browser, Engine, Failure, Result, Server, Stage, Viewport, on_stage, wait};
use serde_json::Value;
use thirtyfour::By;

/// Set to photograph in every look; otherwise two of them are checked, which differ in everything.
const ALL: &str = "HUIFANG_SCREENS";
const AXE: &str = include_str!("../axe/axe.min.js");

mod every_screen_can_be_used_by_everybody {
    #[test]
    fn on_chromium() {
        super::on_stage("screens", super::Engine::Chromium, super::walk);
    }
}

/// A screen and how one comes to it: an address, then the links to follow, by selectors; behind a `!` what opens a sheet.
struct Screen(&'static str, &'static str, &'static [&'static str]);

/// The customer's name, not an arrow that leads back there.
const CUSTOMER: &str = "main a[href^='/customers/0']:not([data-back])";

const SCREENS: &[Screen] = &[
    Screen("today", "/", &[]),
    Screen("add", "/#add", &[]),
    Screen("customers", "/customers", &[]),
    Screen("customers-overview", "/customers/overview", &[]),
    Screen("customer", "/customers", &[CUSTOMER]),
    Screen("customer-new", "/customers/new", &[]),
    Screen("customer-correct", "/customers", &[CUSTOMER, "main a[href$='/correct']"]),
    Screen("complaints", "/complaints", &[]),
    Screen("complaint", "/complaints", &["main a[href^='/complaints/0']"]),
    Screen("complaint-new", "/complaints/new", &[]),
    Screen("visit-new", "/customers", &[CUSTOMER, "main a[href^='/visits/new']"]),
    Screen("visit-plan", "/customers", &[CUSTOMER, "main a[href^='/visits/plan']"]),
    Screen("visit", "/", &["main a[href^='/visits/0']"]),
    Screen("visit-report", "/", &["main a[href^='/visits/0']", "main a[href$='/report']"]),
    Screen("approvals", "/approvals", &[]),
    Screen("approvals-several", "/approvals/several", &[]),
    Screen("request-new", "/customers", &[CUSTOMER, "main a[href^='/requests/new']"]),
    Screen("gifts-open", "/gifts/confirm", &[]),
    Screen("gift", "/gifts/confirm", &["main a[href^='/gifts/0']"]),
    Screen("gift-new", "/customers", &[CUSTOMER, "main a[href^='/gifts/new']"]),
    Screen("deputy", "/me/deputy", &[]),
    Screen("calendar", "/me/calendar", &[]),
    Screen("rules", "/policy", &[]),
    Screen("rules-new", "/policy/new", &[]),
    Screen("imports", "/me/imports", &[]),
    Screen("import", "/me/imports", &["main a[href^='/me/imports/0']"]),
    Screen("people", "/people", &[]),
    Screen("person", "/people", &["main a[href^='/people/0']"]),
    Screen("person-new", "/people/new", &[]),
    Screen("sync", "/sync", &[]),
    Screen("me", "/me", &[]),
    Screen("missing", "/nowhere", &[]),
];

/// Size, theme and language.
#[derive(Clone, Copy)]
struct Look {
    viewport: Viewport,
    size: &'static str,
    theme: &'static str,
    language: &'static str,
}

/// What the first administrator does not see, in the sample organisation: by whom.
const OF_OTHERS: &[(&str, &[Screen])] = &[
    (
        "wangfang",
        &[
            Screen("today-of-a-rep", "/", &[]),
            Screen("customers-of-a-rep", "/customers", &[]),
            Screen("customer-of-a-rep", "/gifts/confirm", &["main a[href^='/gifts/0']", CUSTOMER]),
            Screen("gift-given", "/gifts/confirm", &["main a[href^='/gifts/0']"]),
            Screen("gift-confirm", "/gifts/confirm", &["main a[href*='/confirm']"]),
            Screen(
                "complaint-answer",
                "/complaints",
                &["main a[href^='/complaints/0']", "main a[href$='/answer']"],
            ),
            Screen("visit-made", "/approvals", &[REQUEST, CUSTOMER, "main a[href^='/visits/0']"]),
            Screen("requests-of-a-rep", "/approvals", &[]),
            Screen("request-of-a-rep", "/approvals", &[REQUEST]),
        ],
    ),
    (
        "zhaolei",
        &[
            Screen("today-of-a-manager", "/", &[]),
            Screen("approvals-to-decide", "/approvals", &[]),
            Screen("approvals-to-choose", "/approvals/several", &[]),
            Screen("request-to-decide", "/approvals", &[REQUEST]),
            Screen("request-to-return", "/approvals", &[REQUEST, "!main .actions button"]),
            Screen("complaint-to-answer", "/complaints", &["main a[href^='/complaints/0']"]),
        ],
    ),
];

const REQUEST: &str = "main a[href^='/requests/0']";

fn looks() -> Vec<Look> {
    let sizes = [(Viewport::PHONE, "phone"), (Viewport::TABLET, "tablet")];
    let all: Vec<_> = sizes
        .into_iter()
        .flat_map(|(viewport, size)| {
            ["light", "dark"].into_iter().flat_map(move |theme| {
                ["zh-CN", "en"].map(|language| Look { viewport, size, theme, language })
            })
        })
        .collect();
    let differ = |look: &Look| {
        matches!(
            (look.size, look.theme, look.language),
            ("phone", "light", "zh-CN") | ("tablet", "dark", "en")
        )
    };
    if std::env::var_os(ALL).is_some() { all } else { all.into_iter().filter(differ).collect() }
}

async fn walk(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let mut wrong = Vec::new();
    let page = stage.browser_of("stranger", Viewport::PHONE).await?;
    for look in looks() {
        page.resize(look.viewport).await?;
        wear(&page, &server, look).await?;
        look_at(&stage, &page, look, "sign-in", &mut wrong).await?;
    }
    page.close().await?;
    let page = stage.browser(Viewport::PHONE).await?;
    sign_in(&page, &server, &server.url("")).await?;
    furnish(&stage, &page, &server).await?;
    for look in looks() {
        page.resize(look.viewport).await?;
        wear(&page, &server, look).await?;
        walk_through(&stage, &page, &server, look, SCREENS, &mut wrong).await?;
    }
    page.is_clean().await?;
    page.close().await?;
    walk_as_others(&stage, &mut wrong).await?;
    let wrong = wrong.join("\n");
    wait::yes(wrong.is_empty(), &format!("seen on the screens, mostly by axe-core:\n{wrong}"))
}

/// The sample organisation as those see it who work there.
async fn walk_as_others(stage: &Stage, wrong: &mut Vec<String>) -> Result<()> {
    let server = Server::start_demo(&stage.folder().join("demo"))?;
    for (login, screens) in OF_OTHERS {
        let page = stage.browser_of(login, Viewport::PHONE).await?;
        whole_day::sign_in(&page, login, &server.url("")).await?;
        for look in looks() {
            page.resize(look.viewport).await?;
            wear(&page, &server, look).await?;
            walk_through(stage, &page, &server, look, screens, wrong).await?;
        }
        page.is_clean().await?;
        page.close().await?;
    }
    Ok(())
}

async fn walk_through(
    stage: &Stage,
    page: &Browser,
    server: &Server,
    look: Look,
    screens: &[Screen],
    wrong: &mut Vec<String>,
) -> Result<()> {
    for Screen(name, address, steps) in screens {
        page.goto(&server.url(address)).await?;
        for step in *steps {
            follow(page, step).await.map_err(|failure| failure.while_doing(format!("go to {name}")))?;
        }
        look_at(stage, page, look, name, wrong).await?;
    }
    Ok(())
}

/// One of everything.
async fn furnish(stage: &Stage, page: &Browser, server: &Server) -> Result<()> {
    page.goto(&server.url("/customers/new")).await?;
    page.type_into(&field("名称"), steps::CUSTOMER).await?;
    page.type_into(&field("总机"), "0512-5838 1234").await?;
    page.click(&button("存下客户")).await?;
    page.see("已存本机").await?;
    page.click(&link("约回访")).await?;
    page.click(&button("存下约定")).await?;
    page.see("约好了").await?;
    visit::open(page, &server.url("")).await?;
    page.click(&link("登记礼品")).await?;
    page.type_into(&field("送什么"), "水果篮").await?;
    page.click(&button("列入名单")).await?;
    page.see("待送").await?;
    page.goto(&server.url("/complaints/new")).await?;
    steps::write_note(page).await?;
    page.click(&button("存下投诉")).await?;
    page.see("已存本机").await?;
    let file = stage.folder().join("客户.csv");
    std::fs::write(&file, import::FILE)?;
    page.goto(&server.url("/me/imports")).await?;
    page.see("还没有导入过").await?;
    let input = page.driver().find(By::Css("input[type=file]")).await?;
    input.send_keys(file.to_string_lossy()).await?;
    page.see("会发生什么").await
}

/// Sets theme and language as the page of settings does.
async fn wear(page: &Browser, server: &Server, look: Look) -> Result<()> {
    page.goto(&server.url("/me")).await?;
    let Look { theme, language, .. } = look;
    page.js(&format!(
        "localStorage.setItem('huifang.theme', JSON.stringify('{theme}'));
         localStorage.setItem('huifang.language', JSON.stringify('{language}'))"
    ))
    .await?;
    page.reload().await
}

/// Presses the first of these, as soon as it is there, until it leads elsewhere or a sheet is open.
async fn follow(page: &Browser, selector: &str) -> Result<()> {
    let before = page.place().await?;
    if let Some(selector) = selector.strip_prefix('!') {
        return wait::until(&format!("{selector} to open a sheet"), async || {
            let script = format!(
                "if (!document.querySelector('dialog[open]')) document.querySelector(\"{selector}\")?.click();
                 return Boolean(document.querySelector('dialog[open]'))"
            );
            wait::yes(page.js(&script).await? == true, "there is none")
        })
        .await;
    }
    wait::until(&format!("{selector} to lead on"), async || {
        let script = format!("document.querySelector(\"{selector}\")?.click()");
        page.js(&script).await?;
        wait::yes(page.place().await? != before, "nothing leads there")
    })
    .await
}

/// Photographs the screen where that is wanted, and asks axe-core about it.
async fn look_at(
    stage: &Stage,
    page: &Browser,
    look: Look,
    name: &str,
    wrong: &mut Vec<String>,
) -> Result<()> {
    let Look { size, theme, language, .. } = look;
    wait::until(&format!("{name} to be drawn"), async || {
        let script = "return Boolean(document.querySelector('h1, h2')) && !document.querySelector('.bone')
             && (document.querySelector('main')?.innerText ?? '').trim() !== ''
             && document.getAnimations().every((one) => one.playState !== 'running')";
        wait::yes(page.js(script).await? == true, "it is not there yet")
    })
    .await?;
    if std::env::var_os(ALL).is_some() {
        std::fs::create_dir_all(stage.folder().join(format!("{size}-{theme}-{language}")))?;
        page.screenshot(&format!("{size}-{theme}-{language}/{name}")).await?;
    }
    // Nothing is pushed out at the side.
    let wide =
        page.js("return document.documentElement.scrollWidth - document.documentElement.clientWidth").await?;
    if wide != 0 {
        wrong.push(format!("{name}, {size} {theme} {language}: {wide} px too wide"));
    }
    page.js(&format!("if (!window.axe) {{ {AXE} }}")).await?;
    let found = page
        .js_async(
            "const { violations } = await axe.run(document, { resultTypes: ['violations'] });
             return violations.map(({ id, nodes }) =>
                 id + ': ' + nodes.slice(0, 3).map((node) => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')).join(' | '))",
        )
        .await?;
    let Value::Array(found) = found else { return Err(Failure::new("axe-core said nothing")) };
    wrong.extend(found.iter().map(|one| format!("{name}, {size} {theme} {language}: {one}")));
    Ok(())
}
