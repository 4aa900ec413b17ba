//! The height that embed.js gives a frame before its figure has told its own: that of the style sheet.
#![cfg(not(target_arch = "wasm32"))]

const STYLE: &str = include_str!("../style/app.css");
const SCRIPT: &str = include_str!("../static/embed.js");

#[test]
fn a_frame_is_as_high_as_its_figure_will_be() {
    let [wide, narrow] = [61, 101].map(|more| format!("calc(var(--figure-height) + {more}px)"));
    assert!(STYLE.contains(&wide));
    let (before, _) = STYLE.split_once(&narrow).unwrap();
    let (_, query) = before.rsplit_once("@media (max-width: ").unwrap();
    let (ems, _) = query.split_once("em)").unwrap();
    let width = 16.0 * ems.parse::<f64>().unwrap();
    assert!(
        SCRIPT.contains(&format!("width > {width} ? 61 : 101")),
        "{width}"
    );
}
