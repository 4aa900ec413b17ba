//! The pages that are measured, served from one place as GitHub Pages serves them: packed, and to be kept for ten minutes.

use std::{
    collections::HashMap,
    fs,
    io::Write,
    ops::Range,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::SystemTime,
};

use anyhow::{Context, Result};
use browser_tests::{
    server::{Body, Server, whole},
    site::content_type,
};
use flate2::{Compression, write::GzEncoder};
use hyper::{
    Response, StatusCode,
    body::Bytes,
    header::{self, HeaderName, HeaderValue},
};

use crate::moment::moment;

/// What the peers' pages load of their libraries.
const LIBRARIES: [&str; 4] = [
    "echarts/dist/echarts.min.js",
    "plotly.js-dist-min/plotly.min.js",
    "uplot/dist/uPlot.iife.min.js",
    "uplot/dist/uPlot.min.css",
];

/// The program of what steers this page. It is asked for when all runs have come, which may be just before they are painted.
const LATER: &str = "/page/later-";

/// With the last two a browser tells a page of its memory, and gives it a clock of microseconds.
const HEADERS: [(HeaderName, &str); 4] = [
    (header::CACHE_CONTROL, "max-age=600"),
    (header::CONTENT_ENCODING, "gzip"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        "require-corp",
    ),
];

/// The pages on the loopback address.
#[derive(Debug)]
pub(crate) struct Pages {
    server: Server,
    log: Arc<Mutex<Log>>,
}

/// By path: the content type and the packed bytes.
type Files = HashMap<String, (&'static str, Bytes)>;

/// What was sent, in order.
#[derive(Debug, Default)]
struct Log(Vec<Sent>);

#[derive(Debug)]
struct Sent {
    /// When it was asked for.
    moment: f64,
    name: String,
    bytes: usize,
}

impl Log {
    /// How many bytes the files have that were asked for in this time, each counted once, and not [`LATER`].
    fn bytes_in(&self, time: &Range<f64>) -> usize {
        let is_counted =
            |sent: &&Sent| time.contains(&sent.moment) && !sent.name.starts_with(LATER);
        let sent = self.0.iter().filter(is_counted);
        let files: HashMap<&str, usize> = sent.map(|sent| (&*sent.name, sent.bytes)).collect();
        files.values().sum()
    }
}

impl Pages {
    /// Serves the built page under `/page/`, the peers' under `/peers/`, with the libraries that npm installed.
    pub(crate) async fn serve(built: &Path, peers: &Path, libraries: &Path) -> Result<Self> {
        let mut files = Files::new();
        for (folder, base) in [(built, "/page/"), (peers, "/peers/")] {
            for path in files_in(folder)? {
                let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
                add(&mut files, format!("{base}{name}"), &path)?;
            }
        }
        for library in LIBRARIES {
            let path = libraries.join(library);
            add(&mut files, format!("/node_modules/{library}"), &path)?;
        }
        let files = Arc::new(files);
        let log = Arc::default();
        let writing = Arc::clone(&log);
        let server = Server::start(None, move |request| {
            let answer = answer(&files, &writing, request.uri().path());
            async { answer }
        })
        .await?;
        Ok(Self { server, log })
    }

    /// How many bytes the files have that were sent in this time, packed, each counted once.
    pub(crate) fn sent(&self, time: &Range<f64>) -> usize {
        let log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        log.bytes_in(time)
    }

    /// The address of everything, with a slash at its end.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.server.port())
    }
}

fn add(files: &mut Files, name: String, path: &Path) -> Result<()> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&bytes)?;
    files.insert(name, (content_type(path), encoder.finish()?.into()));
    Ok(())
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_in(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

fn answer(files: &Files, log: &Mutex<Log>, path: &str) -> Response<Body> {
    let name = if path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    let Some((kind, bytes)) = files.get(&name) else {
        let mut response = Response::new(whole("Not found"));
        *response.status_mut() = StatusCode::NOT_FOUND;
        return response;
    };
    let sent = Sent {
        moment: moment(SystemTime::now()),
        name,
        bytes: bytes.len(),
    };
    log.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .0
        .push(sent);
    let mut response = Response::new(whole(bytes.clone()));
    let headers = HEADERS.into_iter().chain([(header::CONTENT_TYPE, *kind)]);
    for (name, value) in headers {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_counts_once_a_visit() {
        let sent = |moment, name: &str, bytes| Sent {
            moment,
            name: name.to_owned(),
            bytes,
        };
        let log = Log(vec![
            sent(1.0, "/page/a.js", 100),
            sent(2.0, "/page/b.wasm", 20),
            sent(2.5, "/page/a.js", 100),
            sent(2.7, "/page/later-0123.wasm", 7),
            sent(3.0, "/page/c.css", 3),
        ]);
        assert_eq!(log.bytes_in(&(0.0..3.0)), 120);
        assert_eq!(log.bytes_in(&(3.0..4.0)), 3);
    }
}
