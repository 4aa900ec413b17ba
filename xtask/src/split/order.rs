//! Puts functions that are alike beside each other: gzip finds what repeats itself only within 32 kB.

use std::{collections::HashMap, convert::Infallible};

use anyhow::{Context as _, Result};
use wasm_encoder::{
    CodeSection, FunctionSection,
    reencode::{self, Reencode},
};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

use crate::size::packed;

/// Functions are alike by the runs of so many bytes that both have.
const RUN: usize = 5;
/// How much of a likeness is left with each function in between: the walks that are tried. Which is the best is chance, and
/// they differ by half a hundredth of the packed program.
const DECAYS: [f64; 5] = [0.96, 0.97, 0.98, 0.985, 0.99];

/// The same program with its functions in the order, of those tried, in which it packs best.
pub(super) fn by_likeness(program: &[u8]) -> Result<Vec<u8>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for section in Parser::new(0).parse_all(program) {
        match section.context("cannot read the program")? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let alike = runs(&bodies);
    let mut best = None;
    for decay in DECAYS {
        let order = order(&bodies, &alike, decay);
        let mut numbers = vec![0; order.len()];
        for (&function, number) in order.iter().zip(imported..) {
            numbers[function] = number;
        }
        let mut functions = Functions {
            imported,
            order,
            numbers,
        };
        let ordered = super::reencoded(program, &mut functions)?;
        let weight = packed(&ordered)?;
        if best.as_ref().is_none_or(|(least, _)| weight < *least) {
            best = Some((weight, ordered));
        }
    }
    let (_, ordered) = best.context("no order was tried")?;
    Ok(ordered)
}

/// The runs of bytes that each function has, and the functions that have each run.
type Alike = (Vec<Vec<usize>>, Vec<Vec<usize>>);

/// A walk through the functions, from each to the one most like those just passed.
fn order(bodies: &[&[u8]], (runs, holders): &Alike, decay: f64) -> Vec<usize> {
    let mut likeness = vec![0.0; bodies.len()];
    let mut left: Vec<usize> = (0..bodies.len()).collect();
    let mut order = Vec::with_capacity(bodies.len());
    // By length to the power of ¾: undivided, the longest would always be next, and divided by all of it never. As roots,
    // which every machine rounds alike.
    let score = |likeness: &[f64], function: usize| {
        let root = (bodies[function].len() as f64).sqrt();
        likeness[function] / (root * root.sqrt())
    };
    while let Some(place) = (0..left.len()).max_by(|&a, &b| {
        let [a, b] = [a, b].map(|place| score(&likeness, left[place]));
        a.total_cmp(&b)
    }) {
        let function = left.remove(place);
        order.push(function);
        for value in &mut likeness {
            *value *= decay;
        }
        for &run in &runs[function] {
            // What is everywhere tells the least.
            let rarity = 1.0 / holders[run].len() as f64;
            for &holder in &holders[run] {
                likeness[holder] += rarity;
            }
        }
    }
    order
}

fn runs(bodies: &[&[u8]]) -> Alike {
    let mut numbers = HashMap::new();
    let mut holders: Vec<Vec<usize>> = Vec::new();
    let mut runs = vec![Vec::new(); bodies.len()];
    for (function, body) in bodies.iter().enumerate() {
        for bytes in body.windows(RUN) {
            let run = *numbers.entry(bytes).or_insert(holders.len());
            if run == holders.len() {
                holders.push(Vec::new());
            }
            if holders[run].last() != Some(&function) {
                holders[run].push(function);
                runs[function].push(run);
            }
        }
    }
    (runs, holders)
}

/// Writes the functions in an order, and every mention of them accordingly.
struct Functions {
    /// How many come from outside, and keep their numbers.
    imported: u32,
    order: Vec<usize>,
    /// The new number of each.
    numbers: Vec<u32>,
}

