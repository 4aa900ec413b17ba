//! The stand-in for Hugging Face: its addresses, redirects, headers and errors, over TLS on the loopback address.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use anyhow::Result;
use hyper::body::Bytes;

use crate::{
    fault::{Fault, Kind},
    runs::{self, ADDITION},
    server::{Server, packed, self_signed},
    waiting::until,
};

mod answer;
mod exchange;
mod line;
mod lists;

use line::Line;

pub use exchange::{Outcome, Seen};

/// The repository that the notebook reads.
pub const REPO: &str = "PhilipQuirke/VerifiedArithmetic";

/// The commit that every revision of the stand-in is at, until it [moves on](Hub::moves_to).
pub const COMMIT: &str = "47e1667a4c9dbcc7d7a214614ab2935c943f9e0f";

/// From this size on a file lives on the storage host. Low enough that the eleven runs have files of both kinds.
const LARGE: usize = 1_400_000;

const HOSTS: [&str; 3] = [HOST, "*.hf.co", STORAGE];
const HOST: &str = "huggingface.co";
/// Where large files are.
const STORAGE: &str = "cas-bridge.xethub.hf.co";

const WAIT_LIMIT: Duration = Duration::from_secs(30);

/// A running stand-in. What it holds and how it fails can change at any time.
#[derive(Debug)]
pub struct Hub {
    server: Server,
    state: Shared,
}

#[derive(Clone, Debug, Default)]
struct Shared(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// By `owner/repo/path`.
    files: BTreeMap<String, File>,
    /// By a part of the path, such as a run's name.
    faults: HashMap<String, Fault>,
    pace: Duration,
    /// Where replies take the time that their bytes do.
    line: Option<Line>,
    /// Where it is not the first one.
    commit: Option<String>,
    /// How many entries a page of a list has, where it is fewer than usual.
    page: Option<usize>,
    seen: Vec<Seen>,
    most_in_flight: usize,
}

#[derive(Clone, Debug)]
struct File {
    plain: Bytes,
    /// None on the storage host, which sends what it holds.
    gzip: Option<Bytes>,
    /// The same for the same content.
    etag: String,
}

#[allow(
    clippy::must_use_candidate,
    reason = "each change is made at once; the hub comes back only for the next one"
)]
impl Hub {
    /// Starts an empty hub.
    pub async fn start() -> Result<Self> {
        let state = Shared::default();
        let answering = state.clone();
        let server = Server::start(Some(self_signed(&HOSTS)?), move |request| {
            answer::answer(answering.clone(), request)
        })
        .await?;
        Ok(Self { server, state })
    }

