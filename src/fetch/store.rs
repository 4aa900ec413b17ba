//! Files kept in the browser for the next visit, in its Cache API.
//!
//! All of it is a convenience: where the browser refuses storage, does not answer, has no room or has lost what it
//! was given, nothing is found and nothing is kept.
//!
//! An entry's key is the address that the file, or a page of a list, was asked for at. Its headers
//! say what is known of it, so that there is no second record to disagree with the first.

use std::cell::Cell;
use std::collections::HashSet;

use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Date, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, Cache, CacheQueryOptions, CacheStorage, DomException, Headers, Request, Response,
    ResponseInit, Storage, Url, window,
};

use super::hub::address::HubFile;
use super::hub::origin::Origin;
use super::hub::revision::Revision;
use super::hub::version::Version;
use super::kept::{Entry, KEPT_CAP, Kept, date_by, surplus};
use super::load::Fetched;
use super::patience::{PATIENCE, before, before_long};
use super::request::content::Content;

/// Told apart from whatever else shares the site's host.
const NAME: &str = "training-graphs files";
const COMMIT: &str = "X-Repo-Commit";
const ETAG: &str = "ETag";
const LINK: &str = "Link";
const ADDRESS: &str = "Content-Location";
const LENGTH: &str = "Content-Length";

/// Where local storage notes that something has been kept. It answers at once: a first visit is not
/// to wait for the caches to wake and say that they are empty.
const USED: &str = "runs-kept";

/// How long a storage that was late may take, in milliseconds.
const LITTLE_PATIENCE: u32 = 300;

/// How much is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Contents {
    /// How many files.
    pub files: usize,
    /// Their bytes in all.
    pub bytes: f64,
}

thread_local! {
    /// Whether the storage was late, and has not answered since: then it is not waited for so long.
    static IS_LATE: Cell<bool> = const { Cell::new(false) };
    /// Whether the visitor has let go of all that was kept: on this visit nothing more is.
    static IS_CLEARED: Cell<bool> = const { Cell::new(false) };
}

fn notes() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

fn is_used() -> bool {
    notes().is_some_and(|notes| notes.get_item(USED).is_ok_and(|note| note.is_some()))
}

fn unnote() {
    if let Some(notes) = notes() {
        let _refused = notes.remove_item(USED);
    }
}

/// Waits for as long as the storage may take; then it counts as late.
pub async fn late() {
    let patience = if IS_LATE.get() {
        LITTLE_PATIENCE
    } else {
        PATIENCE
    };
    TimeoutFuture::new(patience).await;
    IS_LATE.set(true);
}

/// The first file of an origin that is kept, and its content. A storage may never answer: who awaits this races it.
pub async fn find(origin: &Origin) -> Option<(Kept, Content)> {
    for file in origin.files() {
        if let Some(found) = find_file(&file, &file).await {
            return Some(found);
        }
        // A link by commit may lead to what is kept as the newest.
        let newest = file.at(Revision::default());
        if newest != file
            && let Some((kept, content)) = find_file(&newest, &file).await
            && kept.is_final()
        {
            return Some((kept, content));
        }
    }
    None
}

/// What is kept in the name of one file, as if it were of another.
async fn find_file(named: &HubFile, file: &HubFile) -> Option<(Kept, Content)> {
    let (headers, content) = read(&named.address()).await?;
    let version = Version {
        commit: text(&headers, COMMIT).and_then(|commit| commit.parse().ok()),
        etag: text(&headers, ETAG),
    };
    let kept = Kept {
        file: file.clone(),
        kept_as: named.clone(),
        version,
        date: date(&headers)?,
    };
    Some((kept, content))
}

/// A file, or a page of a list, that has just come from the hub and may be kept.
#[derive(Debug)]
pub struct Fresh {
    address: String,
    content: Content,
    /// The headers that say what is known of it.
    known: Vec<(&'static str, String)>,
}

impl Fresh {
    /// None for what is not of the hub.
    #[must_use]
    pub fn of(fetched: &Fetched) -> Option<Self> {
        let Version { commit, etag } = &fetched.version;
        let commit = commit.as_ref().map(|commit| (COMMIT, commit.to_string()));
        let etag = etag.as_ref().map(|etag| (ETAG, etag.clone()));
        Some(Self {
            address: fetched.file.as_ref()?.address(),
            content: fetched.body.content.clone(),
            known: commit.into_iter().chain(etag).collect(),
        })
    }

