//! What can go wrong with a reply of the hub.

use std::time::Duration;

/// The hub's code for an error, and its words.
pub(crate) type ErrorCode = (&'static str, &'static str);

pub(crate) const NO_REVISION: ErrorCode = ("RevisionNotFound", "Invalid rev id");

/// A fault of one file's replies, for ever or [a number of times](Fault::times).
#[derive(Clone, Debug)]
pub struct Fault {
    pub(crate) kind: Kind,
    left: Option<u32>,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// An error status with the hub's own code and message for it.
    Status(u16, Option<ErrorCode>),
    /// Too many requests, with a `Retry-After` that the page may read, in seconds.
    Busy(u32),
    /// No answer at all, while the connection stays open.
    Stall,
    /// A redirect to this address.
    Redirect(&'static str),
    /// Half of the body, then a broken connection.
    CutOff,
    /// The body in many pieces with a pause between them.
    Drip(Duration),
    /// Half of the body, then nothing, while the connection stays open.
    Hang,
    /// A body that never ends.
    Endless,
    /// The right body under a `Content-Length` that is longer by so many bytes, or shorter, or under none.
    Length(Option<isize>),
    /// The right answer, which the page may not read.
    NoCors,
    /// A web page, as if it were what was asked for.
    Html,
}

impl Fault {
    /// An error status without the hub's code: 429, 500, 503, or 401 for a private repository.
    #[must_use]
    pub fn status(status: u16) -> Self {
        Kind::Status(status, None).into()
    }

    /// A repository whose conditions a visitor must accept first.
    #[must_use]
    pub fn gated() -> Self {
        Kind::Status(
            401,
            Some((
                "GatedRepo",
                "Access to this model is restricted. You must be authenticated to access it.",
            )),
        )
        .into()
    }

    /// A revision that does not exist.
    #[must_use]
    pub fn no_revision() -> Self {
        Kind::Status(404, Some(NO_REVISION)).into()
    }

    /// 429, and word of when to come back.
    #[must_use]
    pub fn busy(seconds: u32) -> Self {
        Kind::Busy(seconds).into()
    }

    /// A redirect to another address.
    #[must_use]
    pub fn redirect(address: &'static str) -> Self {
        Kind::Redirect(address).into()
    }

    /// No answer at all.
    #[must_use]
    pub fn stall() -> Self {
        Kind::Stall.into()
    }

    /// The connection breaks in the middle of the body.
    #[must_use]
    pub fn cut_off() -> Self {
        Kind::CutOff.into()
    }

    /// Nothing more comes from the middle of the body on.
    #[must_use]
    pub fn hang() -> Self {
        Kind::Hang.into()
    }

    /// A `Content-Length` that is off by so many bytes, or none.
    #[must_use]
    pub fn length(off: Option<isize>) -> Self {
        Kind::Length(off).into()
    }

    /// The body comes in twenty pieces with `pause` before each.
    #[must_use]
    pub fn drip(pause: Duration) -> Self {
        Kind::Drip(pause).into()
    }

    /// The body never ends.
    #[must_use]
    pub fn endless() -> Self {
        Kind::Endless.into()
    }

    /// The answer has no CORS headers.
    #[must_use]
    pub fn no_cors() -> Self {
        Kind::NoCors.into()
    }

    /// A web page under the status of a success.
    #[must_use]
    pub fn html() -> Self {
        Kind::Html.into()
    }

    /// Only the first `count` requests meet the fault.
    #[must_use]
    pub fn times(mut self, count: u32) -> Self {
        self.left = Some(count);
        self
    }

    /// Whether it strikes while the bytes are sent, rather than at the file's address.
    pub(crate) fn is_of_body(&self) -> bool {
        matches!(
            self.kind,
            Kind::CutOff | Kind::Hang | Kind::Drip(_) | Kind::Endless | Kind::Length(_)
        )
    }

    /// Whether the next request meets the fault; counts it.
    pub(crate) fn strikes(&mut self) -> bool {
        match &mut self.left {
            None => true,
            Some(0) => false,
            Some(left) => {
                *left -= 1;
                true
            }
        }
    }
}

impl From<Kind> for Fault {
    fn from(kind: Kind) -> Self {
        Self { kind, left: None }
    }
}
