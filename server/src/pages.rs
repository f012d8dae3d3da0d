//! The pages and the server functions, as Leptos declares them. Each page gets a Content-Security-Policy with the
//! nonce that its scripts carry.

use crate::config::Config;
use crate::{language, security};
use axum::Router;
use axum::body::Body;
use axum::extract::{FromRef, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use gesso_app::api::Backend;
use gesso_app::{App, Assets, BareDownloads, shell};
use leptos::config::LeptosOptions;
use leptos::nonce::use_nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{
    LeptosRoutes as _, ResponseOptions, generate_route_list, render_app_to_stream_with_context,
};
use std::sync::Arc;
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

/// What rendering a page needs.
#[derive(Clone)]
pub(crate) struct Pages {
    options: LeptosOptions,
    assets: Assets,
    backend: Arc<dyn Backend>,
    bare: Option<BareDownloads>,
    files: ServeDir,
}

impl FromRef<Pages> for LeptosOptions {
    fn from_ref(pages: &Pages) -> Self {
        pages.options.clone()
    }
}

impl Pages {
    pub(crate) fn new(config: &Config, assets: Assets, backend: Arc<dyn Backend>) -> Self {
        let site = config.site.as_path();
        let options = LeptosOptions::builder()
            .output_name("gesso")
            .site_root(site.to_string_lossy().into_owned())
            .site_pkg_dir("pkg")
            .build();
        Self {
            options,
            assets,
            backend,
            bare: config.bare_downloads.then_some(BareDownloads),
            files: crate::site::files(site),
        }
    }

    /// What components and server functions find in their context.
    fn context(&self) -> impl Fn() + Clone + Send + Sync + 'static {
        let (assets, backend) = (self.assets.clone(), self.backend.clone());
        let bare = self.bare;
        move || {
            provide_context(assets.clone());
            provide_context(backend.clone());
            if let Some(bare) = bare {
                provide_context(bare);
            }
            let parts = use_context::<Parts>();
            let language = parts.map(|parts| language::of(&parts.headers));
            provide_context(language.unwrap_or_default());
            let Some(response) = use_context::<ResponseOptions>() else {
                return;
            };
            if let Some(nonce) = use_nonce() {
                let policy = HeaderValue::from_str(&security::page_policy(&nonce));
                let policy = policy.expect("a nonce is of letters, digits, - and _");
                response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
            }
            response.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response.insert_header(header::VARY, HeaderValue::from_static(language::VARY));
        }
    }

    /// The pages, the server functions, and behind them files and the page that says nothing is there.
    pub(crate) fn routes(self) -> Router {
        let options = self.options.clone();
        Router::new()
            .leptos_routes_with_context(
                &self,
                generate_route_list(App),
                self.context(),
                move || shell(options.clone()),
            )
            .fallback(file_or_nothing)
            .with_state(self)
    }
}

/// A file of the site folder, or the page for unknown addresses.
async fn file_or_nothing(State(pages): State<Pages>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if matches!(parts.method, Method::GET | Method::HEAD) {
        let asked = Request::from_parts(parts.clone(), Body::empty());
        let found = pages.files.clone().oneshot(asked).await;
        let found = found.unwrap_or_else(|never| match never {});
        if found.status() != StatusCode::NOT_FOUND {
            return found.map(Body::new);
        }
    }
    let options = pages.options.clone();
    let render = render_app_to_stream_with_context(pages.context(), move || shell(options.clone()));
    let mut response = render(Request::from_parts(parts, body)).await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}
