//! What moves under the visitor's eyes.

use anyhow::Result;

use super::Page;

/// Lists the parts around the figure that are moved by what comes later, as the browser judges it.
const WATCH: &str = "
    window.shifts = [];
    const isSeen = ({node}) => node?.matches?.('.page') || node?.closest?.('.main');
    const told = ({node, previousRect: from, currentRect: to}) =>
        `${node.className}: ${from.x}, ${from.y} to ${to.x}, ${to.y}`;
    const note = list => list.getEntries().forEach(
        ({sources}) => shifts.push(...sources.filter(isSeen).map(told)));
    new PerformanceObserver(note).observe({type: 'layout-shift', buffered: true});";

impl Page {
    /// Notes from the next page on what is moved.
    pub async fn watch_shifts(&self) -> Result<&Self> {
        self.run_first(WATCH).await
    }

    /// What was moved since the page was opened: from where, and to where.
    pub async fn shifts(&self) -> Result<Vec<String>> {
        self.eval("window.shifts").await
    }
}