    /// The port on 127.0.0.1 that the hub's host names must be mapped to.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.server.port()
    }

    /// Holds `bytes` at `path` of `repo`.
    pub fn file(&self, repo: &str, path: &str, bytes: impl Into<Bytes>) -> &Self {
        let key = format!("{repo}/{path}");
        self.state.lock().files.insert(key, File::new(bytes));
        self
    }

    /// Holds `bytes` as the training file of `run`, where the notebook looks for it.
    pub fn run(&self, run: &str, bytes: impl Into<Bytes>) -> &Self {
        self.state
            .lock()
            .files
            .insert(training_key(run), File::new(bytes));
        self
    }

    /// Holds the training files of all these runs, each with `steps` steps.
    pub fn short_runs<'a>(&self, runs: impl IntoIterator<Item = &'a str>, steps: usize) -> &Self {
        for run in runs {
            self.run(run, runs::file_of(run, steps));
        }
        self
    }

    /// Holds the eleven addition runs at their own lengths.
    pub fn addition(&self) -> &Self {
        // Made once: packing twelve megabytes takes seconds in a test build.
        static MADE: LazyLock<Vec<(String, File)>> = LazyLock::new(|| {
            ADDITION
                .map(|name| (training_key(name), File::new(runs::file(name))))
                .into()
        });
        self.state.lock().files.extend(MADE.iter().cloned());
        self
    }

    /// Holds no file any more whose address has `part` in it.
    pub fn without(&self, part: &str) -> &Self {
        self.state.lock().files.retain(|key, _| !key.contains(part));
        self
    }

    /// Lets every revision be at another commit.
    pub fn moves_to(&self, commit: &str) -> &Self {
        self.state.lock().commit = Some(commit.to_owned());
        self
    }

    /// Lets requests for an address with `part` in it meet a fault.
    pub fn fault(&self, part: &str, fault: Fault) -> &Self {
        self.state.lock().faults.insert(part.to_owned(), fault);
        self
    }

    /// Ends the fault of `part`.
    pub fn mend(&self, part: &str) -> &Self {
        self.state.lock().faults.remove(part);
        self
    }

    /// Waits before each answer, so that requests overlap as they do over a real distance.
    pub fn pace(&self, pause: Duration) -> &Self {
        self.state.lock().pace = pause;
        self
    }

    /// Sends so many bytes a second, all replies together.
    pub fn rate(&self, rate: u32) -> &Self {
        self.state.lock().line = Some(Line::new(rate));
        self
    }

    /// Lets every page of a list have so few entries that lists go on on the next.
    pub fn pages_of(&self, entries: usize) -> &Self {
        self.state.lock().page = Some(entries);
        self
    }

    /// Leaves the network.
    pub fn away(&self) -> &Self {
        self.server.set_reachable(false);
        self
    }

    /// Comes back to the network.
    pub fn back(&self) -> &Self {
        self.server.set_reachable(true);
        self
    }

    /// Every request so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Seen> {
        self.state.lock().seen.clone()
    }

    /// The requests with `part` in their path.
    #[must_use]
    pub fn requests_for(&self, part: &str) -> Vec<Seen> {
        let mut requests = self.requests();
        requests.retain(|seen| seen.path.contains(part));
        requests
    }

    /// What pages asked of hosts that are not the hub's.
    #[must_use]
    pub fn strays(&self) -> Vec<String> {
        let is_ours = |host: &str| host == HOST || host.ends_with(".hf.co");
        let mut requests = self.requests();
        requests.retain(|seen| !is_ours(&seen.host));
        requests
            .into_iter()
            .map(|seen| seen.host + &seen.path)
            .collect()
    }

    /// Waits until what the hub has seen is as `condition` wants it.
    pub async fn wait_for(&self, what: &str, condition: impl Fn(&[Seen]) -> bool) -> Result<()> {
        until(what, WAIT_LIMIT, async || {
            Ok(condition(&self.requests()).then_some(()))
        })
        .await
    }

    /// How many requests were open at once, at most.
    #[must_use]
    pub fn most_in_flight(&self) -> usize {
        self.state.lock().most_in_flight
    }
}

impl File {
    fn new(bytes: impl Into<Bytes>) -> Self {
        let plain = bytes.into();
        let gzip = (plain.len() < LARGE).then(|| packed(&plain));
        let mut hasher = DefaultHasher::new();
        plain.hash(&mut hasher);
        let etag = format!("\"{:x}\"", hasher.finish());
        Self { plain, gzip, etag }
    }

    fn is_large(&self) -> bool {
        self.gzip.is_none()
    }
}

/// Where the notebook looks for a run's training file.
fn training_key(run: &str) -> String {
    format!("{REPO}/{run}_train.json")
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pace(&self) -> Duration {
        self.lock().pace
    }

    fn commit(&self) -> String {
        self.lock()
            .commit
            .clone()
            .unwrap_or_else(|| COMMIT.to_owned())
    }

    fn find(&self, key: &str) -> Option<File> {
        self.lock().files.get(key).cloned()
    }

    fn holds_repo(&self, repo: &str) -> bool {
        let prefix = format!("{repo}/");
        self.lock().files.keys().any(|key| key.starts_with(&prefix))
    }

    /// The paths and files of a repository.
    fn files_of(&self, repo: &str) -> Vec<(String, File)> {
        let prefix = format!("{repo}/");
        let state = self.lock();
        let of_repo = |(key, file): (&String, &File)| {
            let path = key.strip_prefix(&prefix)?;
            Some((path.to_owned(), file.clone()))
        };
        state.files.iter().filter_map(of_repo).collect()
    }

    /// The names `owner/repo` of an owner's repositories.
    fn repos_of(&self, owner: &str) -> Vec<String> {
        let state = self.lock();
        let mut repos: Vec<String> = state
            .files
            .keys()
            .filter_map(|key| {
                let mut parts = key.split('/');
                let (first, name) = (parts.next()?, parts.next()?);
                (first == owner).then(|| format!("{owner}/{name}"))
            })
            .collect();
        repos.dedup();
        repos
    }

    fn page(&self) -> Option<usize> {
        self.lock().page
    }

    /// The fault that this request meets, of those that can strike at its hop.
    fn fault(&self, path: &str, strikes_here: impl Fn(&Fault) -> bool) -> Option<Kind> {
        let mut state = self.lock();
        let (_, fault) = state
            .faults
            .iter_mut()
            .find(|(part, fault)| path.contains(part.as_str()) && strikes_here(fault))?;
        fault.strikes().then(|| fault.kind.clone())
    }
}
