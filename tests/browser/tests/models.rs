//! The catalogue: finding, ordering and choosing models, and typing a name.

use anyhow::{Result, ensure};
use browser_tests::{
    Hub, Page, flow,
    runs::{self, ADDITION},
};
use fantoccini::key::Key;

/// How many models the notebook tells of.
const KNOWN: usize = 49;

const ROWS: &str = ".models tbody tr:not(.group, .none, [hidden])";

#[tokio::test]
async fn typing_and_filters_find_models() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 1000);
    flow("find_models", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        // A key anywhere on the page opens the catalogue.
        page.press(['/'])
            .await?
            .wait("the search", "document.activeElement.id === 'find'")
            .await?;
        assert_eq!(names(page).await?.len(), KNOWN);

        page.press("d10 GrokFast add_".chars()).await?;
        wait_rows(page, 1).await?;
        assert_eq!(names(page).await?, ["add_d10_l2_h3_t40K_gf_s572091"]);
        // The notebook's own words are found too.
        page.fill("#find", "fewest nodes").await?;
        wait_rows(page, 2).await?;
        page.fill("#find", "no such words").await?;
        wait_rows(page, 0).await?;
        page.wait_text(".models .none").await?;
        let disabled: bool = page
            .eval("Array.from(document.querySelectorAll('.filters button')).at(-1).disabled")
            .await?;
        ensure!(disabled, "there is nothing to compare");

        page.fill("#find", "d10")
            .await?
            .select("Operation", "Subtraction")
            .await?;
        wait_rows(page, 2).await?;
        page.select("GrokFast", "without").await?;
        wait_rows(page, 1).await?;
        assert_eq!(names(page).await?, ["sub_d10_l2_h3_t75K_s173289"]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn columns_order_models() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 1000);
    flow("order_models", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        page.unfold("#chooser").await?;
        let notebook = names(page).await?;
        for column in ["Digits", "Steps", "Average final loss"] {
            page.click_button(column).await?;
            let up = column_of(page, column).await?;
            ensure!(up.is_sorted() && up.len() > 20, "{column} upwards: {up:?}");
            assert_eq!(
                ordered_by(page).await?,
                [(column.to_owned(), "ascending".to_owned())]
            );
            page.click_button(column).await?;
            let down = column_of(page, column).await?;
            ensure!(
                down.is_sorted_by(|a, b| a >= b),
                "{column} downwards: {down:?}"
            );
            assert_eq!(up.len(), down.len());
            page.click_button(column).await?;
            assert_eq!(
                names(page).await?,
                notebook,
                "the third click gives the notebook's order back"
            );
            assert_eq!(ordered_by(page).await?, []);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_found_is_compared() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 1000);
    flow("compare_models", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        page.unfold("#chooser").await?;
        page.fill("#find", "add_d6").await?;
        wait_rows(page, 4).await?;
        let found = names(page).await?;
        hub.short_runs(found.iter().map(String::as_str), 1000);
        page.click_button("Compare these 4")
            .await?
            .wait_drawn(4)
            .await?;
        assert_eq!(page.runs_in("drawn").await?, found);

        // A tick takes one out, and puts it back.
        page.choose(&found[1]).await?.wait_drawn(3).await?;
        page.choose(&found[1]).await?.wait_drawn(4).await?;
        page.back().await?.wait_drawn(3).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn no_more_of_a_list_is_compared_at_once_than_a_page_holds() -> Result<()> {
    let hub = Hub::start().await?;
    for number in 0..=200 {
        let path = format!("n{number}_train.json");
        hub.file("someone/many", &path, runs::file_of(ADDITION[0], 100));
    }
    flow("compare_many", &hub, async |page| {
        page.open("?repo=someone/many&w=1")
            .await?
            .wait_painted()
            .await?;
        page.unfold("#chooser").await?;
        page.click_button("Compare the first 200").await?;
        page.wait_drawn(200).await?;
        let asked = page.asks("runs").await?.unwrap_or_default();
        let asked: Vec<&str> = asked.split(',').collect();
        assert_eq!(asked.len(), 200);

        // One more would be lost with the address. One in the place of another would not.
        let left: Vec<String> = page.eval("[...document.querySelectorAll('#chooser [value^=n]:disabled')].map(box => box.value)").await?;
        assert_eq!(left.len(), 1);
        ensure!(!asked.contains(&&*left[0]), "{left:?} can be taken out");
        page.choose(asked[0]).await?.wait_drawn(199).await?;
        page.choose(&left[0]).await?.wait_drawn(200).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_typed_name_is_added_or_its_fault_is_told() -> Result<()> {
    let hub = Hub::start().await?;
    let name = "add_d20_l2_h3_t80K_s572091";
    hub.short_runs(ADDITION.into_iter().chain([name]), 1000);
    let field = ".sources input[placeholder^=add_]";
    flow("typed_name", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        page.unfold("#chooser").await?;
        for (text, words) in [
            ("add_d5_l2", "the heads, as in h3, must follow"),
            (
                "add_dfive_l2_h3_t40K_s372001",
                "the digits “dfive” must be d and a number",
            ),
            ("add_d5_l2_h3_t40_s372001", "must end in K"),
            ("plus_d5_l2_h3_t40K_s372001", "add, sub, mul, mix or mas"),
            (" ", "a model's name is needed here"),
        ] {
            page.fill(field, text).await?.click_button("Add").await?;
            page.wait_words("#name-problem", words).await?;
            assert_eq!(
                page.legend().await?.len(),
                ADDITION.len(),
                "nothing is added"
            );
        }
        page.fill(field, &format!(" {name} "))
            .await?
            .press(['\u{e007}'])
            .await?
            .wait_state(name, "drawn")
            .await?;
        assert_eq!(
            page.texts("#name-problem").await?,
            [""],
            "nothing is wrong any more"
        );
        assert_eq!(page.legend().await?.len(), ADDITION.len() + 1);

        let field = ".sources input[placeholder^=owner]";
        page.fill(field, "a/b/c")
            .await?
            .click_button("List")
            .await?;
        page.wait_words("#repo-problem", "owner/name").await?;
        assert_eq!(page.asks("repo").await?, None, "nothing is asked for");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn among_samples_no_name_is_added_that_is_none() -> Result<()> {
    let hub = Hub::start().await?;
    let [other, own] = ["add_d6_l2_h3_t15K_s100001", "add_d5_l2_h3_t15K_s100001"];
    let hubs = ADDITION[0];
    let field = ".sources input[placeholder^=add_]";
    flow("typed_sample", &hub, async |page| {
        page.open(&format!("?source=samples&runs={other}"))
            .await?
            .wait_painted()
            .await?;
        page.unfold("#chooser").await?;
        page.fill(field, hubs).await?.click_button("Add").await?;
        page.wait_words("#name-problem", "not one of the samples")
            .await?;
        assert_eq!(page.legend().await?.len(), 1, "nothing is added");
        page.fill(field, own).await?.click_button("Add").await?;
        page.wait_state(own, "drawn").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_asked_for_is_drawn_though_it_was_hidden() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 1000);
    let [one, other] = [ADDITION[2], ADDITION[4]];
    flow("models_unhidden", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        page.with_key(Key::Control, async |page| {
            page.click(&format!("#legend li[data-run='{one}'] .legend-toggle"))
                .await?;
            Ok(())
        })
        .await?;
        page.wait_drawn(1).await?;
        page.unfold("#chooser").await?;
        page.fill("#find", other).await?;
        wait_rows(page, 1).await?;
        page.click(&format!("{ROWS} th[scope=row] a")).await?;
        page.wait_state(other, "drawn").await?;
        page.back().await?.wait_drawn(1).await?;
        assert_eq!(page.runs_in("drawn").await?, [one]);

        // So is what is added by its name, and nothing is taken out by that.
        page.fill(".sources input[placeholder^=add_]", other)
            .await?
            .click_button("Add")
            .await?
            .wait_drawn(2)
            .await?;
        assert_eq!(page.legend().await?.len(), ADDITION.len());
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_model_that_is_opened_has_the_focus() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 1000);
    flow("model_focus", &hub, async |page| {
        page.open("").await?.wait_painted().await?;
        page.unfold("#chooser")
            .await?
            .wait_text(".models td")
            .await?;
        // The title comes with the first, and is there already for another.
        for link in [".models th a", ".models tr:nth-child(4) th a"] {
            // At once: a smooth way there would go on beside the one to the top.
            let is_far = page
                .eval::<bool>(&format!(
                    "(link => {{
                        link.scrollIntoView({{behavior: 'instant'}});
                        link.focus({{preventScroll: true}});
                        return scrollY > 0;
                    }})(document.querySelector('{link}'))"
                ))
                .await?;
            ensure!(is_far, "the link is below what is seen at first");
            page.press([Key::Enter]).await?;
            page.wait(
                "the title to have the focus",
                "document.activeElement.matches('.model-title h2') && scrollY === 0",
            )
            .await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn ticks_are_of_the_comparison_while_one_model_is_shown() -> Result<()> {
    let hub = Hub::start().await?;
    hub.short_runs(ADDITION, 1000);
    let [shown, other] = [ADDITION[2], ADDITION[4]];
    flow("ticks_and_model", &hub, async |page| {
        page.open(&format!("?model={shown}"))
            .await?
            .wait_painted()
            .await?;
        page.unfold("#chooser")
            .await?
            .wait_text(".models td")
            .await?;
        let ticked: usize = page
            .eval("document.querySelectorAll('#chooser input[type=checkbox]:checked').length")
            .await?;
        assert_eq!(ticked, ADDITION.len());
        page.choose(other)
            .await?
            .wait_drawn(ADDITION.len() - 1)
            .await?;
        let left = ADDITION.into_iter().filter(|run| *run != other);
        assert_eq!(page.runs_in("drawn").await?, left.collect::<Vec<_>>());
        Ok(())
    })
    .await
}

async fn wait_rows(page: &Page, count: usize) -> Result<()> {
    let condition = format!("document.querySelectorAll('{ROWS}').length === {count}");
    page.wait(&format!("{count} models"), &condition).await?;
    Ok(())
}

/// The models in the table, from the top.
async fn names(page: &Page) -> Result<Vec<String>> {
    page.texts(&format!("{ROWS} th[scope=row]")).await
}

/// The numbers in a column, from the top, but for the models that have none.
async fn column_of(page: &Page, title: &str) -> Result<Vec<f64>> {
    let texts: Vec<String> = page
        .eval(&format!(
            "(at => Array.from(document.querySelectorAll('{ROWS}'), row => row.children[at].innerText))
                (Array.from(document.querySelectorAll('.models thead th'), head => head.innerText.replace(/ [↑↓]/, ''))
                    .indexOf('{title}'))"
        ))
        .await?;
    texts
        .iter()
        .filter(|text| !text.is_empty())
        .map(|text| browser_tests::page::number(text.trim_end_matches('K')))
        .collect()
}

/// By which columns the table says it is ordered, and how.
async fn ordered_by(page: &Page) -> Result<Vec<(String, String)>> {
    page.eval(
        "Array.from(document.querySelectorAll('.models thead th[aria-sort]:not([aria-sort=none])'),
            head => [head.querySelector('button').innerText, head.ariaSort])",
    )
    .await
}
