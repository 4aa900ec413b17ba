//! Files that somebody takes away: whole, small, and saying the same as the figure.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops at the first surprise"
)]

use std::error::Error;
use std::fs;

use proptest::prelude::*;
use roxmltree::{Document, Node};
use training_graphs::characters::quoted;
use training_graphs::draw::Theme;
use training_graphs::export::{Faces, Width, csv, has_letters_for, pdf, size, svg};
use training_graphs::parse::parse;
use training_graphs::run::Steps;
use training_graphs::scene::helvetica::Letter;
use training_graphs::scene::{
    Curve, FigureSpec, Graphs, Measured, Scene, Sheet, comparison, helvetica,
};
use training_graphs::smooth::{Band, Smoothing};
use ttf_parser::Face;
use ttf_parser::name_id::POST_SCRIPT_NAME;

type Outcome = Result<(), Box<dyn Error>>;

const SAMPLES: [&str; 4] = [
    "add_d3_l2_h3_t10K_s100001",
    "add_d5_l2_h3_t15K_s100001",
    "add_d8_l2_h3_t20K_s100001",
    "mix_d6_l3_h4_t20K_s100001",
];

fn sample(name: &str) -> Result<Vec<f64>, Box<dyn Error>> {
    let path = format!("{}/samples/{name}_train.json", env!("CARGO_MANIFEST_DIR"));
    let mut file = parse(&fs::read(path)?, None)?;
    Ok(file.runs.swap_remove(0).losses)
}

fn smoothed(losses: &[f64]) -> Band {
    Smoothing::NOTEBOOK.apply(losses)
}

/// The figure of the samples as it is exported.
fn figure() -> Result<Sheet, Box<dyn Error>> {
    let mut curves = Vec::new();
    for (colour, name) in SAMPLES.iter().enumerate() {
        let band = Measured::of(smoothed(&sample(name)?));
        curves.push(Curve::new(colour, Steps::FromZero, band));
    }
    let labels = ["d3", "d5", "d8", "mix d6"].map(str::to_owned);
    let runs: Vec<_> = labels.into_iter().enumerate().collect();
    Ok(Sheet::from(layout(&curves))
        .with_legend(&runs, false)
        .with_caption(CAPTION))
}

const CAPTION: &str = "d3, d5, d8, mix d6 · samples · rolling window 500, centred";

fn layout(curves: &[Curve]) -> Scene {
    let wanted = FigureSpec::new(size(Width::Notebook, Graphs::Both, false), 20_000.0);
    comparison(&wanted, curves)
}

/// A scene whose every word is `label`.
fn lettered(label: &str) -> Sheet {
    let mut scene = layout(&[]);
    for panel in &mut scene.panels {
        label.clone_into(&mut panel.title);
        label.clone_into(&mut panel.y.title);
    }
    Sheet::from(scene)
        .with_legend(&[(0, label.to_owned())], true)
        .with_caption(label)
}

fn texts(document: &Document) -> Vec<String> {
    let nodes = document
        .descendants()
        .filter(|node| node.has_tag_name("text"));
    let all = nodes.map(|node| node.descendants().filter(Node::is_text));
    all.map(|parts| parts.filter_map(|part| part.text()).collect())
        .collect()
}

#[test]
fn svg_has_the_figures_size_and_words() -> Outcome {
    let text = svg(&figure()?, &Theme::PAPER)?;
    let document = Document::parse(&text)?;
    let root = document.root_element();
    assert_eq!(root.attribute("width"), Some("1100"));
    // The panels', and a line of words.
    assert_eq!(root.attribute("height"), Some("1028"));
    let texts = texts(&document);
    for words in [
        "Training Loss Comparison (Log Scale)",
        "10−3",
        "mix d6",
        "5,000",
        CAPTION,
    ] {
        assert!(
            texts.iter().any(|text| text == words),
            "{words} is missing in {texts:?}"
        );
    }
    let powers = document.descendants().filter(|node| {
        node.has_tag_name("tspan") && node.attribute("dy").is_some_and(|dy| dy.starts_with('-'))
    });
    let powers: Vec<_> = powers.filter_map(|node| node.text()).collect();
    assert!(powers.contains(&"−3"), "raised: {powers:?}");
    Ok(())
}

