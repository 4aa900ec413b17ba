//! The program in two files: what the figure needs, and what comes after it.
//!
//! Trunk makes one file of it and calls this, by the hook in Trunk.toml, before the site is in its place.

mod imports;
mod order;
mod script;
mod style;

use std::{
    collections::hash_map::DefaultHasher,
    convert::Infallible,
    env, fs,
    hash::{Hash as _, Hasher as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use wasm_encoder::{Module, reencode::Reencode};
use wasm_split_cli_support::{Options, transform};
use wasmparser::Parser;

use crate::{process, toolchain::WASM, tools, workspace};

/// What the splitter and wasm-bindgen are told to call the program.
const PROGRAM: &str = "program";
/// What the splitter calls the script that loads the second file, and that file.
const LOADER: &str = "__wasm_split.js";
const LATER: &str = "split_later.wasm";

/// The files of the program, by the names that its scripts know them by.
const FILES: [&str; 4] = ["program.js", "program_bg.wasm", LOADER, LATER];
/// The script that trunk copies as it is. It fits the one program that it came with.
const START: &str = "start.js";
/// What the splitter's loader writes to the console where the second file does not come. It is taken out: the page says so
/// itself, with a button to try again.
const REPORT: &str = "console.error(e);";
/// How the loader asks for that file, and how it does so by what start.js has for that.
const ASKED: &str = "fetch(new URL(";
const ASKED_BY_START: &str = "fetchProgram(new URL(";

/// What of WebAssembly the compiler uses.
const FEATURES: [&str; 7] = [
    "bulk-memory",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
    "simd",
];

/// Splits the program that trunk has just built, in the folder where it puts the site together.
pub(crate) fn run() -> Result<()> {
    let staging = PathBuf::from(variable("TRUNK_STAGING_DIR")?);
    let is_release = variable("TRUNK_PROFILE")? == "release";
    let whole = whole_program(is_release);
    let folder = whole.with_file_name("split");
    split(&whole, &folder)?;
    rewrite(&folder.join(LOADER), |script| {
        for part in [REPORT, ASKED] {
            ensure!(script.contains(part), "the loader has no `{part}` any more");
        }
        let quiet = script.replace(REPORT, "");
        Ok(quiet.replace(ASKED, ASKED_BY_START))
    })?;
    if is_release {
        shrink(&staging, &folder)?;
    }
    put_into(&staging, &folder)
}

fn variable(name: &str) -> Result<String> {
    env::var(name).with_context(|| format!("no {name}: this is for trunk to call"))
}

/// What cargo has built.
fn whole_program(is_release: bool) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or("target".into(), PathBuf::from);
    let profile = if is_release { "release" } else { "debug" };
    let folder = workspace::root().join(target).join(WASM).join(profile);
    folder.join("training-graphs.wasm")
}

/// Cuts the program at its split points, and writes the scripts of both parts.
fn split(whole: &Path, folder: &Path) -> Result<()> {
    let bytes = fs::read(whole).with_context(|| format!("no {}", whole.display()))?;
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let first = folder.join(format!("{PROGRAM}.wasm"));
    let mut options = Options::new(&bytes);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.main_module = "./program.js";
    transform(options).map_err(|error| anyhow!("cannot split the program: {error:#}"))?;

    let mut bindgen = tools::wasm_bindgen()?;
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports"]);
    bindgen.arg("--out-dir").arg(folder).arg(&first);
    process::run_quietly(bindgen)
}

fn optimise(program: &Path) -> Result<()> {
    let mut optimiser = tools::wasm_opt()?;
    // The stack comes first and grows down: its last kilobyte, which a program that goes on never reaches.
    optimiser.args(["-Os", "--low-memory-unused"]);
    optimiser.args(["--strip-producers", "--strip-target-features"]);
    optimiser.args(FEATURES.map(|feature| format!("--enable-{feature}")));
    optimiser.arg(program).arg("-o").arg(program);
    process::run_quietly(optimiser)
}

/// A program as `rewriter` writes it.
fn reencoded(program: &[u8], rewriter: &mut impl Reencode<Error = Infallible>) -> Result<Vec<u8>> {
    let mut module = Module::new();
    rewriter
        .parse_core_module(&mut module, Parser::new(0), program)
        .context("cannot read the program")?;
    Ok(module.finish())
}

/// Makes what every visitor downloads smaller, and keeps what it means: the programs are optimised and put in an order
/// that packs well, the names between program and script shortened, and scripts and styles written closely. Without one
/// of them the packed page would weigh more by 13 kB (order), 12 kB (names), 4 kB (scripts) and 1.4 kB (styles), of some
/// 246.
fn shrink(staging: &Path, folder: &Path) -> Result<()> {
    let [script, first, later] =
        ["program.js", "program_bg.wasm", LATER].map(|name| folder.join(name));
    for program in [&first, &later] {
        optimise(program)?;
        fs::write(program, order::by_likeness(&fs::read(program)?)?)?;
    }
    let (program, text) = imports::shorten(&fs::read(&first)?, &fs::read_to_string(&script)?)?;
    fs::write(&first, program)?;
    fs::write(&script, text)?;

    for script in [script, folder.join(LOADER), staging.join(START)] {
        rewrite(&script, script::minify)?;
    }
    for entry in fs::read_dir(staging)? {
        let file = entry?.path();
        if file.extension().is_some_and(|kind| kind == "css") {
            rewrite(&file, style::minify)?;
        }
    }
    Ok(())
}

/// Puts another text in the place of a file's.
fn rewrite(file: &Path, change: impl Fn(&str) -> Result<String>) -> Result<()> {
    let text = fs::read_to_string(file)
        .map_err(anyhow::Error::from)
        .and_then(|text| change(&text));
    let text = text.with_context(|| format!("cannot rewrite {}", file.display()))?;
    Ok(fs::write(file, text)?)
}

/// Puts the parts in the place of the whole, under names that change with any of them: browsers keep them for good.
fn put_into(staging: &Path, folder: &Path) -> Result<()> {
    let files = FILES.map(|name| folder.join(name));
    let start = staging.join(START);
    let contents = files.iter().chain([&start]).map(fs::read);
    let contents = contents.collect::<Result<Vec<_>, _>>()?;
    let mut hasher = DefaultHasher::new();
    contents.hash(&mut hasher);
    let hash = format!("{:016x}", hasher.finish());
    let names = [
        format!("training-graphs-{hash}.js"),
        format!("training-graphs-{hash}.wasm"),
        format!("loader-{hash}.js"),
        format!("later-{hash}.wasm"),
        format!("start-{hash}.js"),
    ];
    for (name, content) in names.iter().zip(contents) {
        let content = match String::from_utf8(content) {
            Ok(script) => with_names(&script, &names).into_bytes(),
            Err(program) => program.into_bytes(),
        };
        fs::write(staging.join(name), content)?;
    }
    fs::remove_file(start)?;

    let page = staging.join("index.html");
    let index = fs::read_to_string(&page)?;
    let whole = [value(&index, "data-module")?, value(&index, "data-wasm")?];
    for name in whole {
        fs::remove_file(staging.join(name))?;
    }
    fs::write(&page, with_parts(&index, whole, &names))?;
    Ok(())
}

/// A script that knows the files by their new names. The key by which the program asks for what the loader has is no
/// file's name, and stays.
fn with_names(script: &str, names: &[String]) -> String {
    let places = [
        ("from \"./", "\""),
        ("from\"./", "\""),
        ("URL(\"./", "\""),
        ("URL('", "'"),
        ("URL(`./", "`"),
        ("URL(`", "`"),
    ];
    let mut script = script.to_owned();
    for (old, new) in FILES.iter().zip(names) {
        for (before, after) in places {
            let named = |name: &str| format!("{before}{name}{after}");
            script = script.replace(&named(old), &named(new));
        }
    }
    script
}

/// The page with the parts' names in the place of the whole's.
fn with_parts(index: &str, whole: [&str; 2], names: &[String; 5]) -> String {
    let [script, program, loader, later, start] = names;
    // The script imports it: asked for with the script, it is there when that is.
    let preloaded = "<link rel=\"modulepreload\" href=\"";
    let both = format!("{preloaded}./{loader}\" crossorigin=\"anonymous\">{preloaded}");
    let index = index.replacen(preloaded, &both, 1);
    let [whole_script, whole_program] = whole;
    let names = [
        (whole_script, script),
        (whole_program, program),
        ("later.wasm", later),
        (START, start),
    ];
    let rename = |index: String, (from, to): (&str, &String)| index.replace(from, to);
    names.into_iter().fold(index, rename)
}

/// The file that an attribute of the page's script names.
fn value<'a>(index: &'a str, attribute: &str) -> Result<&'a str> {
    let found = index
        .split_once(&format!("{attribute}=\"./"))
        .and_then(|(_, rest)| rest.split_once('"'));
    let (name, _) = found.with_context(|| format!("index.html has no {attribute}"))?;
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_name_the_parts_and_keep_their_keys() {
        let script = r#"import * as import1 from "./__wasm_split.js"
            const imports = {"./__wasm_split.js": import1};
            new URL('program_bg.wasm', import.meta.url); new URL("./split_later.wasm", import.meta.url)"#;
        let names = ["p.js", "p.wasm", "l.js", "later-2.wasm"].map(str::to_owned);
        assert_eq!(
            with_names(script, &names),
            r#"import * as import1 from "./l.js"
            const imports = {"./__wasm_split.js": import1};
            new URL('p.wasm', import.meta.url); new URL("./later-2.wasm", import.meta.url)"#
        );
        let minified = r#"import{i}from"./program.js";const t={"./__wasm_split.js":i};
            new URL(`program_bg.wasm`,import.meta.url);new URL(`./split_later.wasm`,import.meta.url)"#;
        assert_eq!(
            with_names(minified, &names),
            r#"import{i}from"./p.js";const t={"./__wasm_split.js":i};
            new URL(`p.wasm`,import.meta.url);new URL(`./later-2.wasm`,import.meta.url)"#
        );
    }

    #[test]
    fn the_page_names_the_parts() {
        let index = r#"<script src="./start.js" data-module="./a-1.js" data-wasm="./a-1_bg.wasm" data-later="./later.wasm"></script>
<link rel="modulepreload" href="./a-1.js" crossorigin="anonymous"><link rel="preload" href="./a-1_bg.wasm">"#;
        let whole = [
            value(index, "data-module").unwrap(),
            value(index, "data-wasm").unwrap(),
        ];
        assert_eq!(whole, ["a-1.js", "a-1_bg.wasm"]);
        let names = ["p.js", "p.wasm", "l.js", "later-2.wasm", "start-2.js"];
        let names = names.map(str::to_owned);
        assert_eq!(
            with_parts(index, whole, &names),
            r#"<script src="./start-2.js" data-module="./p.js" data-wasm="./p.wasm" data-later="./later-2.wasm"></script>
<link rel="modulepreload" href="./l.js" crossorigin="anonymous"><link rel="modulepreload" href="./p.js" crossorigin="anonymous"><link rel="preload" href="./p.wasm">"#
        );
        assert!(value("<p>", "data-wasm").is_err());
    }
}
