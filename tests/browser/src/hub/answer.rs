//! What the hub answers to a request.

use hyper::{
    HeaderMap, Request, Response, StatusCode,
    body::Incoming,
    header::{self, HeaderName, HeaderValue},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{
    File, HOST, STORAGE, Shared,
    exchange::Exchange,
    lists::{self, Query},
};
use crate::{
    fault::{ErrorCode, Kind, NO_REVISION},
    server::{Body, whole},
};

const EXPOSED: &str = "X-Repo-Commit,X-Request-Id,X-Error-Code,X-Error-Message,X-Total-Count,ETag,Link,\
                       Accept-Ranges,Content-Range,X-Linked-Size,X-Linked-ETag,X-Xet-Hash";

/// What is escaped in a path that is answered.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.');

const NO_FILE: ErrorCode = ("EntryNotFound", "Entry not found");

pub(super) async fn answer(state: Shared, request: Request<Incoming>) -> Response<Body> {
    if is_of_browser(&request) {
        return reply(404, &[], whole(""));
    }
    let exchange = Exchange::begin(&state, &request);
    tokio::time::sleep(state.pace()).await;
    let path = percent_decode_str(request.uri().path()).decode_utf8_lossy();
    let query = Query::read(request.uri().query().unwrap_or_default());
    let asked = Asked::read(&exchange.host(), &path);
    // Faults of the body wait for the hop that sends it.
    let fault = state.fault(&path, |fault| match asked {
        Asked::Bytes(_) => fault.is_of_body(),
        Asked::Resolve(_) | Asked::Page => !fault.is_of_body(),
        Asked::Tree(_) | Asked::Models => true,
    });
    if matches!(fault, Some(Kind::Stall)) {
        std::future::pending::<()>().await;
    }
    // A page of the hub's web site, unlike a file, is for no script of another site.
    let is_readable = !matches!(asked, Asked::Page) && !matches!(fault, Some(Kind::NoCors));
    let mut response = match (asked, &fault) {
        (Asked::Bytes(key), fault) => bytes(
            state.find(&key),
            &state.commit(),
            request.headers(),
            fault.as_ref(),
            exchange,
        ),
        (Asked::Page, _) => {
            exchange.finish();
            reply(404, &[], whole("<!DOCTYPE html>"))
        }
        (_, &Some(Kind::Status(status, code))) => {
            exchange.finish();
            refusal(status, code)
        }
        (_, &Some(Kind::Busy(seconds))) => {
            exchange.finish();
            let seconds = seconds.to_string();
            reply(429, &[("retry-after", &seconds)], whole(""))
        }
        (_, &Some(Kind::Redirect(address))) => {
            exchange.finish();
            reply(302, &[("location", address)], whole(""))
        }
        (_, &Some(Kind::Html)) => {
            exchange.finish();
            let headers = [("content-type", "text/html; charset=utf-8")];
            reply(200, &headers, whole("<!DOCTYPE html>"))
        }
        (Asked::Resolve(place), _) => {
            exchange.finish();
            resolve(&state, &place)
        }
        (Asked::Tree(place), fault) => match absence(&state, &place) {
            None => {
                let page = lists::tree(&state, &place.repo, place.revision, &query);
                list(&page, fault.as_ref(), exchange)
            }
            Some(refusal) => {
                exchange.finish();
                refusal
            }
        },
        (Asked::Models, fault) => list(&lists::models(&state, &query), fault.as_ref(), exchange),
    };
    if is_readable {
        allow(request.headers(), &mut response);
    }
    if matches!(fault, Some(Kind::Busy(_))) {
        let headers = response.headers_mut();
        headers.append(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("Retry-After"),
        );
    }
    response
}

/// Whether the browser asks for itself: for updates, suggestions and the like. No page has a part in it.
fn is_of_browser(request: &Request<Incoming>) -> bool {
    let site = request.headers().get("sec-fetch-site");
    site.is_none_or(|site| site == "none")
}

/// What an address of the hub asks for.
enum Asked<'a> {
    Resolve(Place<'a>),
    /// A small file's own address, or a large one's on the storage host, as `owner/repo/path`.
    Bytes(String),
    /// The files of a repository.
    Tree(Place<'a>),
    /// The repositories of an author.
    Models,
    Page,
}

/// `/{owner}/{repo}/resolve/{revision}/{path}`, or `/api/models/{owner}/{repo}/tree/{revision}`
struct Place<'a> {
    repo: String,
    revision: &'a str,
    path: String,
}

impl<'a> Asked<'a> {
    fn read(host: &str, path: &'a str) -> Self {
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        match (host, parts.as_slice()) {
            (
                HOST,
                [
                    "api",
                    "resolve-cache",
                    "models",
                    owner,
                    repo,
                    _commit,
                    path @ ..,
                ],
            ) => Self::Bytes(format!("{owner}/{repo}/{}", path.join("/"))),
            (HOST, ["api", "models"]) => Self::Models,
            (HOST, ["api", "models", owner, repo, "tree", revision]) => Self::Tree(Place {
                repo: format!("{owner}/{repo}"),
                revision,
                path: String::new(),
            }),
            (HOST, [owner, repo, "resolve", revision, path @ ..]) => Self::Resolve(Place {
                repo: format!("{owner}/{repo}"),
                revision,
                path: path.join("/"),
            }),
            (STORAGE, ["xet-bridge-us", key @ ..]) => Self::Bytes(key.join("/")),
            _ => Self::Page,
        }
    }
}

fn resolve(state: &Shared, place: &Place<'_>) -> Response<Body> {
    if let Some(refusal) = absence(state, place) {
        return refusal;
    }
    let Place { repo, path, .. } = place;
    let Some(file) = state.find(&format!("{repo}/{path}")) else {
        return refusal(404, Some(NO_FILE));
    };
    let commit = state.commit();
    let path = utf8_percent_encode(path, IN_PATH);
    let (status, location) = if file.is_large() {
        (
            302,
            format!("https://{STORAGE}/xet-bridge-us/{repo}/{path}?X-Amz-Expires=3600"),
        )
    } else {
        (
            307,
            format!("/api/resolve-cache/models/{repo}/{commit}/{path}"),
        )
    };
    let size = file.plain.len().to_string();
    let headers = [
        ("location", location.as_str()),
        ("x-repo-commit", commit.as_str()),
        ("x-linked-size", &size),
    ];
    reply(status, &headers, whole(""))
}

/// The answer where there is no such repository or revision.
fn absence(state: &Shared, place: &Place<'_>) -> Option<Response<Body>> {
    // The hub tells nobody whether a repository is private or missing.
    if !state.holds_repo(&place.repo) {
        return Some(refusal(401, None));
    }
    (![state.commit().as_str(), "main"].contains(&place.revision))
        .then(|| refusal(404, Some(NO_REVISION)))
}

fn list(page: &lists::Page, fault: Option<&Kind>, exchange: Exchange) -> Response<Body> {
    let mut headers = vec![("content-type", "application/json; charset=utf-8")];
    if let Some(link) = &page.link {
        headers.push(("link", link));
    }
    let body = page.entries.to_string();
    reply(200, &headers, exchange.send(body.into(), fault))
}

fn bytes(
    file: Option<File>,
    commit: &str,
    request: &HeaderMap,
    fault: Option<&Kind>,
    exchange: Exchange,
) -> Response<Body> {
    let Some(file) = file else {
        exchange.finish();
        return refusal(404, Some(NO_FILE));
    };
    let mut headers = vec![
        ("content-type", "text/plain; charset=utf-8"),
        ("etag", &file.etag),
    ];
    // The storage host knows of no commits.
    if !file.is_large() {
        headers.push(("x-repo-commit", commit));
    }
    if request
        .get(header::RANGE)
        .is_some_and(|range| range == "bytes=0-0")
    {
        let range = format!("bytes 0-0/{}", file.plain.len());
        headers.push(("content-range", &range));
        return reply(206, &headers, exchange.send(file.plain.slice(..1), fault));
    }
    let is_endless = matches!(fault, Some(Kind::Endless));
    // A packed body has an end, and a browser reads no further.
    let is_packed = accepts_gzip(request) && !is_endless;
    let body = match file.gzip.filter(|_| is_packed) {
        Some(gzip) => {
            headers.push(("content-encoding", "gzip"));
            gzip
        }
        None => file.plain,
    };
    let size = match fault {
        Some(Kind::Endless | Kind::Length(None)) => None,
        Some(&Kind::Length(Some(off))) => Some(body.len().saturating_add_signed(off)),
        _ => Some(body.len()),
    };
    let size = size.map(|size| size.to_string());
    if let Some(size) = &size {
        headers.push(("content-length", size));
    }
    reply(200, &headers, exchange.send(body, fault))
}

fn refusal(status: u16, code: Option<ErrorCode>) -> Response<Body> {
    match code {
        Some((code, message)) => {
            let headers = [("x-error-code", code), ("x-error-message", message)];
            reply(status, &headers, whole(message))
        }
        None => reply(status, &[], whole("")),
    }
}

fn reply(status: u16, headers: &[(&'static str, &str)], body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in headers {
        // Without a header that cannot be sent, a test of the stand-in fails.
        if let Ok(value) = HeaderValue::from_str(value) {
            response
                .headers_mut()
                .insert(HeaderName::from_static(name), value);
        }
    }
    response
}

/// Lets a page of any origin read the response, as the hub does.
fn allow(request: &HeaderMap, response: &mut Response<Body>) {
    if let Some(origin) = request.get(header::ORIGIN) {
        let headers = response.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(header::VARY, HeaderValue::from_static("Origin"));
        headers.insert(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static(EXPOSED),
        );
    }
}

fn accepts_gzip(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.contains("gzip"))
}
