//! A list that stands alone: of losses, of pairs, or of a log's entries.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::log::{Entry, Log};
use super::number::{Loss, Number, Step};
use crate::parse::ParseError;
use crate::parse::ParsedFile;
use crate::parse::points::Points;
use crate::run::Run;

const EXPECTED: &str = "a loss, a [step, loss] pair or an entry with step and loss";

/// The first element says what the others must be.
#[derive(Default)]
pub(super) enum List {
    #[default]
    Empty,
    Losses(Vec<f64>),
    Pairs(Points),
    Entries(Log),
}

impl List {
    pub(super) fn from_seq<'de, A: SeqAccess<'de>>(mut seq: A) -> Result<Self, A::Error> {
        let mut list = Self::default();
        while let Some(element) = seq.next_element::<Element>()? {
            if let Self::Empty = list {
                list = match element {
                    Element::Loss(_) => Self::Losses(Vec::new()),
                    Element::Pair(..) => Self::Pairs(Points::default()),
                    Element::Entry(_) => Self::Entries(Log::default()),
                };
            }
            match (&mut list, element) {
                (Self::Losses(losses), Element::Loss(loss)) => losses.push(loss),
                (Self::Pairs(points), Element::Pair(step, loss)) => points.push(step, loss),
                (Self::Entries(log), Element::Entry(entry)) => log.push(&entry),
                _ => return Err(A::Error::custom("the list mixes losses, pairs and entries")),
            }
        }
        Ok(list)
    }

    pub(super) fn into_file(self) -> Result<ParsedFile, ParseError> {
        match self {
            Self::Empty => Err(ParseError::EmptyList),
            Self::Losses(losses) => Ok(ParsedFile::of(Run {
                losses,
                ..Run::default()
            })),
            Self::Pairs(points) => {
                let mut file = ParsedFile::default();
                file.add(None, points);
                file.or(ParseError::NoStep)
            }
            Self::Entries(log) => log.into_file(),
        }
    }
}

enum Element {
    Loss(f64),
    Pair(f64, f64),
    Entry(Entry),
}

impl<'de> Deserialize<'de> for Element {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ElementVisitor;

        impl<'de> Visitor<'de> for ElementVisitor {
            type Value = Element;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(EXPECTED)
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Element, E> {
                Ok(Element::Loss(number))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Element, E> {
                Number(EXPECTED).visit_u64(number).map(Element::Loss)
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Element, E> {
                Number(EXPECTED).visit_i64(number).map(Element::Loss)
            }

            fn visit_unit<E: Error>(self) -> Result<Element, E> {
                Number(EXPECTED).visit_unit().map(Element::Loss)
            }

            fn visit_borrowed_str<E: Error>(self, string: &'de str) -> Result<Element, E> {
                Number(EXPECTED)
                    .visit_borrowed_str(string)
                    .map(Element::Loss)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut pair: A) -> Result<Element, A::Error> {
                let wrong = |len| A::Error::invalid_length(len, &"a pair of a step and a loss");
                let Step(step) = pair.next_element()?.ok_or_else(|| wrong(0))?;
                let Loss(loss) = pair.next_element()?.ok_or_else(|| wrong(1))?;
                match pair.next_element::<Loss>()? {
                    Some(_) => Err(wrong(3)),
                    None => Ok(Element::Pair(step, loss)),
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Element, A::Error> {
                Entry::from_map(map).map(Element::Entry)
            }
        }

        deserializer.deserialize_any(ElementVisitor)
    }
}
