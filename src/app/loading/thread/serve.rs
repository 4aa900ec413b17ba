//! The thread's own part.

use std::cell::RefCell;

use js_sys::{Array, Float64Array, Map, Uint8Array, global};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

use super::held;
use super::message::{self, Job, Question};
use super::reader::Reader;
use crate::app::later;
use crate::app::loading::reading::Reading;
use crate::fetch::{self, Content};
use crate::scene::Measured;
use crate::smooth::Smoothing;

/// Loads what was asked for before the program was there, and answers every question, for the life of the thread.
/// Of use in a worker alone.
pub fn serve() {
    let Ok(scope) = global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        if let Some(question) = Question::of(&event.data()) {
            spawn_local(answer(question));
        }
    });
    scope.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
    let (early, ports) = (Map::new(), Array::new());
    for address in fetch::early() {
        if let Ok(channel) = MessageChannel::new() {
            early.set(&JsValue::from_str(&address), &channel.port2());
            ports.push(&channel.port2());
            spawn_local(load(address, channel.port1(), Smoothing::NOTEBOOK));
        }
    }
    // The page that would hear it is gone, and this thread with it.
    let _gone = scope.post_message_with_transfer(&early, &ports);
}

/// Fetches a file, and reads it as it comes.
async fn load(address: String, port: MessagePort, smoothing: Smoothing) {
    let reader = RefCell::new(Reader::default());
    let read_on = |part: &Uint8Array| reader.borrow_mut().read_on(&part.to_vec());
    let made = || {
        let answer = reading(reader.take(), smoothing);
        let handed_over = message::handed_over(&answer);
        (answer, handed_over)
    };
    fetch::serve(&address, &port, read_on, made).await;
}

async fn answer(question: Question) {
    let Question {
        job,
        port,
        smoothing,
        given,
    } = question;
    let answer = match job {
        Job::Fetch => {
            let address = given.get(0).as_string().unwrap_or_default();
            if let Some(port) = port {
                load(address, port, smoothing).await;
            }
            return;
        }
        Job::Read => {
            let mut reader = Reader::default();
            for part in given.iter() {
                reader.read_on(&part.unchecked_into::<Uint8Array>().to_vec());
            }
            reading(reader, smoothing)
        }
        Job::Parse => {
            let name = given.shift().as_string().unwrap_or_default();
            let content = Content::of(given);
            let told = later::parse_in_thread(&content, &name, smoothing).await;
            told.unwrap_or(JsValue::NULL)
        }
        Job::Smooth => smoothed(&held::hear(&given), smoothing),
        Job::Hold => {
            held::hear(&given);
            JsValue::UNDEFINED
        }
    };
    if let Some(port) = port {
        let handed_over = message::handed_over(&answer);
        let _gone = port.post_message_with_transferable(&answer, &handed_over);
    }
}

/// A file as it is read; null where the reader has nothing.
fn reading(reader: Reader, smoothing: Smoothing) -> JsValue {
    reader.end().map_or(JsValue::NULL, |(file, time)| {
        message::write_reading(&Reading::of(file, smoothing, time)).into()
    })
}

fn smoothed(runs: &[Float64Array], smoothing: Smoothing) -> JsValue {
    let message = Array::new();
    for losses in runs {
        let smoothed = Measured::of(smoothing.apply(&losses.to_vec()));
        message::write_measured(&message, &smoothed);
    }
    message.into()
}
