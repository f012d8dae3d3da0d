//! The process from start to end: listens, serves, and on SIGINT or SIGTERM stops taking requests, lets those under
//! way finish for a moment, and closes the server in order. Never waits longer than `GRACE` for any of it, and a second
//! signal ends the process at once: what was not written then is as after a crash, which the next start takes up.

use crate::config::Config;
use crate::server::{Server, StartError, app};
use std::io::{IsTerminal as _, Write as _};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::task::JoinHandle;
use tracing_subscriber::EnvFilter;

/// How long requests under way may still take; a websocket or a stream would go on for ever.
const GRACE: Duration = Duration::from_secs(5);

/// Serves until a signal ends it.
///
/// # Errors
/// When it can't start.
pub fn run(config: Config) -> Result<(), StartError> {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(&config.log))
        // Colour codes are for people; a file or a journal wants the words alone.
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr)
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|source| StartError::Listen {
            address: config.listen,
            source,
        })?;
    let served = runtime.block_on(serve(config));
    // A decoder in the middle of a picture can't be interrupted; dropping the runtime would wait for it.
    runtime.shutdown_timeout(GRACE);
    served
}

async fn serve(config: Config) -> Result<(), StartError> {
    let listen_error = |source| StartError::Listen {
        address: config.listen,
        source,
    };
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(listen_error)?;
    let address = listener.local_addr().map_err(listen_error)?;
    let server = Server::open(config).await?;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let mut stopping = stopped.clone();
    let serving = axum::serve(listener, app(server.clone()))
        .with_graceful_shutdown(async move {
            let _ = stopping.wait_for(|stop| *stop).await;
        })
        .into_future();
    let serving = tokio::spawn(serving);
    let _ = writeln!(std::io::stdout(), "Gesso is at http://{address}");
    let mut signals = Signals::listen();
    signals.next().await;
    tracing::info!("stopping; a second signal ends it at once");
    let _ = stop.send(true);
    tokio::select! {
        () = in_order(&server, serving) => {}
        () = signals.next() => tracing::info!("ended at once"),
    }
    Ok(())
}

/// Closes the server, then waits a moment for requests under way.
async fn in_order(server: &Server, serving: JoinHandle<std::io::Result<()>>) {
    if tokio::time::timeout(GRACE, server.close()).await.is_err() {
        tracing::warn!("some work did not end in time; the next start takes it up");
    }
    if tokio::time::timeout(GRACE, serving).await.is_err() {
        tracing::info!("some requests were cut off");
    }
}

/// Ctrl-C, or what an init system sends.
struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

impl Signals {
    fn listen() -> Self {
        let of = |kind| signal(kind).expect("a signal handler can be set");
        Self {
            interrupt: of(SignalKind::interrupt()),
            terminate: of(SignalKind::terminate()),
        }
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