/// What is drawn of each curve, in pixels, as its path says it.
fn paths(document: &Document) -> Vec<Vec<(f64, f64)>> {
    let is_line = |node: &Node| node.attribute("stroke-width") == Some("20");
    let lines = document.descendants().filter(is_line);
    lines
        .filter_map(|line| {
            let steps = line.attribute("d")?.strip_prefix('m')?.replace('-', " -");
            let numbers: Vec<f64> = steps.split_whitespace().flat_map(str::parse).collect();
            let mut at = (0.0, 0.0);
            let places = numbers.chunks(2).map(|step| {
                at = (at.0 + step[0] / 10.0, at.1 + step[1] / 10.0);
                at
            });
            Some(places.collect())
        })
        .collect()
}

#[test]
fn svg_draws_each_curve_where_the_figure_has_it() -> Outcome {
    let sheet = figure()?;
    let text = svg(&sheet, &Theme::PAPER)?;
    let drawn = paths(&Document::parse(&text)?);
    let parts = sheet
        .scene
        .panels
        .iter()
        .flat_map(|panel| panel.lines.iter().flat_map(|line| &line.parts));
    let parts: Vec<_> = parts.collect();
    assert_eq!(
        drawn.len(),
        parts.len() + SAMPLES.len(),
        "curves, and the legend's pieces"
    );
    for (part, drawn) in parts.iter().zip(&drawn) {
        for point in *part {
            let distance = drawn
                .windows(2)
                .map(|ends| distance((point.x, point.y), ends[0], ends[1]))
                .fold(f64::INFINITY, f64::min);
            assert!(distance < 0.15, "{point:?} is {distance} pixels off");
        }
    }
    Ok(())
}

fn distance((x, y): (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let along = ((x - from.0) * dx + (y - from.1) * dy) / (dx * dx + dy * dy).max(1e-12);
    let along = along.clamp(0.0, 1.0);
    (x - from.0 - along * dx).hypot(y - from.1 - along * dy)
}

/// A PDF taken apart as a reader does it, from its end.
struct Pdf {
    objects: Vec<String>,
}

impl Pdf {
    fn read(bytes: &[u8]) -> Self {
        // Of fonts, which are no text, it is enough to know how long they are.
        let text: String = bytes
            .iter()
            .map(|byte| {
                if byte.is_ascii() {
                    char::from(*byte)
                } else {
                    '?'
                }
            })
            .collect();
        assert!(text.starts_with("%PDF-1.4\n") && text.ends_with("%%EOF\n"));
        let last = text.rfind("startxref\n").unwrap() + "startxref\n".len();
        let table_at: usize = text[last..].lines().next().unwrap().parse().unwrap();
        let mut table = text[table_at..].lines();
        assert_eq!(table.next(), Some("xref"));
        let count: usize = table
            .next()
            .unwrap()
            .strip_prefix("0 ")
            .unwrap()
            .parse()
            .unwrap();
        assert_eq!(table.next(), Some("0000000000 65535 f "));
        let objects = (1..count).map(|number| {
            let entry = table.next().unwrap();
            assert_eq!(entry.len(), 19, "an entry is 20 bytes with its end of line");
            let at: usize = entry[..10].parse().unwrap();
            let object = text[at..]
                .strip_prefix(&format!("{number} 0 obj\n"))
                .unwrap();
            object[..object.find("\nendobj").unwrap()].to_owned()
        });
        let pdf = Self {
            objects: objects.collect(),
        };
        let length = format!("/Length {}>>", pdf.content().len());
        assert!(
            pdf.objects[3].contains(&length),
            "the content is as long as it says"
        );
        pdf
    }

    fn content(&self) -> &str {
        let stream = self.objects[3].split_once("stream\n").unwrap().1;
        stream.strip_suffix("\nendstream").unwrap()
    }

    fn words(&self) -> Vec<Words> {
        let blocks = self.content().split("BT ").skip(1);
        blocks
            .map(|block| {
                let block = block.split_once("ET\n").unwrap().0;
                let words: Vec<&str> = block.split_whitespace().collect();
                let before = |operator: &str, back: usize| -> f64 {
                    let at = words.iter().position(|word| *word == operator).unwrap();
                    words[at - back].parse::<f64>().unwrap() / 10.0
                };
                let shown = words.iter().filter_map(|word| word.strip_prefix('<'));
                let digits: String = shown.map(|word| word.trim_end_matches('>')).collect();
                let codes = (0..digits.len())
                    .step_by(2)
                    .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap());
                Words {
                    left: before("Tm", 2),
                    size: before("Tf", 1),
                    codes: codes.collect(),
                }
            })
            .collect()
    }
}

