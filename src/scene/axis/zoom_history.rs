//! The parts of the axes that were shown one after the other.

use super::zoom::Zoom;

/// Leads back to the parts that were shown before, and forward again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ZoomHistory {
    /// The last is the one before what is shown.
    before: Vec<Zoom>,
    /// The last is the one after what is shown.
    after: Vec<Zoom>,
}

impl ZoomHistory {
    /// Notes that `zoom` was left for another part. Where that was gone back to, what came after
    /// it is forgotten.
    pub fn leave(&mut self, zoom: Zoom) {
        self.before.push(zoom);
        self.after.clear();
    }

    /// The part before `now`, which becomes the one after it.
    pub fn back(&mut self, now: Zoom) -> Option<Zoom> {
        let zoom = self.before.pop()?;
        self.after.push(now);
        Some(zoom)
    }

    /// The part that [`ZoomHistory::back`] left for `now`.
    pub fn forward(&mut self, now: Zoom) -> Option<Zoom> {
        let zoom = self.after.pop()?;
        self.before.push(now);
        Some(zoom)
    }

    /// Forgets all parts of the losses, as they are spaced otherwise from `now` on.
    pub fn forget_losses(&mut self, now: Zoom) {
        for zooms in [&mut self.before, &mut self.after] {
            for zoom in &mut *zooms {
                zoom.y = Zoom::default().y;
            }
            zooms.dedup();
            zooms.pop_if(|zoom| *zoom == now);
        }
    }

    /// Whether there is a part before.
    #[must_use]
    pub fn leads_back(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether there is a part after.
    #[must_use]
    pub fn leads_forward(&self) -> bool {
        !self.after.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Ends;

    fn zoom(x_min: f64) -> Zoom {
        let x = Ends {
            min: Some(x_min),
            max: None,
        };
        Zoom {
            x,
            ..Zoom::default()
        }
    }

    #[test]
    fn forward_undoes_back() {
        let mut history = ZoomHistory::default();
        assert_eq!(history.back(zoom(1.0)), None);
        history.leave(zoom(1.0));
        history.leave(zoom(2.0));
        assert_eq!(history.back(zoom(3.0)), Some(zoom(2.0)));
        assert_eq!(history.back(zoom(2.0)), Some(zoom(1.0)));
        assert!(!history.leads_back() && history.leads_forward());
        assert_eq!(history.forward(zoom(1.0)), Some(zoom(2.0)));
        assert_eq!(history.forward(zoom(2.0)), Some(zoom(3.0)));
        assert_eq!(history.forward(zoom(3.0)), None);
        assert!(history.leads_back());
    }

    #[test]
    fn losses_that_are_spaced_otherwise_are_no_step_back() {
        let of_losses = Zoom {
            y: [Ends {
                min: Some(0.5),
                max: None,
            }; 2],
            ..zoom(1.0)
        };
        let mut history = ZoomHistory::default();
        history.leave(Zoom::default());
        history.leave(zoom(1.0));
        history.leave(of_losses);
        history.forget_losses(zoom(1.0));
        assert_eq!(history.back(zoom(1.0)), Some(Zoom::default()));
        assert!(!history.leads_back());
        history.forget_losses(Zoom::default());
        assert_eq!(history.forward(Zoom::default()), Some(zoom(1.0)));
    }

    #[test]
    fn another_way_from_there_forgets_the_first() {
        let mut history = ZoomHistory::default();
        history.leave(zoom(1.0));
        assert_eq!(history.back(zoom(2.0)), Some(zoom(1.0)));
        history.leave(zoom(1.0));
        assert!(!history.leads_forward());
        assert_eq!(history.back(zoom(9.0)), Some(zoom(1.0)));
    }
}
