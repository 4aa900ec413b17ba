//! The training files of a repository or of an owner.

use wasm_bindgen_futures::spawn_local;
use web_sys::AbortSignal;

use super::error::FetchError;
use super::http::Part;
use super::link::next_page;
use super::listing::{
    Listing, PAGE_CAP, TrainingFile, files_of_models, files_of_tree, owner_address, tree_address,
};
use super::patience::{Refusal, Tell, ask, once, unless_aborted};
use super::repo_id::{RepoId, Revision};
use super::store;

/// Lists the training files in a repository, its folders included.
///
/// # Errors
/// As of [`load`](super::load); `NoTrainingFile` where the repository has none.
pub async fn list_repo(
    repo: &RepoId,
    revision: &Revision,
    signal: &AbortSignal,
    tell: Tell<'_>,
) -> Result<Listing, FetchError> {
    let refusal =
        |status, code: Option<&str>| FetchError::of_repo(status, code, repo, revision, None);
    let read = |bytes: &[u8]| files_of_tree(bytes, repo, revision);
    let pages = pages(tree_address(repo, revision), tell, &refusal, &read);
    let listing = unless_aborted(signal, pages).await?;
    some(listing, &format!("{repo} at {revision}"))
}

/// Lists the training files in those repositories of an owner that have `search` in their names.
///
/// # Errors
/// As of [`list_repo`].
pub async fn list_owner(
    owner: &str,
    search: &str,
    signal: &AbortSignal,
    tell: Tell<'_>,
) -> Result<Listing, FetchError> {
    let refusal = |status, _: Option<&str>| FetchError::of_hub(status);
    let pages = pages(
        owner_address(owner, search),
        tell,
        &refusal,
        &files_of_models,
    );
    let listing = unless_aborted(signal, pages).await?;
    some(listing, &format!("the repositories {owner}/…{search}…"))
}

fn some(listing: Listing, place: &str) -> Result<Listing, FetchError> {
    if !listing.files.is_empty() {
        return Ok(listing);
    }
    Err(FetchError::NoTrainingFile {
        place: if listing.is_whole {
            place.to_owned()
        } else {
            format!("the first {PAGE_CAP} pages of {place}")
        },
    })
}

/// What reads a page.
type Reader<'a> = &'a dyn Fn(&[u8]) -> Result<Vec<TrainingFile>, FetchError>;

/// All pages from the first on.
async fn pages(
    first: String,
    tell: Tell<'_>,
    refusal: Refusal<'_>,
    read: Reader<'_>,
) -> Result<Listing, FetchError> {
    let mut files = Vec::new();
    let mut next = Some(first);
    for _ in 0..PAGE_CAP {
        let Some(address) = next else { break };
        let (bytes, link) = page(address, tell, refusal).await?;
        files.extend(read(&bytes)?);
        next = link.as_deref().map_or(Ok(None), next_page)?;
    }
    Ok(Listing::new(files, next.is_none()))
}

/// A page and its `Link`: the hub's, or that of an earlier visit where the hub cannot be asked.
async fn page(
    address: String,
    tell: Tell<'_>,
    refusal: Refusal<'_>,
) -> Result<(Vec<u8>, Option<String>), FetchError> {
    let answer = match store::find_page(&address).await {
        None => ask(&address, Part::Whole, tell, refusal).await?,
        Some(kept) => match once(&address, Part::Whole, tell, refusal).await {
            Ok(answer) => answer,
            Err(failure) if failure.error.is_passing() => return Ok(kept),
            Err(failure) => return Err(failure.error),
        },
    };
    let (bytes, link) = (answer.bytes, answer.link);
    spawn_local(store::keep_page(address, bytes.clone(), link.clone()));
    Ok((bytes, link))
}
