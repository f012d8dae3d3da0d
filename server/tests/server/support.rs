//! A server on temporary folders, and the words to talk to it.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use futures::{SinkExt as _, StreamExt as _};
use gesso_app::api::{AssetCard, WorkflowCard};
use gesso_graph::{Command, IdSource, Node, Point};
use gesso_media::native::{Format, encode};
use gesso_media::{Image, Picture, Pull, Region, RenderError, Tile};
use gesso_server::config::Config;
use gesso_server::{Server, app};
use gesso_sync::{ClientMessage, Entry, Person, RULES_VERSION, Role, Seq, ServerMessage, Tx, TxId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tower::ServiceExt as _;

/// Nothing here takes this long; a test that hangs fails instead.
const PATIENCE: Duration = Duration::from_secs(30);

/// One server with its folders.
pub(crate) struct House {
    pub(crate) server: Arc<Server>,
    pub(crate) app: Router,
    folder: TempDir,
    config: Config,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text());
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

impl House {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        build_site(&folder.path().join("site"));
        let mut config = Config::local(folder.path().join("data"), folder.path().join("site"));
        change(&mut config);
        let server = Server::open(config.clone()).await.unwrap();
        Self {
            app: app(server.clone()),
            server,
            folder,
            config,
        }
    }

    pub(crate) fn config(&self) -> Config {
        self.config.clone()
    }

    /// Stops in good order and starts again on the same folders.
    pub(crate) async fn restart(self) -> Self {
        self.server.close().await;
        let server = Server::open(self.config.clone()).await.unwrap();
        Self {
            app: app(server.clone()),
            server,
            ..self
        }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let answering = async {
            let response = self.app.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let body = axum::body::to_bytes(body, usize::MAX)
                .await
                .unwrap()
                .to_vec();
            Answer {
                status: parts.status,
                headers: parts.headers,
                body,
            }
        };
        tokio::time::timeout(PATIENCE, answering)
            .await
            .expect("the server answers")
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(request(Method::GET, path).body(Body::empty()).unwrap())
            .await
    }

    /// Calls a server function.
    pub(crate) async fn call(&self, name: &str, arguments: impl Serialize) -> Answer {
        let request = request(Method::POST, &format!("/api/{name}"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(serde_json::to_string(&arguments).unwrap().into());
        self.send(request.unwrap()).await
    }

    pub(crate) async fn upload(&self, name: &str, bytes: impl Into<Body>) -> Answer {
        self.send(
            request(Method::POST, &format!("/upload?name={name}"))
                .body(bytes.into())
                .unwrap(),
        )
        .await
    }

    pub(crate) async fn uploaded(&self, name: &str, bytes: Vec<u8>) -> AssetCard {
        self.upload(name, bytes).await.json()
    }

    pub(crate) async fn create(&self, name: &str) -> WorkflowCard {
        self.call("create_workflow", serde_json::json!({ "name": name }))
            .await
            .json()
    }

    /// Listens on a free port of this machine.
    pub(crate) async fn listen(&self) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let app = self.app.clone();
        tokio::spawn(async move { axum::serve(listener, app).await });
        address
    }
}

pub(crate) fn request(method: Method, path: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::HOST, "127.0.0.1:4377")
}

fn build_site(site: &Path) {
    for folder in ["pkg", "docs", "sample"] {
        std::fs::create_dir_all(site.join(folder)).unwrap();
    }
    let manifest = r#"{"js":"/pkg/gesso.abc.js","wasm":"/pkg/gesso_bg.abc.wasm","css":"/pkg/main.abc.css","bench":"/pkg/start.abc.js"}"#;
    std::fs::write(site.join("manifest.json"), manifest).unwrap();
    std::fs::write(site.join("pkg/gesso.abc.js"), "export default 1;").unwrap();
    std::fs::write(site.join("pkg/gesso.abc.js.br"), "as brotli").unwrap();
    std::fs::write(site.join("docs/index.html"), "<h1>The book</h1>").unwrap();
    std::fs::write(site.join("favicon.svg"), "<svg/>").unwrap();
    std::fs::write(
        site.join("sample/photo.jpg"),
        picture(96, 64, Format::Jpeg { quality: 80 }),
    )
    .unwrap();
}

/// A gradient with an edge in it.
struct Gradient(u32, u32);

impl Picture for Gradient {
    fn size(&self) -> (u32, u32) {
        (self.0, self.1)
    }

