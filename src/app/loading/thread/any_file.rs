//! A file of any known format, which the thread reads where there is one: it tells at first what is to be said of the file,
//! as JSON; then, where it could be read, a reading.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::message::{self, Job};
use super::pool::Thread;
use crate::app::loading::load_error::LoadError;
use crate::app::loading::reading::Reading;
use crate::app::timing;
use crate::fetch::Content;
use crate::parse::{self, ParseError, ParsedFile, Warning};
use crate::smooth::Smoothing;

type Said = Result<Vec<Warning>, ParseError>;

/// Reads a file, whose name tells its format where the content leaves it open.
pub(in crate::app) async fn parse(
    content: Content,
    file_name: String,
    smoothing: Smoothing,
) -> Result<Reading, LoadError> {
    if let Some(thread) = Thread::idlest().await {
        let given = Array::of1(&file_name.as_str().into()).concat(&content.parts);
        let answer = thread.ask(Job::Parse, smoothing, &given, content.length);
        if let Some(outcome) = answer.await.as_ref().and_then(hear) {
            return outcome;
        }
    }
    let (file, time) = read(&content, &file_name)?;
    Ok(Reading::with_room(file, smoothing, time)?)
}

/// What is in the file, and how long it took to read.
fn read(content: &Content, file_name: &str) -> Result<(ParsedFile, f64), ParseError> {
    let start = timing::now();
    let file = parse::parse(&content.bytes(), Some(file_name))?;
    Ok((file, timing::now() - start))
}

/// In the thread: the answer to the page.
pub(in crate::app) fn tell(content: &Content, file_name: &str, smoothing: Smoothing) -> JsValue {
    let (message, said): (_, Said) = match read(content, file_name) {
        Ok((file, time)) => {
            let reading = Reading::of(file, smoothing, time);
            (message::write_reading(&reading), Ok(reading.file.warnings))
        }
        Err(error) => (Array::new(), Err(error)),
    };
    let Ok(said) = serde_json::to_string(&said) else {
        return JsValue::NULL;
    };
    message.unshift(&said.into());
    message.into()
}

/// What the answer says; none where the thread could not tell.
fn hear(answer: &JsValue) -> Option<Result<Reading, LoadError>> {
    let answer: &Array = answer.dyn_ref()?;
    let said: Said = serde_json::from_str(&answer.shift().as_string()?).ok()?;
    let warnings = match said {
        Ok(warnings) => warnings,
        Err(error) => return Some(Err(error.into())),
    };
    Some(match message::read_reading(answer)? {
        Ok(mut reading) => {
            reading.file.warnings = warnings;
            Ok(reading)
        }
        Err(error) => Err(error.into()),
    })
}
