//! Requests that the page hands on to a thread, so that what they bring is read there.
//!
//! Each has a port of its own. Through it the thread sends arrays, of which the first entry is the number of a
//! [`MessageKind`]; the page, that no more of it is wanted.

use std::pin::pin;

use futures_channel::mpsc::{UnboundedReceiver, unbounded};
use futures_util::StreamExt as _;
use futures_util::future::select;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, MessagePort};

use super::content::{Body, Content};
use super::early::Early;
use super::http::{self, Part, in_time};
use crate::fetch::error::FetchError;

/// Has the thread call [`serve`] with an address; gives the other end of the port, where it could be asked.
pub type HandOn<'a> = &'a dyn Fn(&str) -> Option<MessagePort>;

/// What of a reply's head the page asks for.
const HEADERS: [&str; 4] = ["Retry-After", "X-Error-Code", "X-Repo-Commit", "ETag"];

/// What a message of the thread says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MessageKind {
    /// The beginning of the reply: its status, its address, and [`HEADERS`].
    Head,
    /// How many bytes have come.
    Coming,
    /// The arrays of the file's bytes, and what has been made of them.
    End,
    /// That there is no reply, or no more of it; the browser does not say why. A request of the page's own may tell more.
    Failed,
    /// That the file is too large.
    TooLarge,
    /// That no more of it comes, after how many bytes.
    CutOff,
}

impl MessageKind {
    const ALL: [Self; 6] = [
        Self::Head,
        Self::Coming,
        Self::End,
        Self::Failed,
        Self::TooLarge,
        Self::CutOff,
    ];

    fn of(message: &Array) -> Option<Self> {
        let number = number(message, 0)?;
        Self::ALL.into_iter().find(|kind| *kind as usize == number)
    }

    fn with(self, parts: impl IntoIterator<Item = JsValue>) -> Array {
        let kind = JsValue::from(self as u32);
        [kind].into_iter().chain(parts).collect()
    }
}

/// A reply of which the thread has the beginning. Dropped, it ends the request.
pub(in crate::fetch) struct Reply {
    head: Array,
    inbox: Inbox,
}

/// Has the thread ask for `address`, and waits for the beginning of the reply; none where there is no telling why none
/// comes.
pub(in crate::fetch) async fn get(
    address: &str,
    hand_on: HandOn<'_>,
) -> Result<Option<Reply>, FetchError> {
    let Some(port) = hand_on(address) else {
        return Ok(None);
    };
    let mut inbox = Inbox::of(port);
    let head = inbox.next(0).await?;
    match MessageKind::of(&head) {
        Some(MessageKind::Head) => Ok(Some(Reply { head, inbox })),
        _ => error(&head).map_or(Ok(None), Err),
    }
}

impl Reply {
    pub(in crate::fetch) fn status(&self) -> u16 {
        number(&self.head, 1).unwrap_or_default() as u16
    }

    pub(in crate::fetch) fn address(&self) -> String {
        self.head.get(2).as_string().unwrap_or_default()
    }

    pub(in crate::fetch) fn header(&self, name: &str) -> Option<String> {
        let place = HEADERS.iter().position(|header| *header == name)?;
        self.head.get(3 + place as u32).as_string()
    }

    /// The body. `tell` is told now and then how many bytes of it have come.
    pub(in crate::fetch) async fn body(mut self, tell: impl Fn(usize)) -> Result<Body, FetchError> {
        let mut length = 0;
        loop {
            let message = self.inbox.next(length).await?;
            match MessageKind::of(&message) {
                Some(MessageKind::Coming) => {
                    length = number(&message, 1).unwrap_or_default();
                    tell(length);
                }
                Some(MessageKind::End) => {
                    return Ok(Body {
                        content: Content::of(Array::from(&message.get(1))),
                        made: Some(message.get(2)),
                    });
                }
                _ => return Err(error(&message).unwrap_or(FetchError::CutOff { bytes: length })),
            }
        }
    }
}

