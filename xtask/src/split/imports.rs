//! What the program has from its script, under numbers: the long names would be in both, and are for nobody to read.

use std::convert::Infallible;

use anyhow::{Result, ensure};
use wasm_encoder::{
    ImportSection,
    reencode::{self, Reencode},
};
use wasmparser::ImportSectionReader;

/// What the program calls its script.
const SCRIPT: &str = "./program_bg.js";

/// The program and its script, the names between them made short.
pub(super) fn shorten(program: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let mut numbers = Numbers::default();
    let program = super::reencoded(program, &mut numbers)?;
    let mut script = script.to_owned();
    for (number, name) in numbers.names.iter().enumerate() {
        let key = format!(" {name}: function(");
        ensure!(
            script.matches(&key).count() == 1,
            "the script has not one `{name}` for the program"
        );
        script = script.replace(&key, &format!(" {number}: function("));
    }
    Ok((program, script))
}

/// Writes a number for each name of the script's.
#[derive(Default)]
struct Numbers {
    /// The names, each in the place of its number.
    names: Vec<String>,
}

impl Reencode for Numbers {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), reencode::Error> {
        for import in section.into_imports() {
            let import = import?;
            let kind = self.entity_type(import.ty)?;
            if import.module == SCRIPT {
                imports.import(SCRIPT, &self.names.len().to_string(), kind);
                self.names.push(import.name.to_owned());
            } else {
                imports.import(import.module, import.name, kind);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, Module, TypeSection};
    use wasmparser::{Parser, Payload};

    use super::*;

    fn importing(names: &[(&str, &str)]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for (module, name) in names {
            imports.import(module, name, EntityType::Function(0));
        }
        let mut module = Module::new();
        module.section(&types).section(&imports);
        module.finish()
    }

    fn imported(program: &[u8]) -> Vec<(String, String)> {
        let sections = Parser::new(0).parse_all(program).map(Result::unwrap);
        let imports = sections.filter_map(|section| match section {
            Payload::ImportSection(imports) => Some(imports.into_imports().map(Result::unwrap)),
            _ => None,
        });
        imports
            .flatten()
            .map(|import| (import.module.to_owned(), import.name.to_owned()))
            .collect()
    }

    #[test]
    fn a_number_means_the_same_to_the_program_and_its_script() {
        let loader = ("./__wasm_split.js", "load");
        let program = importing(&[(SCRIPT, "log"), loader, (SCRIPT, "__log")]);
        let script = "{\n __log: function(a) {},\n log: function() { log(wasm.log); },\n};";
        let (program, script) = shorten(&program, script).unwrap();
        assert_eq!(
            script,
            "{\n 1: function(a) {},\n 0: function() { log(wasm.log); },\n};"
        );
        let expected = [(SCRIPT, "0"), loader, (SCRIPT, "1")];
        let expected = expected.map(|(module, name)| (module.to_owned(), name.to_owned()));
        assert_eq!(imported(&program), expected);
    }

    #[test]
    fn a_script_of_another_program_is_refused() {
        let program = importing(&[(SCRIPT, "log")]);
        let error = shorten(&program, "{ print: function() {} }").unwrap_err();
        assert!(error.to_string().contains("`log`"), "{error}");
        assert!(shorten(b"no program", "").is_err());
    }
}
