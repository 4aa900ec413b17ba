//! What is laid over the figure for those who read and steer it. Not in the first file of the program: a figure is
//! seen before it is touched.

use leptos::prelude::*;

use super::FigureState;
use super::buttons::Buttons;
use super::hand::Hand;
use super::hint::Hint;
use super::log_switch::LogSwitches;
use super::tooltip::Tooltip;
use super::why_empty::WhyEmpty;
use super::words::Words;
use crate::scene::{XAxis, YAxes, YFit, ZoomHistory};

#[component]
pub(in crate::app) fn Overlay(shown: FigureState) -> impl IntoView {
    forget_other_axes(shown);
    view! {
        <Hand shown />
        <LogSwitches shown />
        <Hint />
        <WhyEmpty shown />
        <Tooltip shown />
        <Buttons shown />
        <Words shown />
    }
}

/// Places on an axis that were seen mean nothing on another, however that came: by a choice, or by Back.
fn forget_other_axes(shown: FigureState) {
    let state = shown.state;
    Effect::new(move |before: Option<(XAxis, (YAxes, YFit))>| {
        let axes = state.settings.read().axes;
        let (x, y) = (axes.x, (axes.y, axes.y_fit));
        if before.is_some_and(|(before, _)| before != x) {
            state.zooms.set(ZoomHistory::default());
            shown.point_nowhere();
        } else if before.is_some_and(|(_, before)| before != y) {
            let now = state.zoom();
            state.zooms.update(|zooms| zooms.forget_losses(now));
        }
        (x, y)
    });
}
