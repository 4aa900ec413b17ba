//! Query strings as a whole.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::ViewState;
use super::keys::{KEYS, MOST_RUNS, number_text};
use crate::characters::quoted;
use crate::scene::{Ends, Zoom};

/// What stays readable: unreserved characters (RFC 3986), and what names and lists are made of.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b',')
    .remove(b'@')
    .remove(b'/');

/// A key of the address whose value is of no use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{key}={value}” in the address is ignored: it must be {wanted}")]
pub struct Notice {
    key: &'static str,
    value: String,
    wanted: &'static str,
}

/// No more of a bad value is shown than this, in characters.
const SHOWN: usize = 40;

pub(super) fn read(query: &str) -> (ViewState, Vec<Notice>) {
    let (mut state, mut notices) = read_keys(query);
    if notices.iter().any(|notice| notice.key == "repo") {
        // They are that repository's.
        state.revision = None;
        state.commits = Vec::new();
    }
    notices.extend(state.runs.as_mut().and_then(shorten));
    notices.extend(let_go_of_crossed(&mut state.axes.zoom));
    (state, notices)
}

/// What each key says by itself.
fn read_keys(query: &str) -> (ViewState, Vec<Notice>) {
    let mut state = ViewState::default();
    let mut notices = Vec::new();
    let query = query.strip_prefix('?').unwrap_or(query);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let Some(key) = KEYS.iter().find(|key| key.name == name) else {
            state.others.push(pair.to_owned());
            continue;
        };
        let value = percent_decode_str(value).decode_utf8_lossy();
        if (key.read)(&mut state, &value).is_none() {
            notices.push(Notice {
                key: key.name,
                value: quoted(&value, SHOWN),
                wanted: key.wanted,
            });
        }
    }
    (state, notices)
}

/// Leaves no more runs than are compared.
fn shorten(runs: &mut Vec<String>) -> Option<Notice> {
    let first = runs.get(MOST_RUNS)?;
    let notice = Notice {
        key: "runs",
        value: quoted(first, SHOWN),
        wanted: "among the first 200",
    };
    runs.truncate(MOST_RUNS);
    Some(notice)
}

/// Shows all of an axis whose lower end is not below the upper.
fn let_go_of_crossed(zoom: &mut Zoom) -> Vec<Notice> {
    let mut notices = Vec::new();
    let [upper, lower] = &mut zoom.y;
    for (key, ends) in [("xmin", &mut zoom.x), ("ymin", upper), ("ymin", lower)] {
        if let (Some(low), Some(high)) = (ends.min, ends.max)
            && low >= high
        {
            *ends = Ends::default();
            let notice = Notice {
                key,
                value: number_text(low),
                wanted: "below the other end",
            };
            // One number may be that of both panels.
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        }
    }
    notices
}

