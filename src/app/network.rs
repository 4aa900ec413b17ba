//! A network that was lost, and is back.

use std::time::Duration;

use leptos::prelude::Trigger;

use super::browser;
use super::later;
use super::listing::List;
use super::loads::Loads;
use crate::fetch;

/// How often what the network has kept from coming is asked for again. A browser tells when its own
/// network is back, not when the hub is.
const PAUSE: Duration = Duration::from_mins(1);

/// Asks again by itself for what the network has kept from coming.
pub(super) fn pick_up(loads: [Loads; 3], list: List, later_again: Trigger) {
    browser::on_online(move || {
        fetch::network_is_back();
        loads.into_iter().for_each(Loads::retry_cut_off);
        list.retry_cut_off();
        later::ask_again(later_again);
    });
    browser::while_seen(PAUSE, move || {
        loads.into_iter().for_each(Loads::retry_given_up);
        list.retry_given_up();
        later::ask_again(later_again);
    });
}
