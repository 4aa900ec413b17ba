//! One request and the telling of its answer, from first byte to last.

use std::{
    collections::BTreeMap,
    io,
    time::{Duration, SystemTime},
};

use futures_util::stream;
use http_body_util::{BodyExt, StreamBody};
use hyper::{
    Request,
    body::{Bytes, Frame, Incoming},
    header,
};
use tokio::time::Instant;

use super::Shared;
use crate::{fault::Kind, server::Body};

/// How many bytes a connection is handed at once. It asks for the next when it has room, so that the last are not handed
/// to it long before they are sent.
const PIECE: usize = 1 << 16;

/// How long after a part of a body the connection breaks: a break takes with it what has not left yet.
const BREAK_FOLLOWS: Duration = Duration::from_millis(100);

/// A request that the hub has seen.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The host that was asked.
    pub host: String,
    /// The path, percent-encoded as it came, with its query.
    pub path: String,
    /// The headers by lower-case name.
    pub headers: BTreeMap<String, String>,
    /// How it ended.
    pub outcome: Outcome,
    /// When it ended: for what was answered, when the last byte was handed to the connection.
    pub ended: Option<SystemTime>,
}

/// How an exchange ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It has not: the client is still waiting.
    Open,
    /// The hub said all that it wanted to say.
    Answered,
    /// The client went away first.
    Aborted,
}

/// Counts as in flight until it is finished; dropped before that, the client has gone.
#[derive(Debug)]
pub(super) struct Exchange {
    state: Shared,
    index: usize,
}

impl Exchange {
    pub(super) fn begin(shared: &Shared, request: &Request<Incoming>) -> Self {
        let named = |name| {
            request
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        let host = request
            .uri()
            .host()
            .or(named(header::HOST))
            .unwrap_or_default();
        let headers = request
            .headers()
            .iter()
            .map(|(name, value)| {
                (
                    name.to_string(),
                    String::from_utf8_lossy(value.as_bytes()).into_owned(),
                )
            })
            .collect();
        let seen = Seen {
            host: host.to_owned(),
            path: request
                .uri()
                .path_and_query()
                .map(ToString::to_string)
                .unwrap_or_default(),
            headers,
            outcome: Outcome::Open,
            ended: None,
        };
        let mut state = shared.lock();
        state.seen.push(seen);
        let open = state
            .seen
            .iter()
            .filter(|seen| seen.outcome == Outcome::Open)
            .count();
        state.most_in_flight = state.most_in_flight.max(open);
        Self {
            state: shared.clone(),
            index: state.seen.len() - 1,
        }
    }

    pub(super) fn host(&self) -> String {
        self.state.lock().seen[self.index].host.clone()
    }

    pub(super) fn finish(&self) {
        self.end(Outcome::Answered);
    }

    /// The body that tells `bytes` as `fault` has it, and keeps the exchange open meanwhile.
    pub(super) fn send(self, bytes: Bytes, fault: Option<&Kind>) -> Body {
        let telling = match fault {
            Some(Kind::CutOff) => {
                Telling::of(self, vec![bytes.slice(..bytes.len() / 2)], Ending::Break)
            }
            Some(Kind::Hang) => {
                Telling::of(self, vec![bytes.slice(..bytes.len() / 2)], Ending::Silence)
            }
            Some(Kind::Endless) => Telling::of(self, vec![bytes], Ending::Never),
            Some(Kind::Drip(pause)) => {
                let twentieth = bytes.len().div_ceil(20).max(1);
                Telling {
                    pause: *pause,
                    ..Telling::of(self, pieces(&bytes, twentieth), Ending::Whole)
                }
            }
            _ => Telling::of(self, pieces(&bytes, PIECE), Ending::Whole),
        };
        StreamBody::new(stream::unfold(telling, Telling::next)).boxed_unsync()
    }

    fn end(&self, outcome: Outcome) {
        let seen = &mut self.state.lock().seen[self.index];
        if seen.outcome == Outcome::Open {
            seen.outcome = outcome;
            seen.ended = Some(SystemTime::now());
        }
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        self.end(Outcome::Aborted);
    }
}

fn pieces(bytes: &Bytes, size: usize) -> Vec<Bytes> {
    bytes
        .chunks(size)
        .map(|chunk| bytes.slice_ref(chunk))
        .collect()
}

struct Telling {
    exchange: Exchange,
    /// The last piece first.
    pieces: Vec<Bytes>,
    pause: Duration,
    ending: Ending,
}

#[derive(PartialEq, Eq)]
enum Ending {
    Whole,
    Break,
    Silence,
    Never,
}

impl Telling {
    fn of(exchange: Exchange, mut pieces: Vec<Bytes>, ending: Ending) -> Self {
        pieces.reverse();
        Self {
            exchange,
            pieces,
            pause: Duration::ZERO,
            ending,
        }
    }

    /// When the next piece may leave, where the hub is no faster.
    fn turn(&self) -> Option<Instant> {
        let piece = self.pieces.last()?;
        let mut state = self.exchange.state.lock();
        Some(state.line.as_mut()?.reserve(piece.len()))
    }

    async fn next(mut self) -> Option<(io::Result<Frame<Bytes>>, Self)> {
        // Even a pause of nothing would last until the clock's next tick.
        if !self.pause.is_zero() {
            tokio::time::sleep(self.pause).await;
        }
        if let Some(turn) = self.turn() {
            tokio::time::sleep_until(turn).await;
        }
        let piece = match (self.pieces.pop(), &self.ending) {
            (Some(piece), _) => piece,
            (None, Ending::Never) => Bytes::from_static(&[b' '; 1 << 14]),
            (None, Ending::Silence) => std::future::pending().await,
            (None, Ending::Break) => {
                tokio::time::sleep(BREAK_FOLLOWS).await;
                self.exchange.finish();
                return Some((Err(io::ErrorKind::ConnectionReset.into()), self));
            }
            (None, Ending::Whole) => {
                self.exchange.finish();
                return None;
            }
        };
        // Said with the last piece, since nobody asks for more once the announced length is there.
        if self.pieces.is_empty() && self.ending == Ending::Whole {
            self.exchange.finish();
        }
        Some((Ok(Frame::data(piece)), self))
    }
}
