//! A reply, to a request of the page's own or to one that the thread has made for it.

use super::content::Body;
use super::http;
use super::relay;
use super::relay::HandOn;
use crate::fetch::error::FetchError;

/// A reply whose body is still to come. Dropped, it ends the request.
pub(in crate::fetch) enum Reply {
    Own(http::Reply),
    Relayed(relay::Reply),
}

impl Reply {
    /// Asks for the whole of `address`, by the thread where there is one. Where that cannot get it, the page asks for
    /// itself, which finds out why or has a way that the thread has not.
    pub(in crate::fetch) async fn to(
        address: &str,
        thread: Option<HandOn<'_>>,
    ) -> Result<Self, FetchError> {
        let relayed = match thread {
            Some(hand_on) => relay::get(address, hand_on).await?,
            None => None,
        };
        Ok(match relayed {
            Some(reply) => Self::Relayed(reply),
            None => Self::Own(http::get(address, http::Part::Whole).await?),
        })
    }

    pub(in crate::fetch) fn status(&self) -> u16 {
        match self {
            Self::Own(reply) => reply.status(),
            Self::Relayed(reply) => reply.status(),
        }
    }

    pub(in crate::fetch) fn is_success(&self) -> bool {
        (200..300).contains(&self.status())
    }

    pub(in crate::fetch) fn header(&self, name: &str) -> Option<String> {
        match self {
            Self::Own(reply) => reply.header(name),
            Self::Relayed(reply) => reply.header(name),
        }
    }

    /// The address that answered, after all redirects.
    pub(in crate::fetch) fn address(&self) -> String {
        match self {
            Self::Own(reply) => reply.address(),
            Self::Relayed(reply) => reply.address(),
        }
    }

    /// The body. `tell` is told now and then how many bytes of it have come.
    pub(in crate::fetch) async fn body(self, tell: impl Fn(usize)) -> Result<Body, FetchError> {
        match self {
            Self::Own(reply) => reply.body(|_| (), tell).await.map(Body::from),
            Self::Relayed(reply) => reply.body(tell).await,
        }
    }
}