impl Reencode for Functions {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error> {
        let own = function.checked_sub(self.imported);
        Ok(own.map_or(function, |own| self.numbers[own as usize]))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for &function in &self.order {
            functions.function(types[function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for function in self.order.clone() {
            self.parse_function_body(code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use wasm_encoder::{
        ElementSection, Elements, EntityType, ExportKind, ExportSection, Function, ImportSection,
        Module, StartSection, TableSection, TypeSection, ValType,
    };
    use wasmparser::{ElementItems, Operator};

    use super::*;

    /// Like functions far apart; each calls the one after it, the last what comes from outside.
    const NUMBERS: [i64; 6] = [7, 1 << 40, 7, 1 << 40, 7, 1 << 40];

    /// A program whose functions are told apart by how often they drop a number; and are mentioned in every way.
    fn program() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("outside", "call", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        let mut exports = ExportSection::new();
        let mut code = CodeSection::new();
        for (number, next) in NUMBERS.iter().zip(2..) {
            // The second alone gives something.
            functions.function(u32::from(next == 3));
            exports.export(&format!("f{next}"), ExportKind::Func, next - 1);
            let mut body = Function::new([]);
            let mut instructions = body.instructions();
            for _ in 0..next {
                instructions.i64_const(*number).drop();
            }
            let next = next % (NUMBERS.len() as u32 + 1);
            instructions.call(next);
            if next == 3 {
                instructions.i32_const(1);
            } else if next == 2 {
                instructions.drop();
            }
            instructions.end();
            code.function(&body);
        }
        let mut tables = TableSection::new();
        tables.table(wasm_encoder::TableType {
            element_type: wasm_encoder::RefType::FUNCREF,
            table64: false,
            minimum: 2,
            maximum: None,
            shared: false,
        });
        let mut elements = ElementSection::new();
        let first = wasm_encoder::ConstExpr::i32_const(0);
        elements.active(None, &first, Elements::Functions((&[4, 0]).into()));
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.section(&functions).section(&tables);
        module.section(&exports);
        module.section(&StartSection { function_index: 5 });
        module.section(&elements).section(&code);
        module.finish()
    }

    /// What the program's mentions of its functions lead to, each function known by its drops.
    fn mentions(program: &[u8]) -> BTreeMap<String, usize> {
        wasmparser::validate(program).unwrap();
        let mut names = vec![0];
        let mut mentions = Vec::new();
        for section in Parser::new(0).parse_all(program) {
            match section.unwrap() {
                Payload::ExportSection(exports) => {
                    let exports = exports.into_iter().map(Result::unwrap);
                    mentions.extend(exports.map(|export| (export.name.to_owned(), export.index)));
                }
                Payload::StartSection { func, .. } => mentions.push(("start".to_owned(), func)),
                Payload::ElementSection(elements) => {
                    let items = elements.into_iter().map(|element| element.unwrap().items);
                    for item in items {
                        let ElementItems::Functions(functions) = item else {
                            panic!("no functions");
                        };
                        let functions = functions.into_iter().map(Result::unwrap);
                        let places = (0..).map(|place| format!("element {place}"));
                        mentions.extend(places.zip(functions));
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let operators: Vec<Operator> = body
                        .get_operators_reader()
                        .unwrap()
                        .into_iter()
                        .map(Result::unwrap)
                        .collect();
                    let is_number =
                        |operator: &&Operator| matches!(operator, Operator::I64Const { .. });
                    let name = operators.iter().filter(is_number).count();
                    names.push(name);
                    let called = operators.iter().find_map(|operator| match operator {
                        Operator::Call { function_index } => Some(*function_index),
                        _ => None,
                    });
                    mentions.push((format!("called by {name}"), called.unwrap()));
                }
                _ => {}
            }
        }
        let mentions = mentions.into_iter();
        mentions
            .map(|(mention, function)| (mention, names[function as usize]))
            .collect()
    }

    #[test]
    fn every_mention_leads_to_the_same_function() {
        let program = program();
        let ordered = by_likeness(&program).unwrap();
        assert_ne!(ordered, program);
        assert_eq!(mentions(&ordered), mentions(&program));
        assert_eq!(mentions(&program).len(), 6 + 1 + 2 + 6);
        assert!(by_likeness(b"no program").is_err());
    }

    #[test]
    fn like_functions_are_neighbours() {
        let bodies: &[&[u8]] = &[
            b"one thing",
            b"another matter",
            b"one thing more",
            b"no other matter",
        ];
        let order = order(bodies, &runs(bodies), 0.98);
        let place = |function| order.iter().position(|&other| other == function).unwrap();
        assert_eq!(place(0).abs_diff(place(2)), 1, "{order:?}");
        assert_eq!(place(1).abs_diff(place(3)), 1, "{order:?}");
    }
}
