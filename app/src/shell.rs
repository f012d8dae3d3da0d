//! The HTML around every page, and the table of pages. Nothing in it needs a relaxed Content-Security-Policy:
//! every script and preload carries the nonce of the response, and there is no `style` attribute.

use crate::appearance::{Appearance, FIRST_PAINT};
use crate::browser::installed;
use crate::notice::{NoticeStack, Notices};
use crate::pages::{EditorPage, GalleryPage, NotFoundPage, UnreachablePage};
use crate::words::{language, text};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::{SsrMode, path};
use serde::{Deserialize, Serialize};

/// Where the built files of the page are, as the builder's `manifest.json` says it; the server puts it into the context.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assets {
    /// The JavaScript module that loads the WASM, as `/pkg/gesso.<hash>.js`.
    pub js: String,
    /// The WASM.
    pub wasm: String,
    /// The style sheet.
    pub css: String,
    /// The script of the worker that previews; a page that was built without one does without.
    #[serde(default)]
    pub preview: Option<String>,
}

/// The name under which a page finds the worker that previews.
pub(crate) const PREVIEW: &str = "gesso-preview";

/// Downloaded pictures never carry their workflow on this server, whatever people chose; it puts this into the context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BareDownloads;

/// The name under which a page is told of [`BareDownloads`].
pub(crate) const BARE_DOWNLOADS: &str = "gesso-bare-downloads";

/// Keeps the last click on a button, or choice in a field, that the page can't answer yet: a person does not see whether WASM
/// has loaded.
const KEEP_EARLY: &str = "{ const keep = event => { \
    const target = event.type === 'change' ? event.target : event.target.closest?.('button'); \
    if (target) window.early = [target, event.type]; }; \
    for (const type of ['click', 'change']) addEventListener(type, keep, true); \
    window.stopKeeping = () => { for (const type of ['click', 'change']) removeEventListener(type, keep, true); }; }";

/// Does what was kept.
const REPLAY_EARLY: &str = "window.stopKeeping(); if (window.early) { const [target, type] = window.early; \
    if (type === 'click') target.click(); else target.dispatchEvent(new Event(type, { bubbles: true })); } window.early = null;";

/// The HTML of a page.
///
/// # Panics
/// When the context has no [`Assets`]: the server provides them at its start.
pub fn shell(_options: LeptosOptions) -> impl IntoView {
    let Assets {
        js,
        wasm,
        css,
        preview,
    } = expect_context::<Assets>();
    let nonce = use_nonce();
    let start = format!(
        "import start, {{ hydrate }} from {js:?}; start({{ module_or_path: {wasm:?} }}).then(() => {{ hydrate(); {REPLAY_EARLY} }});"
    );
    // One piece of text: between two the renderer would put a marker, which is no script.
    let at_once = format!("{FIRST_PAINT} {KEEP_EARLY}");
    view! {
        <!DOCTYPE html>
        <html lang=language().tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content" />
                <meta name="color-scheme" content="dark light" />
                <meta name="description" content=text("page-description") />
                {preview.map(|address| view! { <meta name=PREVIEW content=address /> })}
                {use_context::<BareDownloads>().map(|_| view! { <meta name=BARE_DOWNLOADS content="true" /> })}
                <script nonce=nonce.clone()>{at_once}</script>
                <link rel="stylesheet" href=css />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/icons/192.png" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f8f8f9" />
                <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#1b1b1d" />
                <link rel="modulepreload" href=js nonce=nonce.clone() />
                <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous" />
                <script type="module" nonce=nonce>{start}</script>
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// Every page, and what all of them share: notices and the appearance.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(Appearance::new());
    provide_context(Notices::new());
    view! {
        <Title formatter=|name: String| if name.is_empty() { "Gesso".to_owned() } else { format!("{name} · Gesso") } />
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=GalleryPage ssr=SsrMode::Async />
                <Route path=path!("/w/:id") view=EditorPage ssr=SsrMode::Async />
                <Route path=path!("/offline") view=UnreachablePage />
            </Routes>
            <Kept />
        </Router>
        <NoticeStack />
    }
}

/// Has the browser keep Gesso and the pages that are visited, so that they open without the server.
#[component]
fn Kept() -> impl IntoView {
    let path = use_location().pathname;
    Effect::new(move |visited: Option<()>| {
        let path = path.get();
        if visited.is_none() {
            installed::start();
        }
        // A page that the worker answered for is kept already.
        if visited.is_some() || !installed::is_there() {
            installed::keep_page(path);
        }
    });
}