/// Words on a page of PDF; lengths are pixels.
#[derive(Debug)]
struct Words {
    left: f64,
    size: f64,
    codes: Vec<u8>,
}

#[test]
fn pdf_is_one_page_of_the_figures_size() -> Outcome {
    let pdf = Pdf::read(&pdf(&figure()?, &Theme::PAPER, None)?);
    assert!(
        pdf.objects[2].contains("/MediaBox [0 0 825 771]"),
        "{}",
        pdf.objects[2]
    );
    assert!(pdf.objects[4].contains("/Helvetica ") && pdf.objects[5].contains("/Helvetica-Bold "));
    let state = pdf.objects[2].split_once("/A0 <<").unwrap().1;
    assert!(
        state.starts_with("/CA 0.2 /ca 0.2>>"),
        "bands are see-through"
    );
    assert!(pdf.content().contains("/A0 gs"));
    // "Tra", as UTF-16.
    assert!(pdf.objects[6].contains("/Title <FEFF005400720061"));
    Ok(())
}

#[test]
fn pdf_holds_the_faces_it_is_given() -> Outcome {
    let file = |name| fs::read(format!("{}/static/sans/{name}", env!("CARGO_MANIFEST_DIR")));
    let (regular, bold) = (file("sans.ttf")?, file("sans-bold.ttf")?);
    let faces = Faces {
        regular: &regular,
        bold: &bold,
    };
    let bytes = pdf(&figure()?, &Theme::PAPER, Some(faces))?;
    let held = Pdf::read(&bytes);
    for (is_bold, face, font, descriptor) in [(false, &regular, 4, 6), (true, &bold, 5, 8)] {
        let known = Face::parse(face, 0)?;
        let name = known
            .names()
            .into_iter()
            .find(|name| name.name_id == POST_SCRIPT_NAME);
        let name = name.and_then(|name| name.to_string()).unwrap();
        let number = descriptor + 1;
        assert!(held.objects[font].contains(&format!("/BaseFont /{name} ")));
        assert!(held.objects[font].contains(&format!("/FontDescriptor {number} 0 R")));
        assert!(held.objects[descriptor].contains(&format!("/FontName /{name} ")));
        assert!(held.objects[descriptor].contains(&format!("/FontFile2 {} 0 R", number + 1)));
        let stream = held.objects[descriptor + 1]
            .split_once("stream\n")
            .unwrap()
            .1;
        assert_eq!(
            stream.strip_suffix("\nendstream").unwrap().len(),
            face.len()
        );
        assert!(bytes.windows(face.len()).any(|part| part == face));

        let bounds = known.global_bounding_box();
        let thousandths = |units: i16| (f64::from(units) / 2.048).round();
        let bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(thousandths);
        let [a, b, c, d] = bounds;
        assert!(held.objects[descriptor].contains(&format!("[{a} {b} {c} {d}]")));
        // Readers take the widths that the PDF says for those of the letters.
        for character in ('!'..='ÿ').chain(['−', '–', '…', '€']) {
            let Some(letter) = Letter::of(character).filter(|letter| !letter.is_raised) else {
                continue;
            };
            let glyph = known.glyph_index(character).unwrap();
            let width = f64::from(known.glyph_hor_advance(glyph).unwrap()) / 2048.0;
            let expected = letter.advance(is_bold);
            assert!((width - expected).abs() < 0.001, "{character}: {width}");
        }
    }
    Ok(())
}

