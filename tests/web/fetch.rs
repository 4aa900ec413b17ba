//! Requests, in a real browser: patience, and its end. The browser's own `fetch` is stood in for.

use std::cell::RefCell;

use futures_util::future::join;
use js_sys::Function;
use training_graphs::fetch::{
    Attempt, Collection, FetchError, HubFile, Listing, Origin, RepoId, Revision, load,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::AbortController;

/// Answers by the path: a status, a body that is shorter than announced, pages, or nothing at all.
const HUB: &str = r#"
    window.asked = []; window.ended = 0;
    window.fetch = async request => {
        const url = new URL(request.url);
        window.asked.push(url.pathname);
        const never = new Promise((_, reject) => request.signal.addEventListener("abort", () => {
            window.ended += 1;
            reject(request.signal.reason);
        }));
        const of = name => `{"type": "file", "path": "${name}_train.json", "size": 3}`;
        const reply = (body, headers = {}, status = 200) => new Response(body, {status, headers});
        if (url.pathname.includes("silent")) return never;
        if (url.pathname.includes("busy")) return reply("", {}, 503);
        if (url.pathname.includes("short")) return reply("half", {"Content-Length": "1000"});
        if (url.pathname.includes("gone")) return reply("", {"X-Error-Code": "EntryNotFound"}, 404);
        if (url.pathname.includes("stray")) return reply("[]", {"Link": '<https://x.y/>; rel="next"'});
        if (url.pathname.includes("tree")) {
            const page = Number(url.searchParams.get("page") ?? 0);
            const next = `<https://huggingface.co${url.pathname}?page=${page + 1}>; rel="next"`;
            return reply(`[${of("n" + page)}]`, url.pathname.includes("endless") || page < 2 ? {"Link": next} : {});
        }
        if (url.pathname.endsWith("/api/models")) return reply("[]");
        return reply("whole", {"X-Repo-Commit": "0123abc", "Content-Length": "5"});
    };
"#;

fn start_hub() {
    Function::new_no_args(HUB).call0(&JsValue::NULL).unwrap();
}

fn number(name: &str) -> f64 {
    let script = format!("return window.{name}");
    let value = Function::new_no_args(&script).call0(&JsValue::NULL);
    value.unwrap().as_f64().unwrap()
}

fn now() -> f64 {
    js_sys::Date::now()
}

fn file(path: &str) -> Origin {
    Origin::File(HubFile {
        repo: RepoId::notebook(),
        revision: Revision::default(),
        path: path.parse().unwrap(),
    })
}

async fn fetch(path: &str) -> Result<(Vec<u8>, Option<String>), FetchError> {
    let signal = AbortController::new().unwrap().signal();
    let fetched = load(&file(path), &signal, None, &|_| {}).await?;
    Ok((
        fetched.body.content.bytes(),
        fetched.version.commit.map(|commit| commit.to_string()),
    ))
}

async fn list(collection: Collection) -> Result<Listing, FetchError> {
    let signal = AbortController::new().unwrap().signal();
    training_graphs::fetch::list(&collection, &signal, &|_| {}).await
}

fn repo(name: &str) -> Collection {
    Collection::Repo {
        repo: name.parse().unwrap(),
        revision: Revision::default(),
    }
}

#[wasm_bindgen_test]
async fn a_file_comes_with_its_commit_or_says_why_not() {
    start_hub();
    let whole = (b"whole".to_vec(), Some("0123abc".to_owned()));
    assert_eq!(fetch("a.json").await, Ok(whole));
    let error = fetch("gone.json").await.unwrap_err();
    assert!(matches!(error, FetchError::NoFile { .. }), "{error}");
}

#[wasm_bindgen_test]
async fn whoever_gives_up_waits_for_nothing() {
    start_hub();
    for (path, after_a_failure) in [
        ("silent.json", false),
        ("busy.json", true),
        ("short.json", true),
    ] {
        let controller = AbortController::new().unwrap();
        let seen = RefCell::new(Vec::new());
        let abort = controller.clone();
        let tell = |attempt: Attempt| {
            if let Attempt::Retrying { error, .. } = attempt {
                seen.borrow_mut().push(error);
                abort.abort();
            }
        };
        let start = now();
        let later = async {
            gloo_timers::future::TimeoutFuture::new(20).await;
            if !after_a_failure {
                controller.abort();
            }
        };
        let origin = file(path);
        let (outcome, ()) = join(load(&origin, &controller.signal(), None, &tell), later).await;
        assert_eq!(outcome, Err(FetchError::Cancelled), "{path}");
        assert_eq!(seen.borrow().len(), usize::from(after_a_failure), "{path}");
        assert!(now() - start < 500.0, "{path}");
    }
}

#[wasm_bindgen_test]
async fn a_cancelled_run_leaves_the_queue_and_its_request() {
    start_hub();
    let controllers: Vec<_> = (0..14).map(|_| AbortController::new().unwrap()).collect();
    let origin = file("silent.json");
    let waiting = controllers.iter().map(|controller| {
        let (origin, signal) = (&origin, controller.signal());
        async move { load(origin, &signal, None, &|_| {}).await }
    });
    let abort = async {
        gloo_timers::future::TimeoutFuture::new(20).await;
        assert_eq!((number("asked.length"), number("ended")), (12.0, 0.0));
        for controller in controllers.iter().rev() {
            controller.abort();
        }
    };
    let (outcomes, ()) = join(futures_util::future::join_all(waiting), abort).await;
    assert_eq!(outcomes, vec![Err(FetchError::Cancelled); 14]);
    assert_eq!((number("asked.length"), number("ended")), (12.0, 12.0));
    assert!(fetch("a.json").await.is_ok(), "the queue is free again");
}

#[wasm_bindgen_test]
async fn lists_are_followed_to_their_end_and_no_further() {
    start_hub();
    let names = |listing: &Listing| {
        let names = listing.files.iter().map(|file| file.name.clone());
        names.collect::<Vec<_>>().join(" ")
    };
    let listing = list(repo("a/b")).await.unwrap();
    assert_eq!(
        (names(&listing), listing.is_whole),
        ("n0_train.json n1_train.json n2_train.json".to_owned(), true)
    );
    let listing = list(repo("a/endless")).await.unwrap();
    assert_eq!((listing.files.len(), listing.is_whole), (20, false));
    assert_eq!(list(repo("a/stray")).await, Err(FetchError::ForeignPage));
    let error = list(repo("a/gone")).await.unwrap_err();
    assert!(
        matches!(error, FetchError::NoRepo { status: 404, .. }),
        "{error}"
    );

    let none = list(Collection::Owner {
        owner: "someone".to_owned(),
        search: "QuantaMaths".to_owned(),
    });
    assert!(matches!(none.await, Err(FetchError::NoTrainingFile { .. })));
}
