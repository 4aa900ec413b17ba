//! A file of the visitor's own: what it is called, and what is in it.

use std::sync::Arc;

use async_lock::Mutex;
use leptos::prelude::{GetUntracked as _, Memo};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, File};

use super::load_error::LoadError;
use super::reading::Reading;
use super::thread::any_file;
use crate::fetch::{Content, FetchError, SIZE_CAP, unless_aborted};
use crate::smooth::Smoothing;

/// A file as it was picked. Two picks are never equal, even of one file: [`is_again`](Self::is_again) finds those.
#[derive(Debug, Clone)]
pub(in crate::app) struct OwnFile(Arc<SendWrapper<File>>);

impl OwnFile {
    pub(in crate::app) fn of(file: File) -> Self {
        Self(Arc::new(SendWrapper::new(file)))
    }

    pub(in crate::app) fn name(&self) -> String {
        self.0.name()
    }

    /// Whether the same file was picked, unchanged; one of the same name may be from another folder.
    pub(in crate::app) fn is_again(&self, other: &Self) -> bool {
        let which = |file: &File| (file.name(), file.size(), file.last_modified());
        which(&self.0) == which(&other.0)
    }

    /// How many bytes it has.
    pub(in crate::app) fn bytes(&self) -> usize {
        self.0.size() as usize
    }

    /// Reads it when its turn comes: one after the other, since each may take as much memory as all runs may together. One
    /// that is given up is not waited for.
    ///
    /// # Errors
    /// Where it is too much, the browser does not give what is in it, or that is nothing that is known; `Cancelled` as soon
    /// as `signal` says so.
    pub(in crate::app) async fn read(
        self,
        smoothing: Memo<Smoothing>,
        signal: AbortSignal,
    ) -> Result<Reading, LoadError> {
        static READING: Mutex<()> = Mutex::new(());
        if self.0.size() > SIZE_CAP as f64 {
            return Err(FetchError::TooLarge.into());
        }
        let reading = async {
            let _turn = READING.lock().await;
            let buffer = JsFuture::from(self.0.array_buffer()).await;
            let buffer = buffer.map_err(|_| LoadError::Unreadable)?;
            let content = Content::of_buffer(&buffer.unchecked_into());
            any_file::parse(content, self.name(), smoothing.get_untracked()).await
        };
        unless_aborted(&signal, reading).await
    }
}

/// Two are equal where they are one handle.
impl PartialEq for OwnFile {
    fn eq(&self, other: &Self) -> bool {
        **self.0 == **other.0
    }
}

/// A name for a file that is not taken: `loss (2).csv` where `loss.csv` is.
pub(in crate::app) fn free_name(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let stem = name.rfind('.').filter(|at| *at > 0).unwrap_or(name.len());
    let (stem, ending) = name.split_at(stem);
    let mut free = name.to_owned();
    let mut count = 1;
    while is_taken(&free) {
        count += 1;
        free = format!("{stem} ({count}){ending}");
    }
    free
}