#[test]
fn pdf_is_small() -> Outcome {
    let bytes = pdf(&figure()?, &Theme::PAPER, None)?.len();
    assert!(bytes < 300_000, "{bytes} bytes");
    Ok(())
}

#[test]
fn words_of_a_pdf_are_text_and_end_where_they_are_anchored() -> Outcome {
    let sheet = figure()?;
    let words = Pdf::read(&pdf(&sheet, &Theme::PAPER, None)?).words();
    let find = |codes: &[u8]| {
        let found = words.iter().rfind(|words| words.codes == codes);
        found.unwrap_or_else(|| panic!("{codes:?} is missing in {words:?}"))
    };
    find(b"Training Loss Comparison (Log Scale)");
    find(b"mix d6");
    let frame = sheet.scene.panels[1].frame;
    let check = |codes: &[u8], text: &str, share: f64, expected: f64| {
        let words = find(codes);
        let at = words.left + share * words.size * helvetica::width(text, false);
        assert!((at - expected).abs() < 0.1, "{text} is at {at}");
    };
    let middle = frame.left.midpoint(frame.right);
    check(
        &[b'1', b'0', helvetica::MINUS, b'3'],
        "10⁻³",
        1.0,
        frame.left - 8.0,
    );
    check(b"10,000", "10,000", 0.5, middle);
    check(b"Training Step", "Training Step", 0.5, middle);
    check(
        b"d3, d5, d8, mix d6 \xb7 samples \xb7 rolling window 500, centred",
        "",
        0.0,
        12.0,
    );
    Ok(())
}

#[test]
fn what_is_no_letter_of_a_format_does_not_break_it() -> Outcome {
    let label = "<b>&amp;</b> \u{0}\u{7}\u{1b}\u{ffff}]]>\"'\\(加 😀";
    let sheet = lettered(label);
    let text = svg(&sheet, &Theme::PAPER)?;
    let texts = texts(&Document::parse(&text)?);
    assert!(
        texts.contains(&"<b>&amp;</b> ]]>\"'\\(加 😀".to_owned()),
        "{texts:?}"
    );
    let words = Pdf::read(&pdf(&sheet, &Theme::PAPER, None)?).words();
    let expected = b"<b>&amp;</b> ]]>\"'\\(? ?";
    assert!(words.iter().any(|words| words.codes == expected));
    Ok(())
}

#[test]
fn names_that_a_pdf_cannot_show_are_known() {
    assert!(has_letters_for(&lettered("d5 × é − 10⁻⁸ “ema”")));
    for label in ["α=0.1.csv", "実験一.csv", "😀"] {
        assert!(!has_letters_for(&lettered(label)), "{label}");
    }
}

#[test]
fn the_theme_is_the_one_asked_for() -> Outcome {
    let sheet = figure()?;
    assert!(svg(&sheet, &Theme::PAPER)?.contains(&Theme::PAPER.background.css()));
    let dark = svg(&sheet, &Theme::DARK)?;
    assert!(!dark.contains(&Theme::PAPER.background.css()));
    assert!(dark.contains(&Theme::DARK.run(3).css()));
    Ok(())
}

#[test]
fn losses_read_back_to_the_same_doubles() -> Outcome {
    let runs = [sample(SAMPLES[0])?, sample(SAMPLES[2])?];
    let bands = [smoothed(&runs[0]), smoothed(&runs[1])];
    let plotted = [0, 1].map(|run| csv::Plotted {
        label: SAMPLES[run],
        steps: &Steps::FromZero,
        band: &bands[run],
        smoothing: Smoothing::NOTEBOOK,
    });
    let raw = [0, 1].map(|run| csv::Raw {
        label: SAMPLES[run],
        steps: &Steps::FromZero,
        losses: &runs[run],
    });
    let wanted: Vec<_> = bands.iter().flat_map(Band::lists).collect();
    let wanted: Vec<&[f64]> = wanted.iter().map(AsRef::as_ref).collect();
    check_columns(&csv::plotted(&plotted).collect::<String>(), &wanted);
    check_columns(&csv::raw(&raw).collect::<String>(), &[&runs[0], &runs[1]]);
    Ok(())
}

