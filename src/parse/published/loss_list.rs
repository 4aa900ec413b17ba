//! The long list of a training file, read straight to numbers, while the file is still coming.
//!
//! Nearly all of a published file is one list of nothing but numbers. Read here, it takes a fourth of
//! the time that the reader of any JSON takes, most of that while the network is waited for. What is not
//! exactly that is left to that reader.

use super::envelope::plain_string_end;
use crate::number_list::{Numbers, past_space};
use crate::parse::past_mark;

const KEY: &[u8] = b"\"TrainingLoss\"";

/// No more than this may stand before the list, in bytes; it is searched anew with each part that comes.
const LONGEST_HEAD: usize = 1 << 16;

/// As much of a file as has come.
#[derive(Debug, Clone, Default)]
pub struct LossList(State);

#[derive(Debug, Clone)]
enum State {
    /// The list has not begun; this has come.
    Before(Vec<u8>),
    /// It has, after this.
    Within(Vec<u8>, Numbers),
    /// The file is left to the other reader.
    Other,
}

impl Default for State {
    fn default() -> Self {
        Self::Before(Vec::new())
    }
}

impl LossList {
    /// All of a file.
    #[must_use]
    pub fn of(file: &[u8]) -> Self {
        let mut list = Self::default();
        list.read_on(file);
        list
    }

    /// Reads the next part of the file.
    pub fn read_on(&mut self, part: &[u8]) {
        match &mut self.0 {
            State::Before(head) => {
                let (part, rest) = part.split_at(part.len().min(LONGEST_HEAD - head.len()));
                head.extend_from_slice(part);
                let json = past_mark(head);
                if let Some(start) = list_start(json) {
                    let numbers = head.split_off(head.len() - json.len() + start + 1);
                    self.0 = State::Within(std::mem::take(head), Numbers::default());
                    self.read_on(&numbers);
                    self.read_on(rest);
                } else if head.len() == LONGEST_HEAD {
                    self.0 = State::Other;
                }
            }
            State::Within(_, numbers) => {
                numbers.read_on(part);
                if numbers.is_broken() {
                    self.0 = State::Other;
                }
            }
            State::Other => {}
        }
    }

    /// How many losses have been read.
    #[must_use]
    pub fn count(&self) -> usize {
        match &self.0 {
            State::Within(_, numbers) => numbers.count(),
            State::Before(_) | State::Other => 0,
        }
    }

    /// The losses, and the file with an empty list in their place. None unless the list has JSON numbers, at least one,
    /// and nothing else. Whether the rest is a published file, [`super::envelope`] finds. All of the file has come.
    pub(super) fn taken_out(self) -> Option<(Vec<f64>, Vec<u8>)> {
        let State::Within(head, numbers) = self.0 else {
            return None;
        };
        let (losses, tail) = numbers.done()?;
        Some((losses, [past_mark(&head), b"]", &tail].concat()))
    }
}

