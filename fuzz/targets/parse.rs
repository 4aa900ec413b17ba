//! Bytes of a file, whatever it is called; and two readers of one list that must agree.
#![no_main]

use training_graphs_fuzz::read;

const KEY: &[u8] = b"\"TrainingLoss\"";
/// The same key to JSON, but not to the reader of nothing but long lists of numbers.
const ESCAPED: &[u8] = b"\"Training\\u004coss\"";

fn escaped(bytes: &[u8]) -> Vec<u8> {
    let mut escaped = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(KEY.len()).position(|window| window == KEY) {
        escaped.extend_from_slice(&rest[..at]);
        escaped.extend_from_slice(ESCAPED);
        rest = &rest[at + KEY.len()..];
    }
    escaped.extend_from_slice(rest);
    escaped
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for name in [None, Some("a.json"), Some("a.csv")] {
        // A refusal is as good as a run.
        let _refused = read(bytes, name);
    }
    let either = [bytes, &escaped(bytes)].map(|bytes| read(bytes, Some("a.json")).ok());
    // As text, in which NaN is equal to itself.
    assert_eq!(format!("{:?}", either[0]), format!("{:?}", either[1]));
});
