//! What is laid over the figure for those who read and steer it. Not in the first file of the program: a figure is
//! seen before it is touched.

use leptos::prelude::*;

use super::Shown;
use super::buttons::Buttons;
use super::hand::Hand;
use super::hint::Hint;
use super::log_switch::LogSwitches;
use super::tooltip::Tooltip;
use super::why_empty::WhyEmpty;
use super::words::Words;

#[component]
pub(in crate::app) fn Overlay(shown: Shown) -> impl IntoView {
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
