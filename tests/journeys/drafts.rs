//! What was begun and let go: nothing of it stays on the device.

use crate::steps::{WORDS, photograph, photos, picture, signed_in};
use huifang_tests::browser::{button, field, link};
use huifang_tests::{Browser, Failure, Proxy, Result, Stage, wait};
use serde_json::json;

in_every_engine! {
    nothing_of_a_discarded_draft_stays_on_the_device,
    what_a_quick_hand_puts_in_stays_beside_the_draft_that_comes,
}

/// Opens a new note, writes words and chooses a wish as soon as the form stands there: before anything was read from the disk.
async fn quick_hand(page: &Browser, words: &str, wish: u8) -> Result<()> {
    let script = format!(
        "new MutationObserver((_, observer) => {{
             const field = document.getElementById('complaint-what');
             const wish = document.querySelectorAll('input[name=complaint-wishes]')[{wish}];
             if (!field || !wish) return;
             observer.disconnect();
             field.value += '{words}';
             field.dispatchEvent(new Event('input', {{ bubbles: true }}));
             wish.click();
         }}).observe(document.body, {{ childList: true, subtree: true }});
         document.querySelector('a[href=\"/complaints/new\"]').click();"
    );
    page.js(&script).await.map(drop)
}

/// The words of the note and how many wishes are chosen.
const FILLED: &str = "return [document.getElementById('complaint-what').value,
    document.querySelectorAll('input[name=complaint-wishes]:checked').length];";

async fn what_a_quick_hand_puts_in_stays_beside_the_draft_that_comes(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    line.cut();
    page.goto(&line.url("/complaints")).await?;
    // Without a draft, what comes so early is kept as anything else.
    page.see("还没有投诉").await?;
    quick_hand(&page, WORDS, 1).await?;
    is_filled(&page, WORDS, 1).await?;
    left(&page, "draft", 1).await?;
    page.click(&link("返回")).await?;
    quick_hand(&page, "很急。", 2).await?;
    is_filled(&page, &format!("{WORDS}很急。"), 2).await?;
    page.is_clean().await?;
    page.close().await
}

async fn is_filled(page: &Browser, words: &str, wishes: u64) -> Result<()> {
    let wanted = json!([words, wishes]);
    wait::until(&format!("{wanted} stand there"), async || {
        let found = page.js(FILLED).await?;
        wait::yes(found == wanted, &format!("{found} stand there"))
    })
    .await
}

async fn nothing_of_a_discarded_draft_stays_on_the_device(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    let page = signed_in(&stage, &server, &line).await?;
    line.cut();
    page.goto(&line.url("/complaints/new")).await?;
    page.type_into(&field("发生了什么"), WORDS).await?;
    photograph(&page, &picture(&stage, "one.png", 90)?, 1).await?;
    photograph(&page, &picture(&stage, "two.png", 200)?, 2).await?;
    wait::yes(count(&page, "att").await? == 2, "both are kept when they are shown")?;
    // What is in the hands of a person stays, whatever it is not named by: taken out, it goes once no form is open.
    page.click(&button("去掉这张")).await?;
    photos(&page, 1).await?;
    page.click(&link("返回")).await?;
    left(&page, "att", 1).await?;
    page.goto(&line.url("/complaints/new")).await?;
    page.see("已恢复").await?;
    photos(&page, 1).await?;
    // One press gives it up, and one takes that back.
    page.click(&button("不要草稿")).await?;
    photos(&page, 0).await?;
    page.click(&button("撤销")).await?;
    photos(&page, 1).await?;
    let found = page.value(&field("发生了什么")).await?;
    wait::yes(found == WORDS, &format!("{found:?} came back"))?;
    left(&page, "draft", 1).await?;
    page.click(&link("返回")).await?;
    page.goto(&line.url("/complaints/new")).await?;
    page.see("已恢复").await?;
    photos(&page, 1).await?;
    page.click(&button("不要草稿")).await?;
    photos(&page, 0).await?;
    page.click(&link("返回")).await?;
    for bin in ["att", "chunk", "draft"] {
        left(&page, bin, 0).await?;
    }
    page.is_clean().await?;
    page.close().await
}

async fn left(page: &Browser, bin: &str, count_left: u64) -> Result<()> {
    wait::until(&format!("{count_left} left in {bin}"), async || {
        let left = count(page, bin).await?;
        wait::yes(left == count_left, &format!("{left} are left"))
    })
    .await
}

/// How many values lie in an object store of the person's database.
async fn count(page: &Browser, bin: &str) -> Result<u64> {
    let script = format!(
        "const user = JSON.parse(localStorage.getItem('huifang.user')).user;
         const db = await new Promise((ok, no) => {{
             const open = indexedDB.open('huifang-' + user);
             open.onsuccess = () => ok(open.result);
             open.onerror = () => no(open.error);
         }});
         const n = await new Promise((ok, no) => {{
             const reading = db.transaction('{bin}');
             const get = reading.objectStore('{bin}').count();
             reading.oncomplete = () => ok(get.result);
             reading.onabort = () => no(reading.error);
             reading.commit();
         }});
         db.close();
         return n;"
    );
    page.js_async(&script).await?.as_u64().ok_or_else(|| Failure::new("no number"))
}