pub(super) fn write(state: &ViewState) -> String {
    let known = KEYS.iter().filter_map(|key| {
        let value = (key.write)(state)?;
        Some(format!(
            "{}={}",
            key.name,
            utf8_percent_encode(&value, ESCAPED)
        ))
    });
    let pairs: Vec<String> = known.chain(state.others.iter().cloned()).collect();
    if pairs.is_empty() {
        String::new()
    } else {
        format!("?{}", pairs.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;
    use std::num::NonZeroUsize;
    use std::str::FromStr;

    use proptest::option;
    use proptest::prelude::*;

    use super::super::{Source, ThemeChoice, WIDEST};
    use super::*;
    use crate::scene::{Axes, ScaleKind, XAxis, YAxes, YFit};
    use crate::smooth::{Kind, Smoothing, Spread};

    fn check(query: &str, back: &str, notices: usize) {
        let (state, told) = read(query);
        assert_eq!(write(&state), back);
        assert_eq!(told.len(), notices, "{told:?}");
    }

    #[test]
    fn queries_read_back() {
        check("", "", 0);
        check("?", "", 0);
        check("?at=9,1", "?at=1,9", 0);
        check("?at=5,5", "?at=5", 0);
        check("?at=,", "", 1);
        check("?runs=a,b&hide=b", "?runs=a,b&hide=b", 0);
        check("hide=b&runs=a%2Cb,%20c", "?runs=a,b,c&hide=b", 0);
        check("?source=samples&runs=", "?source=samples&runs=", 0);
        check("?runs=a%252Cb,100%2525", "?runs=a%252Cb,100%2525", 0);
        check(
            "?runs=<b>&flag&utm=x%20y&runs=a,a",
            "?runs=a&flag&utm=x%20y",
            0,
        );
        check(
            "?repo=owner/name&rev=refs/pr/1",
            "?repo=owner/name&rev=refs/pr/1",
            0,
        );
        check(
            "?w=200&smooth=ema&band=std&raw=1",
            "?w=200&smooth=ema&band=std&raw=1",
            0,
        );
        check(
            "?xmin=1000&xmax=2500&ymin=1e-7&ymax=0.5",
            "?xmin=1000&xmax=2500&ymin=1e-7&ymax=0.5",
            0,
        );
        check(
            "?theme=dark&embed=1&y=log&x=percent&edge=shrink",
            "?edge=shrink&y=log&x=percent&theme=dark&embed=1",
            0,
        );
    }

    #[test]
    fn each_panel_has_its_spacing() {
        check("?y=linear", "?y=linear", 0);
        check("?y=log", "?y=log", 0);
        check("?y=log,log", "?y=log", 0);
        check("?y=log,linear", "?y=log,linear", 0);
        check("?y=linear%2C%20log", "", 0);
        check("?y=log,up", "", 1);
        check("?y=log,log,log", "", 1);
        check(
            "?y=log,linear&yfit=percentiles",
            "?y=log,linear&yfit=percentiles",
            0,
        );
    }

    #[test]
    fn each_panel_has_its_losses() {
        check("?ymin=0.5", "?ymin=0.5", 0);
        check("?ymin=0.5,0.5", "?ymin=0.5", 0);
        check("?ymin=0.5,&ymax=,1e-8", "?ymin=0.5,&ymax=,1e-8", 0);
        check("?ymin=,&ymax=2%2C%203", "?ymax=2,3", 0);
        check("?ymin=1,x&ymax=1,2,3", "", 2);
        // One panel's ends are of no use, the other's are.
        check("?ymin=5,1&ymax=2", "?ymin=,1&ymax=,2", 1);
        check("?ymin=5&ymax=2", "", 1);
    }

    #[test]
    fn defaults_are_left_out() {
        check(
            "?w=500&edge=strict&smooth=rolling&band=1&raw=0&y=linear,log&yfit=all&x=step&theme=auto&embed=0",
            "",
            0,
        );
    }

    #[test]
    fn what_is_of_no_use_is_told() {
        check("?w=0&source=moon&theme=pink&x=5", "", 4);
        check("?xmin=5&xmax=5&ymin=NaN", "", 2);
        check("?xmin=inf&w=5001", "", 2);
        let (_, notices) = read(&format!("?w={}", "9".repeat(10_000)));
        assert!(notices[0].to_string().len() < 200);
    }

    #[test]
    fn other_runs_look_the_same_and_others_keys_stay() {
        let (before, _) = read("?runs=a,b&hide=a&w=9&theme=dark&xmin=3&x=percent&raw=1&mine=kept");
        let after = before.of_runs(vec!["c".to_owned()]);
        let expected = "?runs=c&w=9&raw=1&x=percent&theme=dark&mine=kept";
        assert_eq!(write(&after), expected);
    }

    #[test]
    fn a_list_of_runs_has_an_end() {
        let runs = |count: usize| {
            let names: Vec<String> = (0..count).map(|run| format!("r{run}")).collect();
            format!("?runs={}", names.join(","))
        };
        check(&runs(MOST_RUNS), &runs(MOST_RUNS), 0);
        check(&runs(MOST_RUNS + 1), &runs(MOST_RUNS), 1);
        check(&runs(100_000), &runs(MOST_RUNS), 1);
    }

    /// Whatever a run may be called.
    fn name() -> impl Strategy<Value = String> {
        "[^\\s](.|[,%&=+#?]){0,12}[^\\s]|add_d5_l2_h3_t15K_s372001,add_d5_l1_h3_t5K_s000001"
    }

    fn names() -> impl Strategy<Value = Vec<String>> {
        prop::collection::hash_set(name(), 0..4).prop_map(Vec::from_iter)
    }

    /// No end of an axis, one, or two in their order.
    fn ends() -> impl Strategy<Value = Ends> {
        let number = prop::num::f64::NORMAL | prop::num::f64::SUBNORMAL | prop::num::f64::ZERO;
        (option::of(number), option::of(number)).prop_map(|ends| {
            let (min, max) = match ends {
                (Some(a), Some(b)) if b < a => (Some(b), Some(a)),
                (Some(a), Some(b)) if b <= a => (Some(a), None),
                ends => ends,
            };
            Ends { min, max }
        })
    }

    fn axes() -> impl Strategy<Value = Axes> {
        let x = prop::sample::select(vec![XAxis::Step, XAxis::Log, XAxis::Percent]);
        let scale = || prop::sample::select(vec![ScaleKind::Linear, ScaleKind::Log]);
        let y = [scale(), scale()].prop_map(YAxes);
        let y_fit = prop::sample::select(vec![YFit::All, YFit::Percentiles]);
        let zoom = (ends(), [ends(), ends()]).prop_map(|(x, y)| Zoom { x, y });
        (x, y, y_fit, zoom).prop_map(|(x, y, y_fit, zoom)| Axes { x, y, y_fit, zoom })
    }

    fn smoothing() -> impl Strategy<Value = Smoothing> {
        let kind = prop::sample::select(&Kind::ALL);
        let spread = prop::sample::select(&Spread::ALL);
        (kind, 1..=WIDEST, spread).prop_map(|(kind, window, spread)| Smoothing {
            kind,
            window: NonZeroUsize::new(window).unwrap(),
            spread,
        })
    }

    fn parsed<T: FromStr<Err: Debug> + Debug>(pattern: &'static str) -> impl Strategy<Value = T> {
        pattern.prop_map(|text| text.parse().unwrap())
    }

    fn state() -> impl Strategy<Value = ViewState> {
        let places = (
            option::of(name()),
            option::of(names()),
            option::of(parsed("[a-z]{1,9}/([a-zA-Z0-9_]{1,9}|QuantaMaths_\\*)")),
            option::of(parsed("[a-z0-9]{1,9}(/[a-z0-9]{1,9})?")),
            names(),
        );
        let theme = prop::sample::select(vec![
            ThemeChoice::Auto,
            ThemeChoice::Light,
            ThemeChoice::Dark,
        ]);
        let commits = prop::collection::vec((name(), parsed("[0-9a-f]{7,40}")), 0..3);
        let at = prop::collection::vec(-1e9..1e9, 0..3).prop_map(|mut at| {
            at.sort_by(f64::total_cmp);
            at
        });
        let embed = option::of(theme.clone());
        let looks = (
            smoothing(),
            axes(),
            at,
            theme,
            embed,
            any::<[bool; 3]>(),
            commits,
        );
        let others = prop::collection::vec("[f-g]{1,3}(=[a-z%0-9]{0,5})?", 0..3);
        (places, looks, others).prop_map(|(places, looks, others)| {
            let (model, runs, repo, revision, hidden) = places;
            let (smoothing, axes, at, theme, embed, [samples, raw, smooth_over], commits) = looks;
            ViewState {
                source: if samples {
                    Source::Samples
                } else {
                    Source::Hub
                },
                model,
                runs,
                repo,
                revision,
                hidden,
                smoothing,
                raw,
                smooth_over,
                axes,
                at,
                theme,
                commits,
                embed,
                others,
            }
        })
    }

    #[test]
    fn of_two_equal_keys_the_last_counts() {
        for (query, kind) in [
            ("smooth=ema&smooth=rolling", Kind::Strict),
            ("edge=shrink&edge=strict", Kind::Strict),
            ("edge=strict&edge=shrink", Kind::Shrinking),
            ("smooth=rolling&smooth=ema", Kind::Exponential),
        ] {
            assert_eq!(read(query).0.smoothing.kind, kind, "{query}");
        }
    }

    #[test]
    fn notices_say_the_limits_that_are_kept() {
        let one = |query: &str| {
            let notices = read(query).1;
            assert_eq!(notices.len(), 1, "{query}");
            notices[0].to_string()
        };
        let too_wide = one(&format!("w={}", WIDEST + 1));
        assert!(too_wide.contains(&format!(" to {WIDEST}")), "{too_wide}");
        let names: Vec<String> = (0..=MOST_RUNS).map(|at| format!("r{at}")).collect();
        let too_many = one(&format!("runs={}", names.join(",")));
        assert!(
            too_many.ends_with(&format!("it must be among the first {MOST_RUNS}")),
            "{too_many}"
        );
        let crossed = one("xmin=1e300&xmax=1");
        assert!(
            crossed.ends_with("it must be below the other end"),
            "{crossed}"
        );
        assert!(crossed.chars().count() < 120, "{crossed}");
    }

    proptest! {
        #[test]
        fn every_state_reads_back_from_its_query(state in state()) {
            prop_assert_eq!(read(&write(&state)), (state, vec![]));
        }

        #[test]
        fn no_query_makes_it_panic_and_each_settles(query in "\\PC{0,80}") {
            let (state, _) = read(&query);
            prop_assert_eq!(&read(&write(&state)).0, &state);
        }

        #[test]
        fn likely_queries_settle(
            pairs in prop::collection::vec(
                ("(w|edge|smooth|y|x|xmin|xmax|ymin|ymax|band|raw|runs|hide|model|at)", "[-0-9a-z.,e+]{0,8}"),
                0..8,
            ),
        ) {
            let query: Vec<String> = pairs.iter().map(|(k, v)| format!("{k}={v}")).collect();
            let (state, _) = read(&query.join("&"));
            prop_assert_eq!(&read(&write(&state)).0, &state);
        }
    }
}
