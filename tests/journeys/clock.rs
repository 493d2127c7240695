//! A clock that is years off: it is said, and what is written down meanwhile carries the true time.

use crate::steps::{CUSTOMER, WORDS, sign_in, signed_in_elsewhere, write_note};
use huifang_tests::browser::{button, text};
use huifang_tests::{Browser, Proxy, Result, Stage, Viewport, wait};

in_every_engine! {
    a_clock_years_off_is_said_and_stops_nobody,
}

/// The device's clock shows another year.
fn off_by(years: i32) -> String {
    format!(
        "{{
            const Real = Date, off = {years} * 365 * 864e5;
            globalThis.Date = class Date extends Real {{
                constructor(...given) {{ given.length ? super(...given) : super(Real.now() + off); }}
                static now() {{ return Real.now() + off; }}
            }};
        }}"
    )
}

/// The same tablet, with its clock off by so many years.
async fn tablet(stage: &Stage, years: i32) -> Result<Browser> {
    let profile = stage.folder().join("off");
    Browser::launch_with(stage.engine(), &profile, Viewport::PHONE, &off_by(years)).await
}

/// The year on a note's page is this year's, and so nobody writes it there.
async fn is_of_today(page: &Browser) -> Result<()> {
    page.click(&text(CUSTOMER)).await?;
    page.see(WORDS).await?;
    wait::until("the time of the note", async || {
        let time = page.js("return document.querySelector('main header time').innerText").await?;
        wait::yes(time.as_str().is_some_and(|time| time.starts_with("今天")), &format!("it is of {time}"))
    })
    .await
}

async fn a_clock_years_off_is_said_and_stops_nobody(stage: Stage) -> Result<()> {
    let server = stage.server()?;
    let line = Proxy::start(server.address())?;
    for years in [3, -3] {
        let mut page = tablet(&stage, years).await?;
        if years > 0 {
            sign_in(&page, &server, &line.url("")).await?;
            // That was in the morning: browsers write cookies down within half a minute, or when they are closed.
            page.close().await?;
            page = tablet(&stage, years).await?;
        } else {
            // The battery was empty, and the clock began anew.
            page.goto(&line.url("/sync")).await?;
            page.click(&button("现在")).await?;
            page.see("全部已由服务器确认").await?;
        }
        page.goto(&line.url("/")).await?;
        page.see("这台设备的时间不对").await?;
        page.screenshot(&format!("told-{years}")).await?;

        // In the tunnel, and after a kill: the true time all the same.
        line.cut();
        page.goto(&line.url("/complaints/new")).await?;
        write_note(&page).await?;
        page.click(&button("存下投诉")).await?;
        page.see("已存本机").await?;
        page.kill()?;
        let page = tablet(&stage, years).await?;
        page.goto(&line.url("/complaints")).await?;
        is_of_today(&page).await?;
        page.screenshot(&format!("today-{years}")).await?;
        page.kill()?;

        // Somebody set the clock right where there was no network: time does not jump.
        let page = tablet(&stage, 0).await?;
        page.goto(&line.url("/complaints")).await?;
        is_of_today(&page).await?;
        line.mend();
        page.goto(&line.url("/sync")).await?;
        page.click(&button("现在")).await?;
        page.see("全部已由服务器确认").await?;
        page.goto(&line.url("/")).await?;
        page.see("投诉首次答复").await?;
        page.gone(&text("这台设备的时间不对")).await?;
        page.close().await?;
    }

    // Another device, whose clock is right, reads the same.
    let other = signed_in_elsewhere(&stage, "other", &server.url("")).await?;
    other.goto(&server.url("/complaints")).await?;
    other.see("全部 2").await?;
    is_of_today(&other).await?;
    other.is_clean().await?;
    other.close().await
}