    /// A page of a list, with its `Link` header.
    pub(super) fn of_page(address: String, content: Content, link: Option<String>) -> Self {
        Self {
            address,
            content,
            known: link.into_iter().map(|link| (LINK, link)).collect(),
        }
    }
}

/// Keeps what has just come from the hub. What it has not confirmed for the longest time makes room, where all together
/// is too much.
pub async fn keep(all: Vec<Fresh>) {
    let Some(mut shelf) = Shelf::open().await else {
        return;
    };
    for fresh in all {
        shelf.write(fresh).await;
    }
    shelf.close().await;
}

/// A page of a list that is kept.
pub(super) struct Page {
    pub(super) bytes: Vec<u8>,
    /// The `Link` header.
    pub(super) link: Option<String>,
    /// When the hub was last known to have it so, in milliseconds since 1970.
    pub(super) date: f64,
}

/// The page of a list that is kept for an address; none where that is late.
pub(super) async fn find_list_page(address: &str) -> Option<Page> {
    let (headers, content) = before(late(), read(address)).await??;
    Some(Page {
        bytes: content.bytes(),
        link: text(&headers, LINK),
        date: date(&headers)?,
    })
}

async fn read(address: &str) -> Option<(Headers, Content)> {
    if !is_used() {
        return None;
    }
    let response = response_for(address).await;
    IS_LATE.set(false);
    let response = response?;
    let buffer = fulfilled(response.array_buffer().ok()?)
        .await?
        .dyn_into()
        .ok()?;
    let (headers, content) = (response.headers(), Content::of_buffer(&buffer));
    // Less than was put there is as good as nothing.
    (number(&headers, LENGTH)? as usize == content.length).then_some((headers, content))
}

/// All that is kept, while something is added to it.
struct Shelf {
    cache: Cache,
    entries: Vec<Entry>,
    /// Whether others were let go of in vain.
    is_full: bool,
}

impl Shelf {
    /// None where nothing can be kept, or nobody could be told that something is.
    async fn open() -> Option<Self> {
        let cache = cache().await?;
        if IS_CLEARED.get() {
            return None;
        }
        notes()?.set_item(USED, "").ok()?;
        let entries = entries(&cache).await;
        Some(Self {
            cache,
            entries,
            is_full: false,
        })
    }

    async fn write(&mut self, fresh: Fresh) {
        // As the cache itself writes it.
        let (Ok(headers), Ok(url)) = (Headers::new(), Url::new(&fresh.address)) else {
            return;
        };
        let Ok(content) = Blob::new_with_u8_array_sequence(&fresh.content.parts) else {
            return;
        };
        let (address, bytes) = (url.href(), content.size());
        let always = [(ADDRESS, address.clone()), (LENGTH, bytes.to_string())];
        for (name, value) in always.into_iter().chain(fresh.known) {
            // What no header can hold is not known of the entry.
            let _left_out = headers.set(name, &value);
        }
        self.entries.retain(|entry| entry.address != address);
        self.trim(KEPT_CAP - bytes).await;
        let mut outcome = self.put(&address, &headers, &content).await;
        if outcome.as_ref().is_err_and(is_for_room) && !self.is_full && self.make_room(bytes).await
        {
            outcome = self.put(&address, &headers, &content).await;
            self.is_full = outcome.is_err();
        }
        if outcome.is_ok() {
            let date = Date::now();
            self.entries.push(Entry {
                address,
                bytes,
                date,
            });
        }
    }

    async fn put(&self, address: &str, headers: &Headers, content: &Blob) -> Result<(), JsValue> {
        let response = Response::new_with_opt_blob_and_init(Some(content), &dated(headers))?;
        JsFuture::from(self.cache.put_with_str(address, &response)).await?;
        Ok(())
    }

    /// Lets the oldest go, as much as `bytes`, where the browser grants less than the bound; whether
    /// there was so much.
    async fn make_room(&mut self, bytes: f64) -> bool {
        let all: f64 = self.entries.iter().map(|entry| entry.bytes).sum();
        all >= bytes && self.trim(all - bytes).await
    }

    /// Lets the oldest go until the others are no more than `cap` bytes; whether any had to.
    async fn trim(&mut self, cap: f64) -> bool {
        let gone = surplus(self.entries.clone(), cap);
        for address in &gone {
            fulfilled(self.cache.delete_with_str(address)).await;
        }
        self.entries.retain(|entry| !gone.contains(&entry.address));
        !gone.is_empty()
    }