    fn render(&self, region: Region, _pull: &Pull) -> Result<Tile, RenderError> {
        let rows = region.y..region.y + region.h.cast_signed();
        let px = rows.flat_map(|y| {
            (region.x..region.x + region.w.cast_signed()).flat_map(move |x| {
                [
                    x as f32 / self.0 as f32,
                    y as f32 / self.1 as f32,
                    if x > y { 0.8 } else { 0.1 },
                    1.0,
                ]
            })
        });
        Ok(Tile {
            region,
            px: px.collect(),
        })
    }
}

/// A picture file.
pub(crate) fn picture(width: u32, height: u32, format: Format) -> Vec<u8> {
    let image: Image = Arc::new(Gradient(width, height));
    let mut bytes = std::io::Cursor::new(Vec::new());
    encode(&image, format, &Pull::new(), &|_| {}, &mut bytes).unwrap();
    bytes.into_inner()
}

/// One tab on one workflow, speaking over a real websocket.
pub(crate) struct Tab {
    socket: WebSocketStream<TcpStream>,
    client: u64,
    number: u64,
}

impl Tab {
    pub(crate) async fn open(address: SocketAddr, workflow: &str, client: u64) -> Self {
        let stream = TcpStream::connect(address).await.unwrap();
        let request = format!("ws://{address}/ws/{workflow}")
            .into_client_request()
            .unwrap();
        let (socket, _) = tokio_tungstenite::client_async(request, stream)
            .await
            .unwrap();
        Self {
            socket,
            client,
            number: 0,
        }
    }

    /// Opens and says hello; gives the greeting.
    pub(crate) async fn enter(
        address: SocketAddr,
        workflow: &str,
        client: u64,
        have: Option<Seq>,
    ) -> (Self, ServerMessage) {
        let mut tab = Self::open(address, workflow, client).await;
        tab.say(&ClientMessage::Hello {
            rules_version: RULES_VERSION,
            person: person(),
            name: None,
            have,
        })
        .await;
        let greeting = tab.hear().await.expect("a greeting");
        (tab, greeting)
    }

    pub(crate) async fn say(&mut self, message: &ClientMessage) {
        self.say_text(&message.to_text()).await;
    }

    pub(crate) async fn say_text(&mut self, text: &str) {
        self.socket.send(Message::text(text)).await.unwrap();
    }

    /// The next message; `None` when the server has hung up.
    pub(crate) async fn hear(&mut self) -> Option<ServerMessage> {
        loop {
            match tokio::time::timeout(PATIENCE, self.socket.next())
                .await
                .expect("the server speaks")
            {
                Some(Ok(Message::Text(text))) => {
                    return Some(ServerMessage::from_text(&text).unwrap());
                }
                Some(Ok(Message::Binary(bytes))) => {
                    return Some(ServerMessage::from_bytes(&bytes).unwrap());
                }
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(_)) | Some(Err(_)) | None => return None,
            }
        }
    }

    /// The next message that `wanted` makes something of; others are passed over.
    pub(crate) async fn hear_of<T>(&mut self, wanted: impl Fn(ServerMessage) -> Option<T>) -> T {
        loop {
            let message = self.hear().await.expect("the server has not hung up");
            if let Some(found) = wanted(message) {
                return found;
            }
        }
    }

    /// The next entries.
    pub(crate) async fn entries(&mut self) -> Vec<Entry> {
        self.hear_of(|message| match message {
            ServerMessage::Entries { entries } => Some(entries),
            _ => None,
        })
        .await
    }

    /// A transaction that adds one node.
    pub(crate) fn edit(&mut self) -> Tx {
        self.number += 1;
        let id = IdSource::seeded(self.client.wrapping_mul(1_000_003) + self.number).node();
        let node = Node {
            kind: "image.generate".into(),
            version: 1,
            title: None,
            position: Point {
                x: self.number as f64,
                y: 0.0,
            },
            params: Default::default(),
            ..Node::default()
        };
        Tx {
            id: TxId {
                client: self.client,
                number: self.number,
            },
            person: person(),
            name: None,
            label: "Add a node".into(),
            role: Role::Edit,
            commands: vec![Command::AddNode { id, node }],
        }
    }

    pub(crate) async fn submit(&mut self, txs: Vec<Tx>) {
        self.say(&ClientMessage::Submit { txs }).await;
    }
}

fn person() -> Person {
    Person("somebody".into())
}
