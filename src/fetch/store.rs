//! Files kept in the browser for the next visit, in its Cache API.
//!
//! All of it is a convenience: where the browser refuses storage, has no room or has lost what it
//! was given, nothing is found and nothing is kept.
//!
//! An entry's key is the address that the file, or a page of a list, was asked for at. Its headers
//! say what is known of it, so that there is no second record to disagree with the first.

use js_sys::{Array, Date, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, Cache, CacheQueryOptions, CacheStorage, Headers, Response, ResponseInit, Storage, window,
};

use super::address::HubFile;
use super::kept::{Entry, KEPT_CAP, Kept, surplus};
use super::load::Fetched;
use super::origin::Origin;
use super::version::Version;

/// Told apart from whatever else shares the site's host.
const NAME: &str = "training-graphs files";
const COMMIT: &str = "X-Repo-Commit";
const ADDRESS: &str = "Content-Location";
const LENGTH: &str = "Content-Length";

/// Where local storage notes that something has been kept. It answers at once: a first visit is not
/// to wait for the caches to wake and say that they are empty.
const USED: &str = "runs-kept";

/// How much is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Contents {
    /// How many files.
    pub files: usize,
    /// Their bytes in all.
    pub bytes: f64,
}

fn notes() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

fn is_used() -> bool {
    notes().is_some_and(|notes| notes.get_item(USED).is_ok_and(|note| note.is_some()))
}

/// The first file of an origin that is kept, and its content.
pub async fn find(origin: &Origin) -> Option<(Kept, Vec<u8>)> {
    for file in origin.files() {
        let Some((headers, bytes)) = read(&file.address()).await else {
            continue;
        };
        let version = Version {
            commit: text(&headers, COMMIT).and_then(|commit| commit.parse().ok()),
            etag: text(&headers, "ETag"),
        };
        let date = date(&headers)?;
        let kept = Kept {
            file,
            version,
            date,
        };
        return Some((kept, bytes));
    }
    None
}

/// A file that has just come from the hub and may be kept. Its content is the browser's to hold, and
/// not in the page's memory.
#[derive(Debug)]
pub struct Fresh {
    content: Blob,
    file: HubFile,
    version: Version,
}

impl Fresh {
    /// None for what is not of the hub.
    #[must_use]
    pub fn of(fetched: Fetched) -> Option<Self> {
        Some(Self {
            content: blob(&fetched.bytes)?,
            file: fetched.file?,
            version: fetched.version,
        })
    }
}

/// Keeps files that have just come from the hub. Those that were not used for the longest time make
/// room, where all together are too much.
pub async fn keep(fresh: Vec<Fresh>) {
    for Fresh {
        content,
        file,
        version,
    } in fresh
    {
        let commit = version.commit.map(|commit| commit.to_string());
        let known = [(COMMIT, commit), ("ETag", version.etag)];
        write(&file.address(), known, &content).await;
    }
    let Some(cache) = cache().await else { return };
    for address in surplus(entries(&cache).await, KEPT_CAP) {
        settled(cache.delete_with_str(&address)).await;
    }
}

/// A page of a list that is kept: its content, and its `Link` header.
pub(super) async fn find_page(address: &str) -> Option<(Vec<u8>, Option<String>)> {
    let (headers, bytes) = read(address).await?;
    Some((bytes, text(&headers, "Link")))
}

/// Keeps a page of a list, for when the hub cannot be asked for it.
pub(super) async fn keep_page(address: String, bytes: Vec<u8>, link: Option<String>) {
    if let Some(content) = blob(&bytes) {
        write(&address, [("Link", link)], &content).await;
    }
}

async fn read(address: &str) -> Option<(Headers, Vec<u8>)> {
    if !is_used() {
        return None;
    }
    let response = entry(address).await?;
    let content = response.array_buffer().ok()?;
    let bytes = Uint8Array::new(&settled(content).await?).to_vec();
    let headers = response.headers();
    // Less than was put there is as good as nothing.
    (number(&headers, LENGTH)? as usize == bytes.len()).then_some((headers, bytes))
}

fn blob(bytes: &[u8]) -> Option<Blob> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence(&parts).ok()
}

