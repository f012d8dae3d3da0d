//! One websocket connection. It never reconnects; who owns it decides when to open another.

use js_sys::{ArrayBuffer, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BinaryType, MessageEvent, WebSocket};

/// What happens to a connection.
pub(crate) enum SocketEvent {
    /// It can be written to.
    Opened,
    /// A text frame came.
    Text(String),
    /// A frame of bytes came.
    Bytes(Vec<u8>),
    /// It ended, or never began. The last event.
    Closed,
}

/// The connection. Dropping it closes it without further events.
pub(crate) struct Socket {
    socket: WebSocket,
    _plain: [Closure<dyn Fn()>; 2],
    _message: Closure<dyn Fn(MessageEvent)>,
}

impl Socket {
    /// Connects to a path of this page's server; `None` when the browser refuses the address.
    pub(crate) fn open(
        path: &str,
        on_event: impl Fn(SocketEvent) + Clone + 'static,
    ) -> Option<Self> {
        let location = window().location();
        let scheme = if location.protocol().ok()? == "https:" {
            "wss"
        } else {
            "ws"
        };
        let socket = WebSocket::new(&format!("{scheme}://{}{path}", location.host().ok()?)).ok()?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let opened = on_event.clone();
        let opened = Closure::<dyn Fn()>::new(move || opened(SocketEvent::Opened));
        let message = on_event.clone();
        let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data();
            if let Some(text) = data.as_string() {
                message(SocketEvent::Text(text));
            } else if let Ok(buffer) = data.dyn_into::<ArrayBuffer>() {
                message(SocketEvent::Bytes(Uint8Array::new(&buffer).to_vec()));
            }
        });
        let closed = Closure::<dyn Fn()>::new(move || on_event(SocketEvent::Closed));
        socket.set_onopen(Some(opened.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(message.as_ref().unchecked_ref()));
        socket.set_onclose(Some(closed.as_ref().unchecked_ref()));
        Some(Self {
            socket,
            _plain: [opened, closed],
            _message: message,
        })
    }

    /// Sends a text frame; false when the connection is not open.
    pub(crate) fn send(&self, text: &str) -> bool {
        self.socket.ready_state() == WebSocket::OPEN && self.socket.send_with_str(text).is_ok()
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        // Closing what is closed already is no error.
        let _ = self.socket.close();
    }
}