/// What a message says of a failure; none where it does not know.
fn error(message: &Array) -> Option<FetchError> {
    match MessageKind::of(message)? {
        MessageKind::TooLarge => Some(FetchError::TooLarge),
        MessageKind::CutOff => Some(FetchError::CutOff {
            bytes: number(message, 1)?,
        }),
        _ => None,
    }
}

fn number(message: &Array, at: u32) -> Option<usize> {
    Some(message.get(at).as_f64()? as usize)
}

/// The page's end of a port.
struct Inbox {
    port: MessagePort,
    messages: UnboundedReceiver<Array>,
    _on_message: Closure<dyn Fn(MessageEvent)>,
}

impl Inbox {
    fn of(port: MessagePort) -> Self {
        let (sender, messages) = unbounded();
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            // Whoever is gone needs no more.
            let _gone = sender.unbounded_send(Array::from(&event.data()));
        });
        port.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Self {
            port,
            messages,
            _on_message: on_message,
        }
    }

    /// The next message; so many bytes of the file have come before it.
    async fn next(&mut self, bytes: usize) -> Result<Array, FetchError> {
        let coming = async { self.messages.next().await.ok_or(()) };
        let message = in_time(bytes, coming).await?;
        message.map_err(|()| FetchError::Unreachable)
    }
}

impl Drop for Inbox {
    fn drop(&mut self) {
        self.port.set_onmessage(None);
        // To a thread that is gone, there is nothing to say.
        let _gone = self.port.post_message(&JsValue::NULL);
        self.port.close();
    }
}

/// Makes a request that the page has handed on. `read_on` is shown what comes, part by part; `made` tells what has
/// become of it, or null, and what of that is handed over without a copy.
pub async fn serve(
    address: &str,
    port: &MessagePort,
    read_on: impl Fn(&Uint8Array),
    made: impl FnOnce() -> (JsValue, Array),
) {
    let stop = js_sys::Promise::new(&mut |resolve, _| port.set_onmessage(Some(&resolve)));
    let stop = wasm_bindgen_futures::JsFuture::from(stop);
    // A page that is gone, and this thread with it, hears of nothing.
    let say = |message: Array| {
        let _gone = port.post_message(&message);
    };
    let work = async {
        match answer(address, &say, read_on).await {
            Ok(None) => {}
            Ok(Some(content)) => {
                let (made, handed_over) = made();
                for part in content.parts.iter() {
                    handed_over.push(&part.unchecked_into::<Uint8Array>().buffer());
                }
                let message = MessageKind::End.with([content.parts.into(), made]);
                let _gone = port.post_message_with_transferable(&message, &handed_over);
            }
            Err(error) => say(match error {
                FetchError::TooLarge => MessageKind::TooLarge.with([]),
                FetchError::CutOff { bytes } => MessageKind::CutOff.with([(bytes as f64).into()]),
                _ => MessageKind::Failed.with([]),
            }),
        }
    };
    select(pin!(stop), pin!(work)).await;
    port.close();
}

/// Says how the reply begins and how much of it has come; its content, where it is a file's.
async fn answer(
    address: &str,
    say: &dyn Fn(Array),
    read_on: impl Fn(&Uint8Array),
) -> Result<Option<Content>, FetchError> {
    let early = match Early::take(address) {
        Some(early) => early.get().await,
        None => None,
    };
    let reply = match early {
        Some(reply) => reply,
        None => http::get(address, Part::Whole).await?,
    };
    let header = |name: &str| reply.header(name).map_or(JsValue::NULL, JsValue::from);
    let head = [reply.status().into(), reply.address().into()];
    say(MessageKind::Head.with(head.into_iter().chain(HEADERS.map(header))));
    if !reply.is_success() {
        return Ok(None);
    }
    let tell = |bytes: usize| say(MessageKind::Coming.with([JsValue::from_f64(bytes as f64)]));
    reply.body(read_on, tell).await.map(Some)
}