fn check_columns(table: &str, wanted: &[&[f64]]) {
    let longest = wanted.iter().map(|column| column.len()).max().unwrap();
    assert_eq!(table.lines().count(), longest + 1);
    for (step, line) in table.lines().skip(1).enumerate() {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(
            (cells[0], cells.len()),
            (step.to_string().as_str(), wanted.len() + 1)
        );
        for (cell, column) in cells[1..].iter().zip(wanted) {
            match column.get(step).filter(|value| !value.is_nan()) {
                Some(value) => {
                    assert_eq!(cell.parse::<f64>().unwrap().to_bits(), value.to_bits());
                }
                None => assert_eq!(*cell, ""),
            }
        }
    }
}

/// A label, and values at ascending steps.
fn series() -> impl Strategy<Value = (String, Vec<f64>, Vec<f64>)> {
    let value = prop::num::f64::NORMAL
        | prop::num::f64::SUBNORMAL
        | prop::num::f64::ZERO
        | prop::num::f64::INFINITE;
    let points = prop::collection::vec((0.5_f64..9.0, value), 1..20);
    ("run(.|[,;\"\t\n]){0,8}run", -5.0_f64..5.0, points).prop_map(|(label, first, points)| {
        let mut step = first;
        let (steps, values) = points
            .into_iter()
            .map(|(gap, value)| {
                step += gap;
                (step, value)
            })
            .unzip();
        (label, steps, values)
    })
}

/// A label as a table has it: what would be a formula after a separator is a cell that begins with an apostrophe.
fn guarded(label: &str) -> String {
    let mut guarded = String::new();
    // Where a cell has begun that has nothing but spaces yet.
    let mut cell = None;
    for character in label.chars() {
        if let Some(start) = cell
            && "=+-@＝＋－＠".contains(character)
        {
            guarded.insert(start, '\'');
        }
        guarded.push(character);
        cell = if ",;\t\"\n\r".contains(character) {
            Some(guarded.len())
        } else {
            cell.filter(|_| character == ' ')
        };
    }
    guarded
}

proptest! {
    #[test]
    fn every_table_of_losses_reads_back_to_the_same_doubles(
        series in prop::collection::vec(series(), 1..4),
    ) {
        let steps: Vec<Steps> = series
            .iter()
            .map(|(_, steps, _)| Steps::ascending(steps.clone()).unwrap())
            .collect();
        let runs: Vec<csv::Raw> = series
            .iter()
            .zip(&steps)
            .map(|((label, _, losses), steps)| csv::Raw { label, steps, losses })
            .collect();
        let file = parse(csv::raw(&runs).collect::<String>().as_bytes(), Some("a.csv")).unwrap();
        prop_assert!(file.warnings.is_empty());
        prop_assert_eq!(file.runs.len(), series.len());
        for (at, (run, (label, steps, losses))) in file.runs.iter().zip(&series).enumerate() {
            // As where tables are joined; what nobody sees is one mark.
            let seen = |label: &str| quoted(&guarded(label), usize::MAX);
            let before = series[..at].iter().filter(|(other, ..)| seen(other) == seen(label));
            let shown = match before.count() {
                0 => seen(label),
                count => format!("{}.{count}", seen(label)),
            };
            prop_assert_eq!(run.series.as_deref(), Some(shown.as_str()));
            let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
            prop_assert_eq!(bits(&run.losses), bits(losses));
            let read: Vec<f64> = (0..losses.len()).map(|index| run.steps.step(index)).collect();
            prop_assert_eq!(&read, steps);
        }
    }

    #[test]
    fn any_label_makes_whole_files(label in any::<String>()) {
        let sheet = lettered(&label);
        let text = svg(&sheet, &Theme::PAPER).unwrap();
        prop_assert!(Document::parse(&text).is_ok(), "{text}");
        Pdf::read(&pdf(&sheet, &Theme::PAPER, None).unwrap());
    }
}
