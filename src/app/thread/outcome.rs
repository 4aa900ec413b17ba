//! How the thread tells of a file of any format: at first what is to be said of it, as JSON; then, where it could be read,
//! a reading.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::message;
use crate::app::load::LoadError;
use crate::app::reading::Reading;
use crate::app::room::Room;
use crate::parse::{ParseError, Warning};

type Said = Result<Vec<Warning>, ParseError>;

pub(in crate::app) fn tell(outcome: Result<Reading, ParseError>) -> JsValue {
    let (message, said): (_, Said) = match outcome {
        Ok(reading) => (message::from_reading(&reading), Ok(reading.file.warnings)),
        Err(error) => (Array::new(), Err(error)),
    };
    let Ok(said) = serde_json::to_string(&said) else {
        return JsValue::NULL;
    };
    message.unshift(&said.into());
    message.into()
}

/// None where the thread could not tell.
pub(in crate::app) fn hear(answer: &JsValue) -> Option<Result<(Reading, Room), LoadError>> {
    let answer: &Array = answer.dyn_ref()?;
    let said: Said = serde_json::from_str(&answer.shift().as_string()?).ok()?;
    let warnings = match said {
        Ok(warnings) => warnings,
        Err(error) => return Some(Err(error.into())),
    };
    Some(match message::reading(answer)? {
        Ok((mut reading, room)) => {
            reading.file.warnings = warnings;
            Ok((reading, room))
        }
        Err(error) => Err(error.into()),
    })
}
