//! What a visitor does: mouse, wheel and keys, as a person's hand moves them.

use std::path::PathBuf;

use anyhow::{Context, Result};
use fantoccini::{
    Locator,
    actions::{
        Actions, InputSource, KeyAction, KeyActions, MouseActions, PointerAction, WheelAction,
        WheelActions,
    },
    error::{CmdError, ErrorStatus},
    key::Key,
};
use serde::Deserialize;

use super::{Page, js_string};

const DOWN: PointerAction = PointerAction::Down { button: 0 };
const UP: PointerAction = PointerAction::Up { button: 0 };

/// A place in the window, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Spot {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// Brings an element to where it can be clicked, and waits until it stays there: the page scrolls smoothly, and a
/// driver does not wait for that.
const COME_TO_REST: &str = "
    const [element, done] = arguments;
    element.scrollIntoView({block: 'center', behavior: 'instant'});
    const settle = (before, still) => requestAnimationFrame(() => {
        const {top} = element.getBoundingClientRect();
        if (still === 3) done();
        else settle(top, top === before ? still + 1 : 0);
    });
    settle(NaN, 0);
";

/// A click that the page scrolls away from is tried anew, at most so often.
const MOST_TRIES: u32 = 5;

impl Page {
    /// Clicks as a mouse does, then takes the pointer away so that nothing is left hovered.
    pub async fn click(&self, selector: &str) -> Result<&Self> {
        self.click_at(Locator::Css(selector)).await
    }

    /// Clicks the button that shows these words.
    pub async fn click_button(&self, words: &str) -> Result<&Self> {
        let path = format!("//button[normalize-space(.)='{words}']");
        self.click_at(Locator::XPath(&path)).await
    }

    async fn click_at(&self, place: Locator<'_>) -> Result<&Self> {
        let element = self.client.find(place).await;
        let element = element.with_context(|| format!("nothing to click at {place:?}"))?;
        let argument = vec![serde_json::to_value(&element)?];
        let mut tries = 0;
        loop {
            self.client
                .execute_async(COME_TO_REST, argument.clone())
                .await?;
            tries += 1;
            match element.click().await {
                // The page has moved on after all.
                Err(CmdError::Standard(error))
                    if error.error == ErrorStatus::ElementClickIntercepted
                        && tries < MOST_TRIES => {}
                clicked => {
                    clicked.with_context(|| format!("cannot click {place:?}"))?;
                    return self.hover(Spot { x: 1.0, y: 1.0 }).await;
                }
            }
        }
    }

    /// Opens what is folded away, unless it is open.
    pub async fn unfold(&self, selector: &str) -> Result<&Self> {
        let literal = js_string(selector);
        if !self
            .eval::<bool>(&format!("document.querySelector({literal}).open"))
            .await?
        {
            self.click(&format!("{selector} > summary")).await?;
        }
        Ok(self)
    }

    /// Types into an emptied field.
    pub async fn fill(&self, selector: &str, text: &str) -> Result<&Self> {
        let field = self.client.find(Locator::Css(selector)).await;
        let field = field.with_context(|| format!("no field at {selector}"))?;
        field.clear().await?;
        field.send_keys(text).await?;
        Ok(self)
    }

    /// Chooses from the list beside a label.
    pub async fn select(&self, label: &str, option: &str) -> Result<&Self> {
        let path = format!("//label[starts-with(normalize-space(.), '{label}')]/select");
        let list = self.client.find(Locator::XPath(&path)).await;
        let list = list.with_context(|| format!("there is no list {label:?}"))?;
        let selected = list.select_by_label(option).await;
        selected.with_context(|| format!("cannot choose {option:?} of {label:?}"))?;
        Ok(self)
    }

    /// Picks files in a file input.
    pub async fn pick_files(&self, selector: &str, paths: &[PathBuf]) -> Result<&Self> {
        let input = self.client.find(Locator::Css(selector)).await?;
        let paths: Vec<String> = paths
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        input.send_keys(&paths.join("\n")).await?;
        Ok(self)
    }

