//! CSV files: what each may hold, and what each other table is told.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "a test stops at the first surprise")]

use proptest::prelude::*;
use training_graphs::parse::parse;

/// A series: its name and its losses at their steps.
type Series<'a> = (Option<&'a str>, &'a [(f64, f64)]);

fn check(text: &str, expected: &[Series<'_>]) {
    check_warned(text, expected, &[]);
}

fn check_warned(text: &str, expected: &[Series<'_>], warned: &[&str]) {
    let file = parse(text.as_bytes(), None).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    assert_eq!(file.runs.len(), expected.len(), "{text:?}: {file:?}");
    for (run, (series, points)) in file.runs.iter().zip(expected) {
        let losses = run.losses.iter().enumerate();
        let read: Vec<_> = losses
            .map(|(index, loss)| (run.steps.step(index), loss.to_bits()))
            .collect();
        let points: Vec<_> = points
            .iter()
            .map(|(step, loss)| (*step, loss.to_bits()))
            .collect();
        assert_eq!((run.series.as_deref(), read), (*series, points), "{text:?}");
    }
    let warnings: Vec<_> = file.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(warnings, warned, "{text:?}");
}

fn refuse(bytes: impl AsRef<[u8]>, name: Option<&str>, part: &str) {
    let bytes = bytes.as_ref();
    let text = String::from_utf8_lossy(bytes);
    match parse(bytes, name) {
        Err(error) => assert!(error.to_string().contains(part), "{text:?}: {error}"),
        Ok(file) => panic!("{text:?}: {file:?}"),
    }
}

#[test]
fn one_column() {
    let two = [(0.0, 1.5), (1.0, 1e-9)];
    check("1.5\n1e-9\n", &[(None, &two)]);
    check("1.5\r\n1e-9", &[(None, &two)]);
    check("\u{feff}1.5\n1e-9", &[(None, &two)]);
    check("loss\n1.5\n1e-9\n", &[(Some("loss"), &two)]);
    check(
        "\"training, loss\"\r\n 1.5 \r\n\"1e-9\"\r\n",
        &[(Some("training, loss"), &two)],
    );
    check("3", &[(None, &[(0.0, 3.0)])]);
}

#[test]
fn what_is_no_number_in_one_column_is_a_gap() {
    check(
        "loss\nnan\ninf\n-inf\nNaN\n\"\"\n2\n",
        &[(
            Some("loss"),
            &[
                (0.0, f64::NAN),
                (1.0, f64::INFINITY),
                (2.0, f64::NEG_INFINITY),
                (3.0, f64::NAN),
                (4.0, f64::NAN),
                (5.0, 2.0),
            ],
        )],
    );
}

#[test]
fn a_column_of_steps_and_one_or_more_series() {
    let loss = [(0.0, 2.5), (10.0, 1.5)];
    for text in [
        "step,loss\n0,2.5\n10,1.5\n",
        "loss;Step\n2.5;0\n1.5;10\n",
        "STEP\tloss\r\n0\t2.5\r\n10\t1.5\r\n",
        "\"step\",\"loss\"\n\"0\",\"2.5\"\n\"10\",\"1.5\"\n",
        ",loss\n0,2.5\n10,1.5\n",
        "\tloss\n0\t2.5\n10\t1.5\n",
        "epoch,loss,step,\n1,2.5,0,\n1,1.5,10,\n",
    ] {
        check(text, &[(Some("loss"), &loss)]);
    }
    check(",0\n0,2.5\n10,1.5\n", &[(Some("0"), &loss)]);
    check_warned(
        "epoch,loss\n0,2.5\n10,1.5\n",
        &[(Some("loss"), &loss)],
        &["its steps are epochs"],
    );
    check(
        "step,loss,a,loss,loss\n0,2.5,1,3,4\n10,1.5,1,3,4\n",
        &[
            (Some("loss"), &loss),
            (Some("a"), &[(0.0, 1.0), (10.0, 1.0)]),
            (Some("loss.1"), &[(0.0, 3.0), (10.0, 3.0)]),
            (Some("loss.2"), &[(0.0, 4.0), (10.0, 4.0)]),
        ],
    );
    check(
        "step,loss,loss,loss.1\n0,2.5,1,3\n",
        &[
            (Some("loss"), &loss[..1]),
            (Some("loss.2"), &[(0.0, 1.0)]),
            (Some("loss.1"), &[(0.0, 3.0)]),
        ],
    );
    for text in [
        "step\tloss (train, smoothed)\n0\t2.5\n10\t1.5\n",
        "step;\"loss (train, smoothed)\"\n0;2.5\n10;1.5\n",
        "\tloss (train, smoothed)\n0\t2.5\n10\t1.5\n",
    ] {
        check(text, &[(Some("loss (train, smoothed)"), &loss)]);
    }
    check(
        "Step,a;b,\"c, \"\"d\"\"\"\n0,1,2\n1,nan,3\n",
        &[
            (Some("a;b"), &[(0.0, 1.0), (1.0, f64::NAN)]),
            (Some("c, \"d\""), &[(0.0, 2.0), (1.0, 3.0)]),
        ],
    );
}

#[test]
fn decimal_commas_stand_between_semicolons() {
    let loss = [(0.0, 2.5), (10.0, 1e-9)];
    for text in [
        "step;loss\n0;2,5\n10;1e-9\n",
        "step;loss\n0;2,5\n10,0;0,1e-8\n",
        "step;loss\n0;2,5\n10;0.000000001\n",
    ] {
        check(text, &[(Some("loss"), &loss)]);
    }
    // A comma between words is none.
    let with_notes = "step;loss;note\n0;2.5;warm, up\n10;1e-9;a,1\n";
    let warning = "column note holds no numbers, or begins with words, and is skipped";
    check_warned(with_notes, &[(Some("loss"), &loss)], &[warning]);
    for cell in ["1.000,5", "1,000,5", "1,000.5", ",", "2,x"] {
        let text = format!("step;loss\n0;{cell}\n");
        refuse(
            &text,
            None,
            &format!("\"{cell}\" in column loss is not a number"),
        );
    }
    // What parts thousands.
    refuse("step\tloss\n1,000\t2\n", None, "is not a number");
    refuse("step;loss\n1.000;0,5\n", None, "is not a number");
}

#[test]
fn what_excel_says_of_its_separator_is_heard() {
    let loss = [(0.0, 2.5), (1.0, 1.5)];
    for text in [
        "sep=;\r\nstep;loss\r\n0;2,5\r\n1;1,5\r\n",
        "sep=,\nstep,loss\n0,2.5\n1,1.5\n",
    ] {
        check(text, &[(Some("loss"), &loss)]);
    }
    refuse("sep=;\nstep;loss\n0;x\n", None, "line 3");
}

#[test]
fn what_may_be_thousands_is_not_guessed() {
    for (text, cell) in [
        (
            "step;perplexity\n100;1.234\n200;987,5\n300;12,25\n",
            "line 2: \"1.234\" in column perplexity",
        ),
        (
            "step;perplexity\n10;5.000\n20;1.250\n30;555,556\n",
            "line 2: \"5.000\"",
        ),
        (
            "step;loss\n500;0,5\n1.000;5E-05\n",
            "line 3: \"1.000\" in column step",
        ),
        (
            "step;perplexity\n100;1,234\n200;987.5\n",
            "line 2: \"1,234\"",
        ),
        (
            "step;loss\n500;0.5\n1,000;2\n",
            "line 3: \"1,000\" in column step",
        ),
        (
            "step\tloss\n500\t3\n1.000\t2\n",
            "line 3: \"1.000\" in column step",
        ),
        (
            "step;loss\n500;3\n1.000;2\n",
            "line 3: \"1.000\" in column step",
        ),
    ] {
        refuse(text, None, cell);
    }
    // By itself each of these is plain.
    let loss = |first, second| [(0.0, first), (1.0, second)];
    check(
        "step;loss\n0;1.234\n1;0.512\n",
        &[(Some("loss"), &loss(1.234, 0.512))],
    );
    check(
        "step;loss\n0;1,234\n1;0,512\n",
        &[(Some("loss"), &loss(1.234, 0.512))],
    );
    check(
        "step\tloss\n0\t1.234\n1\t2\n",
        &[(Some("loss"), &loss(1.234, 2.0))],
    );
    check(
        "step;loss\n0.000;1.5\n1.000;2\n",
        &[(Some("loss"), &loss(1.5, 2.0))],
    );
    check_warned(
        "epoch;loss\n0;1.5\n1.000;2\n",
        &[(Some("loss"), &loss(1.5, 2.0))],
        &["its steps are epochs"],
    );
    check(
        "step,loss\n0,1.5\n1.000,2\n",
        &[(Some("loss"), &loss(1.5, 2.0))],
    );
}

#[test]
fn a_missing_value_does_not_say_what_a_column_holds() {
    let loss = [(0.0, 2.5), (1.0, 2.4)];
    let warning = "column note holds no numbers, or begins with words, and is skipped";
    for text in [
        "step;note;loss\n0;-;2.5\n1;warmup;2.4\n",
        "step;note;loss\n0;-;2.5\n1;-;2.4\n",
    ] {
        check_warned(text, &[(Some("loss"), &loss)], &[warning]);
    }
    let val = [(0.0, f64::NAN), (1.0, 2.0)];
    check("step;val\n0;#NV\n1;2,0\n", &[(Some("val"), &val)]);
}

#[test]
fn headings_in_another_encoding_are_told() {
    let text = b"step;Gr\xf6\xdfe\n0;1,5\n";
    let Ok(file) = parse(text, None) else {
        panic!("{text:?}");
    };
    let warned: Vec<_> = file.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        warned,
        ["its headings are not UTF-8: letters shown as “\u{fffd}” are lost"]
    );
}

#[test]
fn utf_16_is_read_by_its_mark() {
    let units = "\u{feff}step,loss\n0,2.5\n10,1.5\n".encode_utf16();
    let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
    let file = parse(&bytes, Some("a.csv")).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(file.runs[0].losses, [2.5, 1.5]);
    refuse(b"\xff\xfe", Some("a.csv"), "empty");
}

#[test]
fn what_other_programs_write_for_no_value_is_a_gap_and_a_blank_line_nothing() {
    let loss = [(0.0, f64::NAN), (1.0, 0.5)];
    for missing in ["N/A", "NA", "null", "None", "nan"] {
        let text = format!("step,loss\n0,{missing}\n   \n1,0.5\n\n  \n");
        check(&text, &[(Some("loss"), &loss)]);
    }
}

#[test]
fn exports_of_other_tools() {
    check(
        "Wall time,Step,Value\n1700000000.5,0,2.5\n1700000001.5,100,1.5\n",
        &[(Some("Value"), &[(0.0, 2.5), (100.0, 1.5)])],
    );
    // Training and evaluation in rows of their own: an empty cell is no gap.
    check(
        "epoch,step,train_loss,val_loss\n0,49,2.5,\n0,49,,2.75\n1,99,1.5,\n1,99,,1.75\n",
        &[
            (Some("train_loss"), &[(49.0, 2.5), (99.0, 1.5)]),
            (Some("val_loss"), &[(49.0, 2.75), (99.0, 1.75)]),
        ],
    );
}

#[test]
fn the_bounds_that_wandb_exports_are_no_series() {
    let bounds = "its columns of least and greatest values are skipped";
    check_warned(
        "Step,a - loss,a - loss__MIN,a - loss__MAX,b - loss\n0,2,1,3,5\n50,1,1,1,4\n",
        &[
            (Some("a - loss"), &[(0.0, 2.0), (50.0, 1.0)]),
            (Some("b - loss"), &[(0.0, 5.0), (50.0, 4.0)]),
        ],
        &[bounds],
    );
    // Of what is not there they are all there is.
    check(
        "Step,a__MIN,a__MAX\n0,2,3\n",
        &[
            (Some("a__MIN"), &[(0.0, 2.0)]),
            (Some("a__MAX"), &[(0.0, 3.0)]),
        ],
    );
}

#[test]
fn what_is_read_otherwise_is_warned_of() {
    check_warned(
        "step,phase,loss\n1,warm,3\n2,main,2\n,main,9\n1,main,1\n",
        &[(Some("loss"), &[(1.0, 1.0), (2.0, 2.0)])],
        &[
            "column phase holds no numbers, or begins with words, and is skipped",
            "1 value of loss has no step and is skipped",
            "1 value of loss is replaced by a later one at its step",
        ],
    );
}

#[test]
fn a_table_of_more_series_than_are_shown_says_so_at_the_last() {
    let wide = |series: usize| {
        let numbers = 1..=series;
        let heads: Vec<_> = numbers.clone().map(|at| format!("run {at}")).collect();
        let losses: Vec<_> = numbers.map(|at| format!("{at}.5")).collect();
        let text = format!("step,{}\n3,{}\n", heads.join(","), losses.join(","));
        let file = parse(text.as_bytes(), None);
        file.unwrap_or_else(|error| panic!("{series}: {error}"))
    };
    let most = wide(600);
    assert_eq!((most.runs.len(), most.warnings), (600, Vec::new()));

    let more = wide(999);
    assert_eq!(more.runs, most.runs);
    let [warning] = &more.warnings[..] else {
        panic!("{:?}", more.warnings);
    };
    assert_eq!(
        warning.to_string(),
        "its table has 399 more series, which are not shown"
    );
    assert!(warning.is_of(Some("run 600")) && !warning.is_of(Some("run 1")));
}

#[test]
fn a_bad_row_is_told_by_its_line() {
    refuse("1\n2\nx\n", None, "line 3: \"x\" in column 1 is not");
    refuse(
        "loss\r\n1\r\n\r\n2\r\nx\r\n",
        None,
        "line 5: \"x\" in column loss",
    );
    refuse(
        "step,loss\n0,1\n1,x\n",
        None,
        "line 3: \"x\" in column loss",
    );
    refuse("step,loss\nx,1\n", None, "line 2: \"x\" in column step");
    refuse("step,loss\n0,x\n", None, "line 2: \"x\" in column loss");
    refuse(
        "step,loss\n0,1\n1\n",
        None,
        "line 3: it has 1 cell, the first line has 2",
    );
    refuse("1\n2\n3,4\n", None, "line 3: it has 2 cells");
    refuse(
        "\n\nstep,loss\n0,1\n1,\"2\n3\n",
        None,
        "line 5: \"2\u{fffd}3\" in column loss",
    );
    refuse(b"1\n\xff\n", None, "line 2:");
    let long = format!("1\n{}\n", "x".repeat(1000));
    refuse(long, None, "xxx…\" in column");
}

#[test]
fn tables_without_losses_or_steps_are_told() {
    refuse(
        "1,2\n3,4\n",
        None,
        "2 columns, and its first line names none",
    );
    refuse("date,loss\n1,2\n", Some("a.csv"), "2 columns");
    refuse("step,loss\n", None, "no losses");
    refuse("step\n1\n", None, "no losses");
    refuse("step,loss\n1,\n", None, "no losses");
    refuse("loss\n", Some("a.CSV"), "no losses");
    refuse("loss\n", None, "neither JSON nor a table");
    refuse("", Some("a.csv"), "is empty");
}

#[test]
fn what_is_out_of_all_proportion_is_told_in_few_words() {
    let wide = format!("step{}\n", ",loss".repeat(1_000_000));
    refuse(&wide, None, "1000001 columns; no more than 1000 are read");
    refuse(wide, Some("a.csv"), "1000001 columns");
    let heading = "é".repeat(1_000_000);
    let file = parse(format!("step,{heading}\n0,1\n").as_bytes(), None).unwrap();
    let series = file.runs[0].series.as_deref();
    assert_eq!(series, Some(&*format!("{}…", "é".repeat(200))));
}

#[test]
fn other_text_is_told_what_can_be_read() {
    for text in [
        "hello",
        "hello, world\nand more",
        "Entry not found",
        "PK\u{3}\u{4}",
    ] {
        refuse(
            text,
            None,
            "neither JSON nor a table of numbers; files that can be read",
        );
        refuse(text, Some("a.pth"), "trainer_state.json");
    }
    refuse("{\"a\": 1}", Some("a.csv"), "no TrainingLoss");
}

proptest! {
    #[test]
    fn every_double_comes_back_to_the_bit(losses in prop::collection::vec(prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO, 1..50)) {
        let points: Vec<_> = (0..).map(|n| 2.5 * f64::from(n)).zip(losses).collect();
        let rows: Vec<String> = points.iter().map(|(step, loss)| format!("{step},{loss:e}")).collect();
        check(&format!("step,loss\n{}", rows.join("\n")), &[(Some("loss"), &points)]);
    }
}
