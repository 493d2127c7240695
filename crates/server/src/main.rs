//! The server process: reads its arguments, listens, and stops in good order.

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use server::demo::{self, DemoError, Someone};
use server::web::{self, Args, Kept, Manners, Options, Origin};
use server::{AppState, Clock, Opened};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// How long requests under way may take once the process has been asked to stop.
const DRAIN: Duration = Duration::from_secs(10);

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            // Without a standard error there is nobody left to tell.
            let _ = writeln!(std::io::stderr(), "huifang-server: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let Some(args) = Args::from_env()? else {
        return Ok(writeln!(std::io::stdout(), "{}", web::USAGE)?);
    };
    let listener = TcpListener::bind(args.listen).await?;
    let address = listener.local_addr()?;
    let origin = args.public_url.unwrap_or_else(|| Origin::loopback(address));
    if args.demo {
        server::fill(&args.data, &Clock::system())?;
    }
    let Opened { state, close, first, sample, writer } =
        AppState::open(&args.data, origin.clone(), Clock::system())?;
    if sample && !args.demo {
        return Err(DemoError::Sample.into());
    }
    let kept = Kept::take_in(&args.app, &args.data.join("app"))?;
    let manners = Manners { proxies: args.proxies, ..Manners::default() };
    let site = server::site(&state, args.app, Options { origin: origin.clone(), kept });
    drop(state);

    // Read by whoever started the process with port 0; keep the form of the line.
    writeln!(std::io::stdout(), "huifang-server listens on http://{address}")?;
    if let Some(code) = first {
        let link = format!("{}/sign-in?first={code}", origin.as_str());
        writeln!(
            std::io::stdout(),
            "nobody can sign in yet; the first administrator, within an hour: {link}"
        )?;
    }

    if args.demo {
        writeln!(std::io::stdout(), "{}", who_is_there())?;
    }

    let (ask, mut asked) = watch::channel(());
    let serving = tokio::spawn(web::serve(listener, site, manners, async move {
        // An error means that the sender is gone, and then it is over as well.
        let _ = asked.changed().await;
    }));
    stop_signal().await?;
    let _ = ask.send(());
    // Streams would go on for minutes otherwise.
    let _ = close.send(true);
    // A client that keeps a stream open must not keep the process.
    match tokio::time::timeout(DRAIN, serving).await {
        Ok(served) => served?,
        Err(_still_open) => return Ok(()),
    }
    // Closing the database folds its journal into the file, so that a copy of the folder is a copy of everything.
    let _ = tokio::task::spawn_blocking(move || writer.join()).await?;
    Ok(())
}

/// Who can sign in to the sample organisation.
fn who_is_there() -> String {
    let line = |one: &Someone| format!("  {:13} {} {}", one.login, one.name, one.does);
    let lines: Vec<_> = demo::PEOPLE.iter().map(line).collect();
    format!("a sample organisation; the password of everybody is {}\n{}", demo::PASSWORD, lines.join("\n"))
}

/// Waits for the service manager (SIGTERM) or for Ctrl-C.
async fn stop_signal() -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed,
        _ = terminate.recv() => Ok(()),
    }
}
