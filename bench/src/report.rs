//! What was measured, as a document.

use std::fmt::{self, Write as _};

use anyhow::Result;
use training_graphs::number::counted;

use crate::{
    native::Native,
    results::{Results, Scale},
    stats::{median, range},
    subject::Subject,
    targets::{points, targets},
    visit::Visit,
};

/// A row of the table, what it takes of a visit, and how that is written.
type Measure = (&'static str, fn(&Visit) -> f64, Written);

/// How a number is written.
pub(crate) type Written = fn(f64) -> String;

const MEASURES: [Measure; 10] = [
    (
        "Navigation to painted figure, ms",
        |visit| visit.painted,
        short,
    ),
    (
        "Last byte to painted figure, ms",
        |visit| visit.after_last_byte,
        short,
    ),
    (
        "Longest task while loading, ms",
        |visit| visit.longest_task,
        task,
    ),
    ("One zoom, main thread, ms", Visit::zoom, short),
    ("A frame of panning, main thread, ms", Visit::frame, short),
    ("… the worst, ms", |visit| range(&visit.pan)[1], short),
    (
        "Another smoothing window, main thread, ms",
        Visit::window,
        short,
    ),
    (
        "… by the clock, ms",
        |visit| median(&visit.window_waits),
        short,
    ),
    (
        "Page and library, packed, kB",
        |visit| visit.sent / 1e3,
        short,
    ),
    ("Memory, MB", |visit| visit.memory / 1e6, short),
];

/// What depends on the network.
const UNTIL_PAINTED: [Measure; 2] = [MEASURES[0], MEASURES[1]];

const METHOD: &str = "\
Every page that draws fetches the notebook's eleven runs from a stand-in for the hub at the hub's own addresses, smooths them
(mean, least and greatest of 500 steps) and draws the comparison of two panels: eleven bands and lines, linear and
logarithmic. The peers' pages are in `bench/peers`, each written as its library's documentation advises, with the
smoothing in plain JavaScript in linear time; all send their marks in the same way and have a figure of about the
same size. Plotly and ECharts are the bundles that their documentation names first, `plotly.js-dist-min` and
`echarts.min.js`; both have smaller ones, a quarter of Plotly's and two thirds of ECharts' size, which would shorten the
navigation but nothing that follows it. Plotly draws with `scatter`, as the notebook does: its WebGL traces are for machines
with a graphics card. The peers' pages ask for the runs once their library is there, as their documentation's examples do,
all at once, and smooth each as it comes; this page asks for them while its program is on the way.

Each visit has a browser of its own with an empty profile. It is left alone for five seconds first: a fresh browser
keeps a processor busy for a second or two with pages of its own, and a visitor's has long started. The pages take
turns, round by round.

- *Navigation* and *last byte to painted figure* are by the clock, up to the end of the main thread's part of the
  frame that shows the whole figure. Everything comes from the same machine, so the network counts for little. The last
  byte's moment is when the stand-in hands it to the connection, by the same clock as the pages'; so what the browser
  takes to receive it counts, for every page. From the same machine the last byte comes before this page's program has
  started, which then has all the runs to read. *At 100 Mbit/s* the stand-in sends no more than that, all replies
  together, as a visitor's network would bring them, and the program reads them while they come; the page and the
  libraries themselves come at once.
- *One zoom*, *a frame of panning* and *another smoothing window* are the processor time of all tasks of the main
  thread (`TaskDuration`, in thread time) from the action until the figure is drawn; waiting for a frame counts for
  nothing, nor does what follows a zoom or a window when it is drawn: of this page its address, and its words for
  screen readers. This page is zoomed by the release that ends a drag and panned by the moves of one, both the browser's
  own pointer events, and given another window in its input field, whose change is told as an event; the peers are
  steered by their documented calls. Panned by hand, Plotly moves the picture it has and draws anew at the end; the call
  that is measured, `Plotly.relayout`, draws each frame. What a browser paints on other threads, as it does Plotly's SVG,
  is not counted. Each page is zoomed seven times, panned for sixty frames and given five windows, or as many as it does
  in six seconds; of these the median counts. The quicker a page is, the more frames has its worst to be the worst of.
- *Longest task while loading* is the main thread's; browsers report tasks from 50 ms.
- *Page and library, packed* as gzip does it by default, are the files that the pages' server was asked for up to the
  painted figure, each counted once: this page's threads start with some that the page has already. The program of what
  steers this page comes when all runs have come, and is not counted.
- *Memory* is what `performance.measureUserAgentSpecificMemory` tells when the page has been left alone with its figure
  for five seconds and garbage is gone, and WebAssembly's own memory with it, which that leaves out: the page's, and that
  of the thread in which this page fetches, reads and smooths. While runs come it is more, here as on the other pages.
- *Another smoothing window* is smoothed in that thread, which also measures the bands for drawing; what is left to the
  main thread is to take the bands and draw.
";

/// The document: targets, tables, and how it was done.
pub(crate) fn report(results: &Results, libraries: &str) -> Result<String> {
    let mut text = String::new();
    writeln!(text, "# Benchmarks\n")?;
    writeln!(
        text,
        "Written by `cargo xtask bench`; run it to have your own.\n"
    )?;
    let machine = &results.machine;
    let processor = machine.processor.as_deref().unwrap_or("unknown processor");
    writeln!(
        text,
        "{processor}, {} cores, {}; {}, headless, drawing without a graphics card; {libraries}.",
        machine.cores, machine.system, results.browser
    )?;
    if let Some(busy) = machine.busy.filter(|busy| *busy >= 0.1) {
        writeln!(
            text,
            "The machine was not idle: others took {:.0} % of its processors' time just before. What is by the clock is \
             longer for that.",
            100.0 * busy
        )?;
    }
    writeln!(text, "\n## Targets\n")?;
    text += &table(&target_rows(results));
    for scale in results.scales() {
        writeln!(
            text,
            "\n## {}\n\nEleven runs, {:.0} MB of JSON, {}.\n",
            points(scale),
            scale.bytes as f64 / 1e6,
            rounds(scale)
        )?;
        text += &table(&measure_rows(scale, &Subject::FIGURES, &MEASURES));
        write_failures(&mut text, scale)?;
        write_runs_alone(&mut text, scale)?;
        writeln!(
            text,
            "\nWhere the time goes until the figure is painted, as the pages measure it themselves, all runs together; this\n\
             page parses and smooths in its thread, while it does other things:\n"
        )?;
        text += &table(&part_rows(scale));
    }
    let paced = &results.paced;
    writeln!(
        text,
        "\n## {} at 100 Mbit/s\n\nThe same runs from a hub that sends no faster, {}.\n",
        points(paced),
        rounds(paced)
    )?;
    text += &table(&measure_rows(paced, &Subject::PACED, &UNTIL_PAINTED));
    write_failures(&mut text, paced)?;
    writeln!(
        text,
        "\n## Natively\n\nThe stages of `src` and `curves`, one thread, all eleven runs (`bench/benches/flow.rs`).\n"
    )?;
    text += &table(&native_rows(&results.native));
    let values = if results.scales().iter().any(|scale| scale.rounds() > 1) {
        "Values are medians over the rounds, and so are ratios, which are of the two visits of one round."
    } else {
        "One round: no medians over rounds."
    };
    writeln!(
        text,
        "\n## How it is measured\n\n{METHOD}\n{values} In brackets: what this page takes, as a part of it."
    )?;
    Ok(text)
}

/// What it takes to receive the runs, where that was measured.
fn write_runs_alone(text: &mut String, scale: &Scale) -> fmt::Result {
    const SUBJECTS: [Subject; 3] = [Subject::Page, Subject::Uplot, Subject::Runs];
    let of_uplots = UNTIL_PAINTED.map(|(_, of, _)| {
        let ratios = scale.ratios_of(Subject::Runs, Subject::Uplot, of)?;
        Some(part(median(&ratios)))
    });
    let [Some(navigation), Some(last_byte)] = of_uplots else {
        return Ok(());
    };
    writeln!(
        text,
        "\nA page that asks for the same runs, reads nothing of them and draws nothing takes about what a browser takes for\n\
         them, whatever is made of them: {navigation} of uPlot's navigation, and {last_byte} of its time from the last \
         byte.\n",
    )?;
    *text += &table(&measure_rows(scale, &SUBJECTS, &UNTIL_PAINTED));
    Ok(())
}

/// What could not be measured, and why.
fn write_failures(text: &mut String, scale: &Scale) -> fmt::Result {
    for (subject, failure) in &scale.failures {
        writeln!(text, "\n{} was given up: {failure}.", subject.name())?;
    }
    Ok(())
}

fn rounds(scale: &Scale) -> String {
    counted(scale.rounds() as f64, ["round", "rounds"])
}

fn target_rows(results: &Results) -> Vec<Vec<String>> {
    let heading = ["Target", "At most", "Measured", "Least", "Greatest", ""];
    let mut rows = vec![strings(&heading)];
    for target in targets(results) {
        let write = |value| format!("{}{}", (target.written)(value), target.unit);
        let bound = format!("{}{}", short(target.bound), target.unit);
        let found = match &target.rounds {
            None => ["–", "–", "–", "not measured"].map(str::to_owned),
            Some(rounds) => {
                let middle = median(rounds);
                let verdict = if middle <= target.bound {
                    "reached"
                } else {
                    "missed"
                };
                let [least, greatest] = range(rounds);
                let [middle, least, greatest] = [middle, least, greatest].map(write);
                [middle, least, greatest, verdict.to_owned()]
            }
        };
        rows.push([target.what, bound].into_iter().chain(found).collect());
    }
    rows
}

fn measure_rows(scale: &Scale, subjects: &[Subject], measures: &[Measure]) -> Vec<Vec<String>> {
    let mut rows = vec![heading(subjects)];
    for &(name, of, written) in measures {
        let cells = subjects.iter().map(|&subject| {
            let Some(value) = scale.median(subject, of) else {
                return "–".to_owned();
            };
            let ratio = scale.ratios(subject, of).map(|rounds| median(&rounds));
            match ratio {
                Some(ratio) if subject != Subject::Page && ratio > 0.0 => {
                    format!("{} ({})", written(value), part(ratio))
                }
                _ => written(value),
            }
        });
        rows.push([name.to_owned()].into_iter().chain(cells).collect());
    }
    rows
}

/// What the pages tell of themselves by user timing.
fn part_rows(scale: &Scale) -> Vec<Vec<String>> {
    let mut rows = vec![heading(&Subject::FIGURES)];
    for part in ["parse", "smooth", "draw"] {
        let cells = Subject::FIGURES.into_iter().map(|subject| {
            let value = scale.median(subject, |visit| {
                visit.parts.get(part).copied().unwrap_or(f64::NAN)
            });
            // Of what a page does not measure, there is no number.
            let value = value.filter(|value| !value.is_nan());
            value.map_or("–".to_owned(), short)
        });
        let name = format!("{part}, ms");
        rows.push([name].into_iter().chain(cells).collect());
    }
    rows
}

fn native_rows(native: &Native) -> Vec<Vec<String>> {
    let mut rows = vec![strings(&["Stage", "Median, ms"])];
    for (stage, median) in &native.stages {
        rows.push(vec![
            (*stage).to_owned(),
            median.map_or("–".to_owned(), short),
        ]);
    }
    if let Some((version, time)) = &native.pandas {
        rows.push(vec![format!("smooth, by pandas {version}"), short(*time)]);
    }
    rows
}

fn heading(subjects: &[Subject]) -> Vec<String> {
    let names = subjects.iter().map(|subject| subject.name().to_owned());
    [String::new()].into_iter().chain(names).collect()
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// A task's milliseconds. Browsers tell of none that takes less than 50.
pub(crate) fn task(value: f64) -> String {
    if value == 0.0 {
        return "< 50".to_owned();
    }
    short(value)
}

/// Three digits, or all before the point.
pub(crate) fn short(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 || size == 0.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    }
}

/// What one number is of another.
fn part(ratio: f64) -> String {
    if ratio < 0.005 {
        return "< 0.01".to_owned();
    }
    short(ratio)
}

/// A table that reads well before it is rendered, too.
fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        })
        .collect();
    let line = |row: &[String]| {
        let cells = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(at, (cell, &width))| {
                if at == 0 {
                    format!(" {cell:<width$} |")
                } else {
                    format!(" {cell:>width$} |")
                }
            });
        format!("|{}\n", cells.collect::<String>())
    };
    let rule: String = widths
        .iter()
        .enumerate()
        .map(|(at, &width)| {
            let dashes = "-".repeat(width + 1);
            if at == 0 {
                format!("{dashes}-|")
            } else {
                format!("{dashes}:|")
            }
        })
        .collect();
    let mut lines: Vec<String> = rows.iter().map(|row| line(row)).collect();
    lines.insert(lines.len().min(1), format!("|{rule}\n"));
    lines.concat()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::machine::Machine;

    /// What so many visits to this page alone come to.
    fn results(rounds: usize) -> Results {
        let visit = Visit {
            painted: 1.0,
            after_last_byte: 1.0,
            longest_task: 0.0,
            zooms: vec![1.0],
            pan: vec![1.0],
            windows: vec![1.0],
            window_waits: vec![1.0],
            sent: 1.0,
            memory: 1.0,
            parts: BTreeMap::new(),
        };
        let mut scale = Scale::new(1, 1, 1);
        scale.visits.insert(Subject::Page, vec![visit; rounds]);
        Results {
            machine: Machine {
                processor: None,
                cores: 1,
                system: String::new(),
                busy: None,
            },
            browser: String::new(),
            usual: scale.clone(),
            paced: scale.clone(),
            long: scale,
            native: Native {
                stages: Vec::new(),
                pandas: None,
            },
        }
    }

    #[test]
    fn one_round_has_no_medians() {
        let text = report(&results(1), "").unwrap();
        assert!(text.contains(", 1 round.\n"), "{text}");
        assert!(!text.contains("medians over the rounds"), "{text}");
        let text = report(&results(3), "").unwrap();
        assert!(text.contains(", 3 rounds.\n"), "{text}");
        assert!(text.contains("medians over the rounds"), "{text}");
    }

    #[test]
    fn what_the_runs_take_is_told_as_a_part_of_what_a_peer_takes() {
        let mut scale = results(1).usual;
        let [mut runs, mut uplot] = [(); 2].map(|()| scale.visits[&Subject::Page].clone());
        (runs[0].painted, uplot[0].painted) = (3.0, 5.0);
        (runs[0].after_last_byte, uplot[0].after_last_byte) = (1.0, 4.0);
        scale.visits.insert(Subject::Runs, runs);
        scale.visits.insert(Subject::Uplot, uplot);
        let mut text = String::new();
        write_runs_alone(&mut text, &scale).unwrap();
        assert!(text.contains("0.60 of uPlot's navigation"), "{text}");
        assert!(text.contains("0.25 of its time"), "{text}");
    }

    #[test]
    fn what_the_runs_take_is_not_told_where_it_was_not_measured() {
        let text = report(&results(1), "").unwrap();
        assert!(!text.contains("draws nothing"), "{text}");
    }

    #[test]
    fn a_target_is_reached_or_missed() {
        let text = report(&results(1), "").unwrap();
        let row = |what: &str| {
            let row = text.lines().find(|line| line.contains(what)).unwrap();
            row.split('|').map(str::trim).collect::<Vec<_>>()
        };
        let longest = ["50.0 ms", "< 50 ms", "< 50 ms", "< 50 ms", "reached"];
        assert_eq!(row("Longest task while")[2..7], longest);
        let memory = ["1.00", "–", "–", "–", "not measured"];
        assert_eq!(row("Memory, of uPlot's")[2..7], memory);
    }

    #[test]
    fn pandas_has_a_row_only_where_it_is() {
        let row = strings(&["smooth, by pandas 3.1", "12.0"]);
        let mut native = results(1).native;
        assert_eq!(native_rows(&native).len(), 1);
        native.pandas = Some(("3.1".to_owned(), 12.0));
        assert_eq!(native_rows(&native)[1..], [row]);
    }

    #[test]
    fn numbers_are_as_long_as_they_are_known() {
        for (value, expected) in [
            (1234.5, "1234"),
            (23.45, "23.4"),
            (2.345, "2.35"),
            (0.061, "0.06"),
            (0.0, "0"),
        ] {
            assert_eq!(short(value), expected);
        }
    }

    #[test]
    fn columns_are_as_wide_as_their_cells() {
        let rows = [strings(&["", "ms"]), strings(&["draw", "1234"])];
        assert_eq!(
            table(&rows),
            "|      |   ms |\n|------|-----:|\n| draw | 1234 |\n"
        );
    }
}