    /// Another page may have kept something meanwhile, which counts too.
    async fn close(mut self) {
        self.entries = entries(&self.cache).await;
        self.trim(KEPT_CAP).await;
        if self.entries.is_empty() {
            unnote();
        }
    }
}

/// Notes that the hub still has a kept file as it is.
pub async fn confirm(kept: &Kept) {
    if !kept.is_date_old(Date::now()) {
        return;
    }
    let Some(response) = response_for(&kept.kept_as.address()).await else {
        return;
    };
    let Ok(headers) = Headers::new_with_headers(&response.headers()) else {
        return;
    };
    let body = response.body();
    let init = dated(&headers);
    if let Ok(response) = Response::new_with_opt_readable_stream_and_init(body.as_ref(), &init) {
        // Where it is refused, the old date stays.
        if let Some(cache) = cache().await.filter(|_| !IS_CLEARED.get()) {
            fulfilled(cache.put_with_str(&kept.kept_as.address(), &response)).await;
        }
    }
}

/// Lets go of a kept file, before long: a storage that does not answer keeps nobody waiting.
pub fn forget(file: &HubFile) {
    let address = file.address();
    spawn_local(async move {
        if let Some(cache) = cache().await {
            fulfilled(cache.delete_with_str(&address)).await;
        }
    });
}

/// How much is kept; none where the storage does not answer.
pub async fn contents() -> Option<Contents> {
    let all = async {
        match cache().await {
            Some(cache) => entries(&cache).await,
            None => Vec::new(),
        }
    };
    let mut entries = before_long(all).await?;
    entries.retain(Entry::is_readable);
    Some(Contents {
        files: entries.len(),
        bytes: entries.iter().map(|entry| entry.bytes).sum(),
    })
}

/// Lets go of everything that is kept; what comes from now on is not kept either, until the page is opened again.
pub async fn clear() {
    IS_CLEARED.set(true);
    unnote();
    if let Some(caches) = caches() {
        before_long(fulfilled(caches.delete(NAME))).await;
    }
}

async fn entries(cache: &Cache) -> Vec<Entry> {
    // In this order: what is added meanwhile is not taken for unreadable.
    let keys = fulfilled(cache.keys()).await;
    let responses = fulfilled(cache.match_all()).await;
    let all = |list: Option<JsValue>| {
        let list = list.map(|list| list.unchecked_into::<Array>().to_vec());
        list.unwrap_or_default().into_iter()
    };
    let now = Date::now();
    let entry = |response: JsValue| {
        let headers = response.unchecked_into::<Response>().headers();
        Some(Entry {
            address: text(&headers, ADDRESS)?,
            bytes: number(&headers, LENGTH)?,
            date: date_by(date(&headers)?, now),
        })
    };
    let mut entries: Vec<Entry> = all(responses).filter_map(entry).collect();
    let known: HashSet<String> = entries.iter().map(|entry| entry.address.clone()).collect();
    let addresses = all(keys).map(|key| key.unchecked_into::<Request>().url());
    let unknown = addresses.filter(|address| !known.contains(address));
    entries.extend(unknown.map(Entry::unreadable));
    entries
}

/// The storage, where the page may use it: a frame without an origin may not even name it, and a
/// page without encryption has none.
fn caches() -> Option<CacheStorage> {
    let caches = window()?.caches().ok()?;
    (!caches.is_undefined()).then_some(caches)
}

async fn cache() -> Option<Cache> {
    let cache = fulfilled(caches()?.open(NAME)).await?;
    Some(cache.unchecked_into())
}

async fn response_for(address: &str) -> Option<Response> {
    let here = CacheQueryOptions::new();
    here.set_cache_name(NAME);
    let found = caches()?.match_with_str_and_options(address, &here);
    fulfilled(found).await?.dyn_into().ok()
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
    Some(Date::parse(&text(headers, "Date")?)).filter(|date| date.is_finite())
}

fn number(headers: &Headers, name: &str) -> Option<f64> {
    let number: f64 = text(headers, name)?.parse().ok()?;
    (number.is_finite() && number >= 0.0).then_some(number)
}

/// Whether a file was refused for the want of room.
fn is_for_room(error: &JsValue) -> bool {
    error
        .dyn_ref::<DomException>()
        .is_some_and(|error| error.name() == "QuotaExceededError")
}

/// What a promise of the storage gives; none where it is refused.
async fn fulfilled(promise: Promise) -> Option<JsValue> {
    JsFuture::from(promise).await.ok()
}
