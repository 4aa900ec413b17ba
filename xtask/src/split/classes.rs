//! Classes that the program's libraries export, left out: no script of the page makes one, and each keeps code alive.

use std::{collections::BTreeSet, convert::Infallible};

use anyhow::{Result, ensure};
use wasm_encoder::{
    ExportSection,
    reencode::{self, Reencode},
};
use wasmparser::ExportSectionReader;

/// How a statement of the script's begins that makes a class, and what comes before the class's name in others that are
/// of one.
const CLASS: &str = "export class ";
const OF_A_CLASS: [&str; 3] = [CLASS, "if (Symbol.dispose) ", "const "];

/// The program without what its script has for classes alone, and the script without those.
pub(super) fn leave_out(program: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let statements = statements(script);
    let names: Vec<&str> = statements
        .iter()
        .filter_map(|statement| statement.strip_prefix(CLASS))
        .filter_map(|class| class.split_whitespace().next())
        .collect();
    let is_of_class = |statement: &&str| {
        let named = OF_A_CLASS.map(|before| statement.strip_prefix(before));
        let mut named = named.into_iter().flatten();
        named.any(|rest| names.iter().any(|name| rest.starts_with(name)))
    };
    let (classes, rest): (Vec<&str>, Vec<&str>) = statements.into_iter().partition(is_of_class);
    let (classes, rest) = (classes.concat(), rest.concat());
    for name in names {
        ensure!(!rest.contains(name), "the script has a use for `{name}`");
    }
    let unused = &called(&classes) - &called(&rest);
    let program = super::reencoded(program, &mut Without(unused))?;
    Ok((program, rest))
}

/// What stands in the script one after the other: each begins a line that is not indented.
fn statements(script: &str) -> Vec<&str> {
    let is_begin = |line: &str| line.starts_with(|first: char| first.is_alphabetic());
    let mut statements = Vec::new();
    let mut begin = 0;
    let mut at = 0;
    for line in script.split_inclusive('\n') {
        if is_begin(line) {
            statements.push(&script[begin..at]);
            begin = at;
        }
        at += line.len();
    }
    statements.push(&script[begin..]);
    statements
}

/// What a part of the script calls of the program.
fn called(script: &str) -> BTreeSet<&str> {
    let name = |rest: &'_ str| {
        let is_end = |letter: char| !letter.is_alphanumeric() && letter != '_';
        rest.find(is_end).unwrap_or(rest.len())
    };
    script
        .split("wasm.")
        .skip(1)
        .map(|rest| &rest[..name(rest)])
        .collect()
}

/// Exports all but these.
struct Without<'a>(BTreeSet<&'a str>);

impl Reencode for Without<'_> {
    type Error = Infallible;

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        for export in section {
            let export = export?;
            if !self.0.contains(export.name) {
                self.parse_export(exports, export)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{CodeSection, ExportKind, Function, FunctionSection, Module, TypeSection};
    use wasmparser::{Parser, Payload};

    use super::*;

    const SCRIPT: &str = "\
import { load } from './loader.js';

export class Source {
    free() {
        wasm.__wbg_source_free(this.pointer);
    }
    pull() {
        wasm.source_pull(wasm.memory);
    }
}
if (Symbol.dispose) Source.prototype[Symbol.dispose] = Source.prototype.free;

function start() {
    wasm.main(wasm.memory);
}

const SourceFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {} }
    : new FinalizationRegistry(pointer => wasm.__wbg_source_free(pointer));
let wasm;
";

    fn exporting(names: &[&str]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut exports = ExportSection::new();
        for name in names {
            exports.export(name, ExportKind::Func, 0);
        }
        let mut code = CodeSection::new();
        let mut function = Function::new([]);
        function.instructions().end();
        code.function(&function);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&exports)
            .section(&code);
        module.finish()
    }

    fn exported(program: &[u8]) -> Vec<String> {
        let sections = Parser::new(0).parse_all(program).map(Result::unwrap);
        let exports = sections.filter_map(|section| match section {
            Payload::ExportSection(exports) => Some(exports.into_iter().map(Result::unwrap)),
            _ => None,
        });
        exports
            .flatten()
            .map(|export| export.name.to_owned())
            .collect()
    }

    #[test]
    fn a_class_goes_with_all_that_is_there_for_it_alone() {
        let program = exporting(&["memory", "main", "source_pull", "__wbg_source_free"]);
        let (program, script) = leave_out(&program, SCRIPT).unwrap();
        assert_eq!(exported(&program), ["memory", "main"]);
        let expected = "import { load } from './loader.js';\n\n\
                        function start() {\n    wasm.main(wasm.memory);\n}\n\nlet wasm;\n";
        assert_eq!(script, expected);
    }

    #[test]
    fn a_class_that_is_of_use_is_not_left_out_unnoticed() {
        let script = SCRIPT.replace("wasm.main(", "new Source(");
        let error = leave_out(&exporting(&[]), &script).unwrap_err();
        assert!(error.to_string().contains("`Source`"), "{error}");
    }
}