async fn write(
    address: &str,
    known: impl IntoIterator<Item = (&str, Option<String>)>,
    content: &Blob,
) {
    let Ok(headers) = Headers::new() else { return };
    let always = [
        (ADDRESS, Some(address.to_owned())),
        (LENGTH, Some(content.size().to_string())),
    ];
    for (name, value) in always.into_iter().chain(known) {
        if let Some(value) = value {
            // What no header can hold is not known of the entry.
            let _left_out = headers.set(name, &value);
        }
    }
    let init = dated(&headers);
    if let Ok(response) = Response::new_with_opt_blob_and_init(Some(content), &init) {
        put(address, &response).await;
    }
}

/// Notes that the hub still has a kept file as it is.
pub async fn confirm(kept: &Kept) {
    if !kept.is_out_of_date(Date::now()) {
        return;
    }
    let Some(response) = entry(&kept.file.address()).await else {
        return;
    };
    let Ok(headers) = Headers::new_with_headers(&response.headers()) else {
        return;
    };
    let body = response.body();
    let init = dated(&headers);
    if let Ok(response) = Response::new_with_opt_readable_stream_and_init(body.as_ref(), &init) {
        put(&kept.file.address(), &response).await;
    }
}

/// Lets go of a kept file.
pub async fn forget(file: &HubFile) {
    if let Some(cache) = cache().await {
        settled(cache.delete_with_str(&file.address())).await;
    }
}

/// How much is kept.
pub async fn contents() -> Contents {
    if !is_used() {
        return Contents::default();
    }
    let entries = match cache().await {
        Some(cache) => entries(&cache).await,
        None => Vec::new(),
    };
    Contents {
        files: entries.len(),
        bytes: entries.iter().map(|entry| entry.bytes).sum(),
    }
}

/// Lets go of everything that is kept.
pub async fn clear() {
    if let Some(notes) = notes() {
        let _refused = notes.remove_item(USED);
    }
    if let Some(caches) = caches() {
        settled(caches.delete(NAME)).await;
    }
}

async fn entries(cache: &Cache) -> Vec<Entry> {
    let Some(responses) = settled(cache.match_all()).await else {
        return Vec::new();
    };
    let entry = |response: JsValue| {
        let headers = response.unchecked_into::<Response>().headers();
        Some(Entry {
            address: text(&headers, ADDRESS)?,
            bytes: number(&headers, LENGTH)?,
            date: date(&headers)?,
        })
    };
    let responses: Array = responses.unchecked_into();
    responses.iter().filter_map(entry).collect()
}

/// The storage, where the page may use it: a frame without an origin may not even name it, and a
/// page without encryption has none.
fn caches() -> Option<CacheStorage> {
    let caches = window()?.caches().ok()?;
    (!caches.is_undefined()).then_some(caches)
}

async fn cache() -> Option<Cache> {
    let cache = settled(caches()?.open(NAME)).await?;
    Some(cache.unchecked_into())
}

async fn entry(address: &str) -> Option<Response> {
    let here = CacheQueryOptions::new();
    here.set_cache_name(NAME);
    let found = caches()?.match_with_str_and_options(address, &here);
    settled(found).await?.dyn_into().ok()
}

async fn put(address: &str, response: &Response) {
    let Some(cache) = cache().await else { return };
    // There may be no room for it.
    let written = settled(cache.put_with_str(address, response)).await;
    if let Some(notes) = written.and_then(|_| notes()) {
        let _refused = notes.set_item(USED, "");
    }
}

/// The headers, with the present time as their date.
fn dated(headers: &Headers) -> ResponseInit {
    let _never_refused = headers.set("Date", &String::from(Date::new_0().to_utc_string()));
    let init = ResponseInit::new();
    init.set_headers_headers(headers);
    init
}

fn text(headers: &Headers, name: &str) -> Option<String> {
    headers.get(name).ok().flatten()
}

fn date(headers: &Headers) -> Option<f64> {
    Some(Date::parse(&text(headers, "Date")?))
}

fn number(headers: &Headers, name: &str) -> Option<f64> {
    text(headers, name)?.parse().ok()
}

/// What a promise of the storage gives; none where it is refused.
async fn settled(promise: Promise) -> Option<JsValue> {
    JsFuture::from(promise).await.ok()
}
