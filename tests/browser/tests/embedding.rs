//! Figures in pages of other sites, as `docs/embedding.md` promises them. The browser keeps storage
//! from every page in a foreign one.

use anyhow::{Result, ensure};
use browser_tests::{Host, Hub, Page, Screen, Spot, flow::flow_at, runs, site::Site};
use fantoccini::key::Key;
use serde_json::json;

const RUN: &str = "add_d5_l2_h3_t15K_s100001";
const OTHERS: [&str; 2] = ["add_d6_l2_h3_t15K_s100001", "sub_d6_l2_h3_t15K_s100001"];

/// The view of a run that needs no hub.
fn view(run: &str) -> String {
    format!("?source=samples&runs={run}")
}

/// The script tag of a view.
fn tag(site: &Site, run: &str, more: &str) -> String {
    let view = view(run).replace('&', "&amp;");
    format!(
        "<script src=\"{}embed.js\" data-view=\"{view}\" {more} async></script>",
        site.url()
    )
}

/// A frame of a view, without our script.
fn frame(site: &Site, run: &str, more: &str) -> String {
    let view = view(run).replace('&', "&amp;");
    format!(
        "<iframe src=\"{}{view}&amp;embed=1\" width=\"100%\" height=\"900\" {more}></iframe>",
        site.url()
    )
}

/// Opens a page of another site with `body` in it.
async fn in_host(
    name: &str,
    site: &Site,
    body: &str,
    steps: impl AsyncFnOnce(&Page) -> Result<()>,
) -> Result<()> {
    let hub = Hub::start().await?;
    let host = Host::start(body).await?;
    flow_at(site, Screen::default(), name, &hub, async |page| {
        page.visit(&host.url()).await?;
        steps(page).await?;
        ensure!(hub.requests().is_empty(), "samples need no hub");
        Ok(())
    })
    .await
}

/// Waits until frame number `index` shows the figure of `run`.
async fn wait_figure(page: &Page, index: u16, run: &str) -> Result<()> {
    // One that is not on the screen is not drawn.
    let into_view = format!("document.querySelectorAll('iframe')[{index}].scrollIntoView()");
    page.eval::<()>(&format!("void {into_view}")).await?;
    page.within(index, async |page| {
        page.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, [run]);
        Ok(())
    })
    .await?;
    Ok(())
}

/// Waits until frame number `index` is as high as what is in it, at its present width.
async fn wait_fit(page: &Page, index: u16) -> Result<f64> {
    let width: f64 = page
        .eval(&format!(
            "document.querySelectorAll('iframe')[{index}].clientWidth"
        ))
        .await?;
    let mut height = 0.0;
    page.within(index, async |page| {
        page.wait("its width", &format!("innerWidth === {width}"))
            .await?;
        height = page
            .eval("Math.ceil(document.body.getBoundingClientRect().height)")
            .await?;
        Ok(())
    })
    .await?;
    let fits = format!("document.querySelectorAll('iframe')[{index}].clientHeight === {height}");
    page.wait(&format!("a height of {height}"), &fits).await?;
    Ok(height)
}

/// Waits until the only frame shows the figure of [`RUN`] and is as high as that.
async fn wait_whole(page: &Page) -> Result<f64> {
    page.wait_for("iframe").await?;
    wait_figure(page, 0, RUN).await?;
    wait_fit(page, 0).await
}

/// Waits until the figure in frame number `index` is dark or light.
async fn wait_theme(page: &Page, index: u16, theme: &str) -> Result<()> {
    page.within(index, async |page| {
        let is_so = format!("document.documentElement.dataset.theme === '{theme}'");
        page.wait(theme, &is_so).await?;
        Ok(())
    })
    .await?;
    Ok(())
}

/// Where the link to the full page leads from frame number `index`.
async fn full_page(page: &Page, index: u16) -> Result<String> {
    let mut address = String::new();
    page.within(index, async |page| {
        address = page
            .eval("document.querySelector('.full-page a').href")
            .await?;
        Ok(())
    })
    .await?;
    Ok(address)
}

