//! A run's training file, from wherever it is.

use web_sys::AbortSignal;

use super::error::FetchError;
use super::hub::address::{HubFile, sample_address};
use super::hub::origin::Origin;
use super::hub::version::Version;
use super::kept::Kept;
use super::request::ask::{Answer, Refusal, Request, Tell, ask, unless_aborted};
use super::request::content::Body;
use super::request::http::Part;
use super::request::relay::HandOn;

/// A file that has come.
#[derive(Debug, Clone, PartialEq)]
pub struct Fetched {
    /// What it holds.
    pub body: Body,
    /// Where it was found; none for a sample.
    pub file: Option<HubFile>,
    /// Which version it is, as far as the hub tells.
    pub version: Version,
}

/// Fetches a run's training file, by the thread where there is one.
///
/// # Errors
/// The last error, once retrying is of no use any more;
/// `Cancelled` as soon as `signal` says so.
pub async fn load(
    origin: &Origin,
    signal: &AbortSignal,
    thread: Option<HandOn<'_>>,
    tell: Tell<'_>,
) -> Result<Fetched, FetchError> {
    unless_aborted(signal, Asking { thread, tell }.whole(origin)).await
}

/// Fetches what has taken the place of a kept file; none where the hub still has it as it is.
///
/// # Errors
/// As of [`load`].
pub async fn newer(
    origin: &Origin,
    kept: &Kept,
    signal: &AbortSignal,
    tell: Tell<'_>,
) -> Result<Option<Fetched>, FetchError> {
    let asking = Asking { thread: None, tell };
    unless_aborted(signal, async {
        match asking.of_hub(&kept.file, Part::FirstByte).await {
            Ok(answer) if answer.version.is_same(&kept.version) => return Ok(None),
            Ok(_) => {}
            // It may be elsewhere by now.
            Err(error) if error.is_missing() => {}
            Err(error) => return Err(error),
        }
        asking.whole(origin).await.map(Some)
    })
    .await
}

/// Who asks, and who is told of it.
#[derive(Clone, Copy)]
struct Asking<'a> {
    thread: Option<HandOn<'a>>,
    tell: Tell<'a>,
}

impl Asking<'_> {
    async fn whole(self, origin: &Origin) -> Result<Fetched, FetchError> {
        match origin {
            Origin::Sample(name) => self.sample(&sample_address(name)).await,
            Origin::File(file) => self.file(file.clone()).await,
            Origin::Model { .. } => self.first(origin.files()).await,
        }
    }

    async fn sample(self, path: &str) -> Result<Fetched, FetchError> {
        let refusal = |status, _: Option<&str>| FetchError::NoSample {
            path: path.to_owned(),
            status,
        };
        let answer = self.ask(path, Part::Whole, &refusal).await?;
        Ok(fetched(answer, None))
    }

    async fn file(self, file: HubFile) -> Result<Fetched, FetchError> {
        let answer = self.of_hub(&file, Part::Whole).await?;
        Ok(fetched(answer, Some(file)))
    }

    async fn of_hub(self, file: &HubFile, part: Part) -> Result<Answer, FetchError> {
        let refusal = |status, code: Option<&str>| {
            FetchError::of_repo(status, code, &file.repo, &file.revision, Some(&file.path))
        };
        self.ask(&file.address(), part, &refusal).await
    }

    /// The first of `files` that is there.
    async fn first(self, files: Vec<HubFile>) -> Result<Fetched, FetchError> {
        let mut missing = Vec::new();
        for file in files {
            match self.file(file).await {
                Err(error) if error.is_missing() => missing.push(error),
                outcome => return outcome,
            }
        }
        Err(FetchError::Nowhere(missing))
    }

    async fn ask(
        self,
        address: &str,
        part: Part,
        refusal: Refusal<'_>,
    ) -> Result<Answer, FetchError> {
        let Self { thread, tell } = self;
        ask(Request {
            address,
            part,
            tell,
            refusal,
            thread,
        })
        .await
    }
}

fn fetched(answer: Answer, file: Option<HubFile>) -> Fetched {
    Fetched {
        body: answer.body,
        // A sample has but one.
        version: file
            .as_ref()
            .map_or_else(Version::default, |_| answer.version),
        file,
    }
}
