//! A half-filled note, and a browser that dies at any moment.

use crate::people::has_on_disk;
use crate::steps::{photograph, photos, picture, signed_in};
use huifang_tests::browser::field;
use huifang_tests::{Browser, Engine, Proxy, Result, Stage, Viewport, proof, wait};
use std::time::{Duration, SystemTime};

in_every_engine! {
    a_half_filled_note_survives_kills_at_random_moments,
}

/// Twenty where a start takes two seconds, and in the long run.
fn kills(engine: Engine) -> u64 {
    if engine == Engine::Chromium || proof::is_long() { 20 } else { 5 }
}

/// Tells each draft that is complete on the disk: what the app was told, and not a moment earlier.
const TELL: &str = r"
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, ...more) {
        if (this.name === 'draft') {
            const text = JSON.parse(new TextDecoder().decode(value)).draft['complaint-what'] ?? '';
            this.transaction.addEventListener('complete', () => console.info(`KEPT ${[...text].length}.`));
        }
        return put.call(this, value, ...more);
    };
";

const TEXT: &str = "昨天到的四十箱有六箱外面是湿的里面的说明书也卷边了客户说能换就换不能换就退";

/// A generator of its own, so that a seed plays the same moments again (as far as two programs can).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }
}

async fn a_half_filled_note_survives_kills_at_random_moments(stage: Stage) -> Result<()> {
    let clock = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let seed = std::env::var("HUIFANG_KILLS").ok().and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or_else(|| u64::from(clock.subsec_nanos()));
    let played = play(&stage, Chance(seed)).await;
    played.map_err(|failure| failure.while_doing(format!("play HUIFANG_KILLS={seed}")))
}

async fn play(stage: &Stage, mut chance: Chance) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    signed_in(stage, &server, &line).await?.close().await?;
    line.cut();
    let url = line.url("/complaints/new");
    let mut typed = String::new();
    let (mut kept, mut shown) = (0, 0);
    let (mut keys, mut lost) = (0, 0);
    for n in 0..kills(stage.engine()) {
        let profile = stage.folder().join("profile");
        let page = Browser::launch_with(stage.engine(), &profile, Viewport::PHONE, TELL).await?;
        page.goto(&url).await?;
        // It may be there although nobody was told: the kill came first. It stands in the form a moment after the form.
        if kept > 0 || shown > 0 || has_on_disk(&page, "complaint-what").await? {
            page.see("已恢复").await?;
        }
        let found = page.value(&field("发生了什么")).await?;
        let there = found.chars().count();
        wait::yes(
            typed.starts_with(&found),
            &format!("kill {n}: {found:?} is not the beginning of {typed:?}"),
        )?;
        wait::yes(there >= kept, &format!("kill {n}: {there} signs are there, {kept} were kept"))?;
        photos(&page, shown).await.map_err(|failure| failure.while_doing(format!("look after kill {n}")))?;
        lost += typed.chars().count() - there;
        (typed, kept) = (found, there);

        if shown < 3 && chance.below(4) == 0 {
            // Taken and seen is kept: the battery goes in the next instant.
            let grey = u8::try_from(chance.below(200)).unwrap_or(0);
            photograph(&page, &picture(stage, &format!("{n}.png"), grey)?, shown + 1).await?;
            shown += 1;
        } else {
            let before = typed.chars().count();
            let end = Duration::from_millis(100 + chance.below(2_500));
            // Whatever the fingers are doing, it ends now.
            drop(tokio::time::timeout(end, type_on(&page, &mut typed, &mut chance)).await);
            keys += typed.chars().count() - before;
        }
        let told = page.console_lines()?;
        page.kill()?;
        let told =
            told.iter().rev().find_map(|line| line.split_once("KEPT ")?.1.split_once('.')?.0.parse().ok());
        kept = told.unwrap_or(kept).max(kept);
    }
    // Somebody who types without a pause loses the last third of a second, and not all of it. Of a few keys all may
    // have been typed in the last moment before a kill.
    wait::yes(keys < ENOUGH || lost * 2 <= keys, &format!("{lost} of {keys} signs were lost"))
}

/// So many keys say how much is lost of all.
const ENOUGH: usize = 60;

/// Types until it is stopped, now quickly, now slowly.
async fn type_on(page: &Browser, typed: &mut String, chance: &mut Chance) -> Result<()> {
    let element = page.find(&field("发生了什么")).await?;
    for sign in TEXT.chars().cycle() {
        // Noted first: a key that was on its way may have arrived.
        typed.push(sign);
        element.send_keys(sign.to_string()).await?;
        tokio::time::sleep(Duration::from_millis(chance.below(120))).await;
    }
    Ok(())
}
