//! The process from start to end: listens, serves, and on SIGINT or SIGTERM stops taking requests, lets those under
//! way finish for a moment, and closes the server in order.

use crate::config::Config;
use crate::server::{Server, StartError, app};
use std::io::Write as _;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
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
        .with_writer(std::io::stderr)
        .init();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|source| StartError::Listen {
            address: config.listen,
            source,
        })?;
    runtime.block_on(serve(config))
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
    asked_to_stop().await;
    tracing::info!("stopping");
    let _ = stop.send(true);
    server.close().await;
    if tokio::time::timeout(GRACE, serving).await.is_err() {
        tracing::info!("some requests were cut off");
    }
    Ok(())
}

/// Ctrl-C, or what an init system sends.
async fn asked_to_stop() {
    let mut interrupt = signal(SignalKind::interrupt()).expect("a signal handler can be set");
    let mut terminate = signal(SignalKind::terminate()).expect("a signal handler can be set");
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}
