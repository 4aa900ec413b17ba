//! The words at the ends of lines.

use plotters_backend::DrawingBackend;

use super::figure::presence;
use super::pen::{Lettering, Outcome, Pen};
use super::theme::Theme;
use crate::geometry::Point;
use crate::scene::EndLabel;

/// How much the words hide of what is behind them.
const COVER: f64 = 0.75;
/// Between the left edge of the words' cover and the words: at the right they mostly end before it.
const MARGIN: f64 = 2.0;
/// Of what joins a line to its words: thinner than the line, for there is no loss in it.
const LEADER_WIDTH: f64 = 1.0;

pub(super) fn end_label<B: DrawingBackend>(
    pen: &mut Pen<B>,
    end: &EndLabel,
    theme: &Theme,
) -> Outcome<B> {
    let (left, right) = (end.at.x - MARGIN, end.at.x + end.width());
    let (top, bottom) = (
        end.at.y - end.letter_size / 2.0,
        end.at.y + end.letter_size / 2.0,
    );
    let cover = [(left, top), (right, top), (right, bottom), (left, bottom)];
    pen.area(&cover.map(|(x, y)| Point { x, y }), theme.background, COVER)?;
    // The words may have had to make way.
    let leader = [end.line, Point { x: left, ..end.at }];
    let colour = theme.run(end.colour);
    pen.line(&leader, colour, presence(end.faint), LEADER_WIDTH)?;
    let colour = if end.faint { theme.muted } else { theme.text };
    let lettering = Lettering::beside(end.letter_size, colour);
    pen.words(&end.label, end.at, &lettering)
}