    /// The spot of an element that is at these parts of its width and height.
    pub async fn spot(&self, selector: &str, across: f64, down: f64) -> Result<Spot> {
        let selector = js_string(selector);
        self.eval(&format!(
            "(element => {{
                element.scrollIntoView({{block: 'nearest', behavior: 'instant'}});
                const box = element.getBoundingClientRect();
                return {{x: Math.round(box.left + {across} * box.width), y: Math.round(box.top + {down} * box.height)}};
            }})(document.querySelector({selector}))"
        ))
        .await
    }

    /// Moves the mouse to a spot.
    pub async fn hover(&self, at: Spot) -> Result<&Self> {
        self.act(mouse([at.reached()])).await
    }

    /// Presses the mouse at `from` and moves it to `to`, but does not let go.
    pub async fn hold(&self, from: Spot, to: Spot) -> Result<&Self> {
        let halfway = Spot {
            x: f64::midpoint(from.x, to.x).round(),
            y: f64::midpoint(from.y, to.y).round(),
        };
        let way = [from.reached(), DOWN, halfway.reached(), to.reached()];
        self.act(mouse(way)).await
    }

    /// Lets go of what the mouse holds.
    pub async fn let_go(&self) -> Result<&Self> {
        self.act(mouse([UP])).await
    }

    /// Begins a drag, which marks a part of the figure, and has Escape drop it.
    pub async fn escape_drag(&self, from: Spot, to: Spot) -> Result<&Self> {
        self.hold(from, to)
            .await?
            .wait_for(".marked")
            .await?
            .press([Key::Escape])
            .await?
            .wait_gone(".marked")
            .await?
            .let_go()
            .await
    }

    /// Drags the mouse.
    pub async fn drag(&self, from: Spot, to: Spot) -> Result<&Self> {
        self.hold(from, to).await?.let_go().await
    }

    /// Clicks twice at a spot.
    pub async fn double_click(&self, at: Spot) -> Result<&Self> {
        self.act(mouse([at.reached(), DOWN, UP, DOWN, UP])).await
    }

    /// Turns the wheel downwards by so many pixels, upwards by less than none.
    pub async fn wheel(&self, at: Spot, down: i64) -> Result<&Self> {
        let turn = WheelAction::Scroll {
            duration: None,
            x: at.x as i64,
            y: at.y as i64,
            delta_x: 0,
            delta_y: down,
        };
        self.act(WheelActions::new("wheel".to_owned()).then(turn))
            .await
    }

    /// Presses keys one after the other, on whatever has the focus.
    pub async fn press<K: Into<char>>(&self, keys: impl IntoIterator<Item = K>) -> Result<&Self> {
        let strokes = keys.into_iter().flat_map(|key| {
            let value = key.into();
            [KeyAction::Down { value }, KeyAction::Up { value }]
        });
        self.act(keyboard(strokes)).await
    }

    /// Holds a key down during some steps.
    pub async fn with_key(
        &self,
        key: Key,
        steps: impl AsyncFnOnce(&Self) -> Result<()>,
    ) -> Result<&Self> {
        let value = key.into();
        self.act(keyboard([KeyAction::Down { value }])).await?;
        steps(self).await?;
        self.act(keyboard([KeyAction::Up { value }])).await
    }

    async fn act(&self, actions: impl Into<Actions>) -> Result<&Self> {
        self.client.perform_actions(actions).await?;
        Ok(self)
    }
}

impl Spot {
    fn reached(self) -> PointerAction {
        PointerAction::MoveTo {
            duration: None,
            x: self.x,
            y: self.y,
        }
    }
}

fn mouse(actions: impl IntoIterator<Item = PointerAction>) -> MouseActions {
    let mouse = MouseActions::new("mouse".to_owned());
    actions.into_iter().fold(mouse, InputSource::then)
}

fn keyboard(actions: impl IntoIterator<Item = KeyAction>) -> KeyActions {
    let keyboard = KeyActions::new("keyboard".to_owned());
    actions.into_iter().fold(keyboard, InputSource::then)
}
