//! A script as a browser needs it: without words and blanks, its own names short.

use anyhow::{Result, bail};
use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_mangler::Mangler;
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The same script in fewer bytes.
pub(super) fn minify(script: &str) -> Result<String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, SourceType::mjs()).parse();
    if let Some(fault) = parsed.diagnostics.first() {
        bail!("cannot read a script: {fault}");
    }
    let names = Mangler::new().build(&parsed.program).scoping;
    let writer = Codegen::new().with_options(CodegenOptions::minify());
    Ok(writer.with_scoping(Some(names)).build(&parsed.program).code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_know_keeps_its_name() {
        let script = "// Tells.
            import { initSync } from './program.js'
            const table = {
                32: function(first) { return initSync(first).value; },
            };
            export { table as default };";
        assert_eq!(
            minify(script).unwrap(),
            "import{initSync as e}from\"./program.js\";const t={32:function(t){return e(t).value}};export{t as default};"
        );
    }

    #[test]
    fn what_is_no_script_is_refused() {
        let error = minify("const = 1;").unwrap_err().to_string();
        assert!(error.contains("cannot read a script"), "{error}");
    }
}
