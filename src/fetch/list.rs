//! The training files of a repository or of an owner.

use std::cell::{Cell, RefCell};

use js_sys::Date;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortSignal;

use super::error::FetchError;
use super::hub::listing::{Collection, Listing, PAGE_CAP};
use super::request::ask::{Answer, Request, Tell, ask, unless_aborted};
use super::request::http::Part;
use super::store::{self, Fresh};

/// Lists the training files of a collection.
///
/// # Errors
/// As of [`load`](super::load()); `NoTrainingFile` where there is none.
pub async fn list(
    collection: &Collection,
    signal: &AbortSignal,
    tell: Tell<'_>,
) -> Result<Listing, FetchError> {
    let refusal = |status, code: Option<&str>| collection.refusal(status, code);
    let fresh = RefCell::new(Vec::new());
    let pages = pages(collection, async |address| {
        let answer = ask(Request {
            address: &address,
            part: Part::Whole,
            tell,
            refusal: &refusal,
            thread: None,
        });
        let Answer { body, link, .. } = answer.await?;
        let content = body.content;
        let bytes = content.bytes();
        let page = Fresh::of_page(address, content, link.clone());
        fresh.borrow_mut().push(page);
        Ok((bytes, link))
    });
    let listing = unless_aborted(signal, pages).await?;
    // Only what is a list is worth keeping.
    spawn_local(store::keep(fresh.take()));
    Ok(listing)
}

/// The list as an earlier visit left it, and when the hub was last known to have it so, in
/// milliseconds since 1970.
pub async fn kept_list(collection: &Collection) -> Option<(Listing, f64)> {
    let date = Cell::new(Date::now());
    let listing = pages(collection, async |address| {
        let page = store::find_list_page(&address).await;
        let page = page.ok_or(FetchError::Unreachable)?;
        date.set(page.date.min(date.get()));
        Ok((page.bytes, page.link))
    });
    Some((listing.await.ok()?, date.get()))
}

/// All pages from the first on; `page` gives the content of one, and its `Link` header.
async fn pages(
    collection: &Collection,
    page: impl AsyncFn(String) -> Result<(Vec<u8>, Option<String>), FetchError>,
) -> Result<Listing, FetchError> {
    let mut files = Vec::new();
    let mut next = Some(collection.address());
    for _ in 0..PAGE_CAP {
        let Some(address) = next else { break };
        let (bytes, link) = page(address).await?;
        let (found, further) = collection.read(&bytes, link.as_deref())?;
        files.extend(found);
        next = further;
    }
    let listing = Listing::new(files, next.is_none());
    if !listing.files.is_empty() {
        return Ok(listing);
    }
    Err(FetchError::NoTrainingFile {
        place: if listing.is_whole {
            collection.to_string()
        } else {
            format!("the first {PAGE_CAP} pages of {collection}")
        },
    })
}
