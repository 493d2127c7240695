//! What the process is told when it starts, and which of it is refused.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

/// Shown for `--help`.
pub const USAGE: &str = "\
huifang-server: serves the app and keeps what it sends

  --app DIR          the built app (default: dist)
  --data DIR         where everything is kept (default: data)
  --listen ADDRESS   where to listen (default: 127.0.0.1:8080; port 0 takes a free one)
  --proxy ADDRESS    a proxy on another machine whose X-Forwarded-For is believed (may be given more than once)
  --public-url URL   where people reach it, https://… ; needed to listen on anything but loopback
  --demo             a sample organisation to look at, in a folder of its own (default: data-demo)
  --help             this text";

/// Where people reach the server: scheme and host, nothing behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// Takes `https://host[:port]`, with or without a slash at the end, and the same with `http`.
    pub fn parse(typed: &str) -> Result<Self, ArgsError> {
        let origin = typed.trim().trim_end_matches('/');
        let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
        match host {
            Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => {
                Ok(Self(origin.to_ascii_lowercase()))
            }
            _ => Err(ArgsError::NoOrigin(typed.to_owned())),
        }
    }

    /// What is right when nobody from outside can reach the address.
    pub fn loopback(address: SocketAddr) -> Self {
        Self(format!("http://{address}"))
    }

    /// Whether cookies are `Secure` and the browser may be told to stay with TLS.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// As in an `Origin` header.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The arguments of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Args {
    /// The folder with the built app.
    pub app: PathBuf,
    /// The folder with everything that is kept.
    pub data: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where people reach it, if not at the loopback address itself.
    pub public_url: Option<Origin>,
    /// Proxies on other machines.
    pub proxies: Vec<IpAddr>,
    /// Whether to show a sample organisation.
    pub demo: bool,
}

/// Why the process does not start.
#[derive(Debug, thiserror::Error)]
pub enum ArgsError {
    /// The line cannot be read.
    #[error("{0} (--help tells what there is)")]
    Unreadable(#[from] lexopt::Error),
    /// Neither `http://host` nor `https://host`.
    #[error("--public-url wants something like https://visits.example.org, not {0:?}")]
    NoOrigin(String),
    /// Sessions would cross the network in the clear.
    #[error(
        "{0} can be reached from other machines, and without https anyone on the way could read along: \
         put a TLS proxy in front and tell its address with --public-url https://…, or listen on 127.0.0.1"
    )]
    InTheClear(SocketAddr),
    /// Everybody knows the passwords of the sample organisation.
    #[error(
        "--demo is for this machine alone: its passwords are public. Leave --listen and --public-url away"
    )]
    DemoForOthers,
    /// The folder holds no app.
    #[error("there is no index.html in {0:?}: build the app first (cargo xtask build) or name it with --app")]
    NoApp(PathBuf),
}

impl Args {
    /// Reads the process' own arguments; `None` asks for the usage text.
    pub fn from_env() -> Result<Option<Self>, ArgsError> {
        let args = Self::parse(lexopt::Parser::from_env())?;
        match args {
            Some(args) if !args.app.join("index.html").is_file() => Err(ArgsError::NoApp(args.app)),
            args => Ok(args),
        }
    }

    fn parse(mut line: lexopt::Parser) -> Result<Option<Self>, ArgsError> {
        use lexopt::prelude::*;
        let mut args = Self {
            app: PathBuf::from("dist"),
            data: PathBuf::new(),
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_url: None,
            proxies: Vec::new(),
            demo: false,
        };
        while let Some(arg) = line.next()? {
            match arg {
                Long("app") => args.app = line.value()?.into(),
                Long("data") => args.data = line.value()?.into(),
                Long("listen") => args.listen = line.value()?.parse()?,
                Long("proxy") => args.proxies.push(line.value()?.parse()?),
                Long("public-url") => {
                    args.public_url = Some(Origin::parse(&line.value()?.to_string_lossy())?);
                }
                Long("demo") => args.demo = true,
                Long("help") | Short('h') => return Ok(None),
                other => return Err(other.unexpected().into()),
            }
        }
        if args.data.as_os_str().is_empty() {
            args.data = PathBuf::from(if args.demo { "data-demo" } else { "data" });
        }
        if args.demo && (!args.listen.ip().is_loopback() || args.public_url.is_some()) {
            return Err(ArgsError::DemoForOthers);
        }
        let behind_tls = args.public_url.as_ref().is_some_and(Origin::is_https);
        if args.listen.ip().is_loopback() || behind_tls {
            Ok(Some(args))
        } else {
            Err(ArgsError::InTheClear(args.listen))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &[&str]) -> Result<Option<Args>, ArgsError> {
        Args::parse(lexopt::Parser::from_iter(["huifang-server"].iter().chain(line)))
    }

    #[test]
    fn without_arguments_it_listens_on_loopback_only() {
        let args = parse(&[]).unwrap().unwrap();
        assert_eq!(args.listen, SocketAddr::from(([127, 0, 0, 1], 8080)));
    }

    #[test]
    fn an_address_that_others_reach_needs_https() {
        let open = ["--listen", "0.0.0.0:80"];
        assert!(matches!(parse(&open), Err(ArgsError::InTheClear(_))));
        let plain = [&open[..], &["--public-url", "http://visits.example.org"]].concat();
        assert!(matches!(parse(&plain), Err(ArgsError::InTheClear(_))));
        let safe = [&open[..], &["--public-url", "https://visits.example.org/"]].concat();
        let origin = parse(&safe).unwrap().unwrap().public_url.unwrap();
        assert_eq!(origin.as_str(), "https://visits.example.org");
    }

    #[test]
    fn a_public_url_is_scheme_and_host() {
        for typed in ["visits.example.org", "https://", "https://a/b", "ftp://a", "https://u@a"] {
            assert!(Origin::parse(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn the_sample_organisation_is_for_this_machine_alone() {
        let args = parse(&["--demo"]).unwrap().unwrap();
        assert_eq!((args.demo, args.data), (true, PathBuf::from("data-demo")));
        assert_eq!(parse(&[]).unwrap().unwrap().data, PathBuf::from("data"));
        for open in [["--listen", "0.0.0.0:80"], ["--public-url", "https://visits.example.org"]] {
            let refused = parse(&[&["--demo"][..], &open].concat());
            assert!(matches!(refused, Err(ArgsError::DemoForOthers)), "{open:?}");
        }
    }

    #[test]
    fn what_is_not_known_is_refused() {
        assert!(matches!(parse(&["--prot", "80"]), Err(ArgsError::Unreadable(_))));
        assert!(parse(&["--help"]).unwrap().is_none());
    }
}
