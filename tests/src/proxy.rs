//! The line between browser and server, to be cut in the middle of anything.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::Result;

/// All goes through.
const WHOLE: u8 = 0;
/// Nothing goes through; what is open is closed, what comes is refused.
const CUT: u8 = 1;
/// The server gets everything, the browser gets no answer: the most spiteful moment to lose a network.
const ONE_WAY: u8 = 2;

/// Forwards TCP from a port of its own to a server. The browser's `navigator.onLine` stays true when it is
/// cut, as in real life: an app must judge by its requests.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    line: Arc<Line>,
}

#[derive(Debug)]
struct Line {
    state: AtomicU8,
    open: Mutex<Vec<TcpStream>>,
}

impl Line {
    fn state(&self) -> u8 {
        self.state.load(Ordering::SeqCst)
    }

    fn remember(&self, stream: &TcpStream) -> io::Result<()> {
        let copy = stream.try_clone()?;
        self.open.lock().unwrap_or_else(PoisonError::into_inner).push(copy);
        Ok(())
    }

    fn close_all(&self) {
        for stream in self.open.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            // Closed by the other side already.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Proxy {
    /// Starts to forward to `server`, which need not be there yet.
    pub fn start(server: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let line = Arc::new(Line { state: AtomicU8::new(WHOLE), open: Mutex::default() });
        let for_thread = Arc::clone(&line);
        // Ends with the test process: a thread that only accepts holds nothing worth ending earlier.
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if for_thread.state() != CUT {
                    // A server that is not there closes the connection, as without a proxy.
                    let _ = connect(client, server, &for_thread);
                }
            }
        });
        Ok(Self { address, line })
    }

    /// The address of a place in the app, through this line.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Takes the network away.
    pub fn cut(&self) {
        self.line.state.store(CUT, Ordering::SeqCst);
        self.line.close_all();
    }

    /// Requests arrive, answers are lost.
    pub fn lose_answers(&self) {
        self.line.state.store(ONE_WAY, Ordering::SeqCst);
    }

    /// Brings the network back.
    pub fn mend(&self) {
        // Half-dead connections of the time before must not be used again.
        self.line.close_all();
        self.line.state.store(WHOLE, Ordering::SeqCst);
    }
}

fn connect(client: TcpStream, server: SocketAddr, line: &Arc<Line>) -> io::Result<()> {
    let server = TcpStream::connect(server)?;
    line.remember(&client)?;
    line.remember(&server)?;
    let (client_again, server_again) = (client.try_clone()?, server.try_clone()?);
    let for_answers = Arc::clone(line);
    thread::spawn(move || copy(client, server, || true));
    thread::spawn(move || copy(server_again, client_again, || for_answers.state() == WHOLE));
    Ok(())
}

/// Until one side ends, or `may_pass` says no; then both ends are closed.
fn copy(mut from: TcpStream, mut to: TcpStream, may_pass: impl Fn() -> bool) {
    let mut piece = vec![0; 16 * 1024];
    while let Ok(length @ 1..) = from.read(&mut piece) {
        let Some(piece) = piece.get(..length).filter(|_| may_pass()) else { break };
        if to.write_all(piece).is_err() {
            break;
        }
    }
    let _ = from.shutdown(Shutdown::Both);
    let _ = to.shutdown(Shutdown::Both);
}