/// The place of the `[` of the first `TrainingLoss` that is a key of the outermost object.
fn list_start(json: &[u8]) -> Option<usize> {
    let (mut at, mut depth) = (0, 0_usize);
    while at < json.len() {
        match json[at] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                let end = plain_string_end(json, at)?;
                if depth <= 1 && json[at..end] == *KEY {
                    return list_after(json, end);
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// The place of the `[` that follows a key and its colon.
fn list_after(json: &[u8], at: usize) -> Option<usize> {
    let colon = past_space(json, at);
    let list = past_space(json, colon + 1);
    (json.get(colon) == Some(&b':') && json.get(list) == Some(&b'[')).then_some(list)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn taken_out(json: &[u8]) -> Option<(Vec<f64>, Vec<u8>)> {
        LossList::of(json).taken_out()
    }

    #[test]
    fn losses_are_taken_out_of_a_training_file() {
        let file =
            br#"{"Config": {"lr": 8e-05}, "TrainingLoss": [2.3, 1e-08 ,-0.0,7], "FinalLoss": 1}"#;
        let (losses, rest) = taken_out(file).unwrap();
        let bits = |list: &[f64]| list.iter().map(|loss| loss.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&losses), bits(&[2.3, 1e-8, -0.0, 7.0]));
        let expected = br#"{"Config": {"lr": 8e-05}, "TrainingLoss": [], "FinalLoss": 1}"#;
        assert_eq!(rest, expected);
    }

    #[test]
    fn no_more_is_searched_for_a_list_than_may_stand_before_it() {
        let file = |head: usize| {
            let config = format!("{{\"Config\": \"{}\", ", "x".repeat(head));
            config + r#""TrainingLoss": [1, 2]}"#
        };
        for in_parts in [false, true] {
            let read = |head: usize| {
                let file = file(head).into_bytes();
                let mut list = LossList::default();
                let length = if in_parts { 1000 } else { file.len() };
                file.chunks(length).for_each(|part| list.read_on(part));
                list.taken_out().map(|(losses, _)| losses)
            };
            assert_eq!(read(LONGEST_HEAD - 100), Some(vec![1.0, 2.0]));
            assert_eq!(read(LONGEST_HEAD), None);
        }
    }

    #[test]
    fn all_else_is_left_alone() {
        for file in [
            "",
            "{}",
            r#"{"TrainingLoss""#,
            r#"{"TrainingLoss":"#,
            r#"{"TrainingLoss": []}"#,
            r#"{"TrainingLoss": [1, ]}"#,
            r#"{"TrainingLoss": [1 2]}"#,
            r#"{"TrainingLoss": [1, null]}"#,
            r#"{"TrainingLoss": [NaN]}"#,
            r#"{"TrainingLoss": [-Infinity]}"#,
            r#"{"TrainingLoss": [01]}"#,
            r#"{"TrainingLoss": [+1]}"#,
            r#"{"TrainingLoss": [1.]}"#,
            r#"{"TrainingLoss": [.5]}"#,
            r#"{"TrainingLoss": [1e]}"#,
            r#"{"TrainingLoss": [1, 2"#,
            r#"{"TrainingLoss": [[1], 2]}"#,
            r#"{"Config": {"TrainingLoss": [1]}}"#,
            r#"{"\u0054rainingLoss": [2], "TrainingLoss": [1]}"#,
        ] {
            assert_eq!(taken_out(file.as_bytes()), None, "{file}");
        }
    }

    proptest! {
        #[test]
        fn any_double_is_read_to_its_bits(losses in prop::collection::vec(any::<f64>(), 1..50)) {
            prop_assume!(losses.iter().all(|loss| loss.is_finite()));
            let file = format!("{{\"TrainingLoss\": {}}}", serde_json::to_string(&losses).unwrap());
            let (read, _) = taken_out(file.as_bytes()).unwrap();
            prop_assert!(read.iter().zip(&losses).all(|(a, b)| a.to_bits() == b.to_bits()));
            prop_assert_eq!(read.len(), losses.len());
        }

        #[test]
        fn a_file_in_parts_is_the_file(
            losses in prop::collection::vec(any::<f64>().prop_filter("finite", |loss| loss.is_finite()), 0..20),
            end in "[ ,\\]}x1-]{0,4}",
            parts in prop::collection::vec(0_usize..400, 0..10),
        ) {
            let file = serde_json::to_string(&losses).unwrap();
            let file = format!("{{\"Config\": {{\"lr\": 1}}, \"TrainingLoss\": {}{end}}}", file.trim_end_matches(']'));
            let file = file.as_bytes();
            let mut list = LossList::default();
            let mut parts: Vec<usize> = parts.into_iter().map(|part| part.min(file.len())).collect();
            parts.sort_unstable();
            let mut before = 0;
            for part in parts.into_iter().chain([file.len()]) {
                list.read_on(&file[before..part]);
                before = part;
            }
            prop_assert_eq!(list.taken_out(), taken_out(file));
        }

        #[test]
        fn no_text_is_too_strange(text in r#"[\[\]{}",:0-9eE.+\\ -]{0,40}"#) {
            let _ = taken_out(format!("{{\"TrainingLoss\"{text}").as_bytes());
            let _ = taken_out(text.as_bytes());
        }
    }
}
