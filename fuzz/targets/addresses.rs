//! Queries of the page's address: what is read of one reads back from what is written.
#![no_main]

use training_graphs::view_state::ViewState;

libfuzzer_sys::fuzz_target!(|query: &str| {
    let (state, notices) = ViewState::from_query(query);
    for notice in notices {
        assert!(notice.to_string().chars().count() < 200);
    }
    let written = state.to_query();
    let (again, notices) = ViewState::from_query(&written);
    assert!(notices.is_empty(), "{written}: {notices:?}");
    assert_eq!(again, state, "{written}");
    assert_eq!(again.to_query(), written);
});