#[tokio::test]
async fn the_script_tag_fits_height_and_theme() -> Result<()> {
    // Under a sub-path, as project pages are.
    let site = Site::built("/training-graphs/").await?;
    in_host("embed_script", &site, &tag(&site, RUN, ""), async |page| {
        let wide = wait_whole(page).await?;
        ensure!((480.0..1200.0).contains(&wide), "{wide}");
        page.set_screen(Screen::PHONE).await?;
        let narrow = wait_fit(page, 0).await?;
        ensure!(
            (narrow - wide).abs() >= 1.0,
            "another width asks for another height: {narrow}"
        );

        wait_theme(page, 0, "light").await?;
        page.eval::<()>("void document.documentElement.classList.add('dark')")
            .await?;
        wait_theme(page, 0, "dark").await?;
        // The theme of the page around is nobody's choice: the link does not carry it.
        let whole = format!("{}{}", site.url(), view(RUN));
        assert_eq!(full_page(page, 0).await?, whole);

        page.visit(&whole).await?.wait_painted().await?;
        assert_eq!(page.runs_in("drawn").await?, [RUN]);
        ensure!(
            page.text("h1").await?.is_some(),
            "the link leads to the whole page"
        );
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_view_is_the_frames_to_the_letter() -> Result<()> {
    let site = Site::built("/").await?;
    let body = format!(
        "<script src=\"{}embed.js\" data-view=\"?source=samples&amp;runs={RUN}&amp;hide=a%20b%2Bc+d.json\"></script>",
        site.url()
    );
    in_host("embed_letters", &site, &body, async |page| {
        page.wait_for("iframe").await?;
        wait_figure(page, 0, RUN).await?;
        let address = full_page(page, 0).await?;
        ensure!(address.contains("hide=a%20b%2Bc%2Bd.json"), "{address}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_theme_that_was_chosen_stays() -> Result<()> {
    let site = Site::built("/").await?;
    let body = tag(&site, RUN, "data-theme=\"dark\"");
    in_host("embed_theme", &site, &body, async |page| {
        page.wait_for("iframe").await?;
        wait_figure(page, 0, RUN).await?;
        wait_theme(page, 0, "dark").await?;
        page.eval::<()>("void document.documentElement.classList.add('dark')")
            .await?;
        page.eval::<()>("void document.documentElement.classList.remove('dark')")
            .await?;
        wait_fit(page, 0).await?;
        wait_theme(page, 0, "dark").await?;
        let address = full_page(page, 0).await?;
        ensure!(address.ends_with("&theme=dark"), "{address}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn wheel_and_fingers_are_the_pages_until_a_click() -> Result<()> {
    let site = Site::built("/").await?;
    in_host("embed_asleep", &site, &tag(&site, RUN, ""), async |page| {
        wait_whole(page).await?;
        let at = Spot { x: 700.0, y: 400.0 };
        let scrolled = async || page.eval::<f64>("scrollY").await;

        page.wheel(at, 100).await?;
        page.wait("the page to scroll by the wheel", "scrollY > 50")
            .await?;
        let by_wheel = scrolled().await?;
        page.cdp(
            "Emulation.setTouchEmulationEnabled",
            json!({"enabled": true}),
        )
        .await?;
        for up in 0..=10 {
            let kind = if up == 0 { "touchStart" } else { "touchMove" };
            let finger = json!({"type": kind, "touchPoints": [{"x": at.x, "y": at.y - 20.0 * f64::from(up)}]});
            page.cdp("Input.dispatchTouchEvent", finger).await?;
        }
        let lifted = json!({"type": "touchEnd", "touchPoints": []});
        page.cdp("Input.dispatchTouchEvent", lifted).await?;
        page.wait(
            "the page to scroll by a finger",
            &format!("scrollY > {by_wheel} + 50"),
        )
        .await?;

        let alt_wheel = async |page: &Page| {
            page.with_key(Key::Alt, async |page| {
                page.wheel(at, -100).await?;
                Ok(())
            })
            .await?;
            Ok::<_, anyhow::Error>(())
        };
        alt_wheel(page).await?;
        page.within(0, async |page| {
            page.wait_address().await;
            assert_eq!(page.asks("xmin").await?, None, "asleep, it does not zoom");
            page.click("#hand").await?;
            page.wait_gone(".hand.asleep").await?;
            page.wait_address().await;
            assert_eq!(page.asks("at").await?, None, "what wakes it pins nothing");
            Ok(())
        })
        .await?;
        alt_wheel(page).await?;
        page.within(0, async |page| {
            page.wait_zoom("a zoom", |zoom| zoom.x.is_some()).await?;
            Ok(())
        })
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_mouse_zooms_at_once() -> Result<()> {
    let site = Site::built("/").await?;
    in_host("embed_mouse", &site, &tag(&site, RUN, ""), async |page| {
        wait_whole(page).await?;
        page.within(0, async |page| {
            page.wait_for(".hand.asleep").await?;
            page.drag(page.lower(0.3, 0.5).await?, page.lower(0.6, 0.5).await?)
                .await?;
            page.wait_zoom("a zoom", |zoom| zoom.x.is_some()).await?;
            Ok(())
        })
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_frame_without_our_script_shows_the_figure() -> Result<()> {
    let site = Site::built("/").await?;
    // One as we recommend it, one with as little as shows a figure.
    let ours = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-same-origin";
    let body = frame(&site, RUN, &format!("sandbox=\"{ours}\""))
        + &frame(&site, OTHERS[0], "sandbox=\"allow-scripts\"");
    in_host("embed_frames", &site, &body, async |page| {
        for (index, run) in [(0, RUN), (1, OTHERS[0])] {
            wait_figure(page, index, run).await?;
            page.within(index, async |page| {
                let storage =
                    "(() => { try { return localStorage.length; } catch { return -1; } })()";
                assert_eq!(page.eval::<i32>(storage).await?, -1, "there is no storage");
                // It works as everywhere else.
                page.toggle(run).await?.wait_state(run, "hidden").await?;
                Ok(())
            })
            .await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_host_is_dark_in_whatever_way_its_colour_is_written() -> Result<()> {
    let site = Site::built("/").await?;
    in_host("embed_colours", &site, &tag(&site, RUN, ""), async |page| {
        wait_whole(page).await?;
        for (colour, theme) in [
            ("lab(90 0 0)", "dark"),
            ("lab(20 5 5)", "light"),
            ("color(display-p3 0.9 0.9 0.9)", "dark"),
            ("color(display-p3 0.1 0.1 0.1)", "light"),
            ("oklch(0.9 0.02 250)", "dark"),
            ("rgb(20 20 20 / 90%)", "light"),
        ] {
            page.eval::<()>(&format!(
                "void (document.documentElement.style.color = '{colour}')"
            ))
            .await?;
            wait_theme(page, 0, theme).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_host_is_dark_by_whatever_makes_it_so() -> Result<()> {
    let site = Site::built("/").await?;
    let body = format!("<div id=\"around\">{}</div>", tag(&site, RUN, ""));
    in_host("embed_sheets", &site, &body, async |page| {
        wait_theme(page, 0, "light").await?;
        page.eval::<()>("void (document.getElementById('around').style.color = '#eee')")
            .await?;
        wait_theme(page, 0, "dark").await?;
        page.eval::<()>("void document.getElementById('around').removeAttribute('style')")
            .await?;
        wait_theme(page, 0, "light").await?;
        let sheet =
            "Object.assign(document.createElement('style'), {textContent: 'body { color: #eee }'})";
        page.eval::<()>(&format!("void document.head.append({sheet})"))
            .await?;
        wait_theme(page, 0, "dark").await
    })
    .await
}

#[tokio::test]
async fn a_script_that_runs_again_in_its_place_has_one_frame() -> Result<()> {
    let site = Site::built("/").await?;
    in_host("embed_again", &site, &tag(&site, RUN, ""), async |page| {
        wait_figure(page, 0, RUN).await?;
        page.eval::<()>(
            "void (() => {
                const before = document.querySelector('script[data-view]');
                const again = document.createElement('script');
                for (const {name, value} of before.attributes) again.setAttribute(name, value);
                window.first = document.querySelector('iframe');
                before.replaceWith(again);
            })()",
        )
        .await?;
        page.wait(
            "another frame",
            "document.querySelector('iframe') !== null && !window.first.isConnected",
        )
        .await?;
        wait_figure(page, 0, RUN).await?;
        let frames = page.eval::<u32>("document.querySelectorAll('iframe').length");
        assert_eq!(frames.await?, 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_figure_without_runs_says_why() -> Result<()> {
    let hub = Hub::start().await?;
    let site = Site::built("/").await?;
    flow_at(
        &site,
        Screen::default(),
        "embed_no_list",
        &hub,
        async |page| {
            page.open("?repo=someone/nothing&embed=1")
                .await?
                .wait_words("#progress", "no public repository someone/nothing")
                .await?;
            hub.file(
                "someone/nothing",
                &format!("{RUN}_train.json"),
                runs::file_of(RUN, 1000),
            );
            page.click_button("Retry all")
                .await?
                .wait_gone("#progress")
                .await?;
            assert_eq!(page.legend().await?.len(), 1);
            Ok(())
        },
    )
    .await
}

#[tokio::test]
async fn three_figures_share_a_page() -> Result<()> {
    let site = Site::built("/").await?;
    let runs = [RUN, OTHERS[0], OTHERS[1]];
    let body = runs.map(|run| tag(&site, run, "")).concat();
    in_host("embed_three", &site, &body, async |page| {
        page.wait("three frames", "frames.length === 3").await?;
        let shown = async |run: &str| {
            // Scripts run in the order in which they come, so each frame is known by its view.
            let index: u16 = page
                .eval(&format!(
                    "Array.from(document.querySelectorAll('iframe'))
                        .findIndex(frame => frame.src.includes('{run}'))"
                ))
                .await?;
            wait_figure(page, index, run).await?;
            wait_fit(page, index).await?;
            Ok::<u16, anyhow::Error>(index)
        };
        let mut frames = Vec::new();
        for run in runs {
            frames.push(shown(run).await?);
        }
        page.eval::<()>("void document.documentElement.classList.add('dark')")
            .await?;
        for &index in &frames {
            wait_theme(page, index, "dark").await?;
        }
        // One that leaves takes nothing from the others.
        page.eval::<()>("void document.querySelector('iframe').remove()")
            .await?;
        page.eval::<()>("void document.documentElement.classList.remove('dark')")
            .await?;
        for index in [0, 1] {
            wait_theme(page, index, "light").await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn messages_that_are_none_change_nothing() -> Result<()> {
    let site = Site::built("/").await?;
    in_host("embed_messages", &site, &frame(&site, RUN, ""), async |page| {
        wait_figure(page, 0, RUN).await?;
        page.within(0, async |page| {
            let count = "void (globalThis.flips = 0,
                new MutationObserver(() => flips += 1).observe(document.documentElement, {attributes: true}))";
            page.eval::<()>(count).await
        })
        .await?;
        let theme = "training-graphs:theme";
        let messages = json!([
            null, 1, "dark", theme, [], {},
            {"type": theme}, {"type": theme, "theme": "pink"}, {"type": theme, "theme": null},
            {"type": theme, "theme": ["dark"]}, {"type": [theme], "theme": "dark"},
            {"type": "training-graphs:theme ", "theme": "dark"}, {"theme": "dark"},
            {"type": "training-graphs:height", "height": 5, "theme": "dark"},
        ]);
        page.eval::<()>(&format!(
            "void {messages}.forEach(message => frames[0].postMessage(message, '*'))"
        ))
        .await?;
        // Not of the page around: the figure itself says it.
        let say = |theme: &str| json!({"type": "training-graphs:theme", "theme": theme, "since": 2});
        page.within(0, async |page| {
            page.eval::<()>(&format!("void postMessage({}, '*')", say("dark"))).await?;
            Ok(())
        })
        .await?;
        // Heard after all the others; what it does not know in them is no matter.
        for theme in ["light", "dark"] {
            page.eval::<()>(&format!("void frames[0].postMessage({}, '*')", say(theme))).await?;
        }
        wait_theme(page, 0, "dark").await?;
        page.within(0, async |page| {
            assert_eq!(page.eval::<u32>("flips").await?, 1, "from light to dark, once");
            Ok(())
        })
        .await?;
        assert_eq!(full_page(page, 0).await?, format!("{}{}", site.url(), view(RUN)));
        Ok(())
    })
    .await
}
