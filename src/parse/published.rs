//! Published training files, read while they come. What is not plainly one is left to the reader of any JSON.

mod envelope;
mod loss_list;

pub use loss_list::LossList;

use crate::run::Run;

/// The run of a published training file, which the figure needs no reader of any JSON for. None for
/// what is not plainly such a file: that [`parse`](super::parse()) reads, or says what is wrong with it. `losses` have
/// read all of it.
#[must_use]
pub fn published(losses: LossList) -> Option<Run> {
    let (losses, rest) = losses.taken_out()?;
    let run = envelope::without_losses(&rest)?;
    Some(Run { losses, ..run })
}
