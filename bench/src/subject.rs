//! What is measured.

/// A page that fetches the runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// The page of this repository.
    Page,
    /// The same figure by uPlot.
    Uplot,
    /// The same figure by `ECharts`.
    Echarts,
    /// The same figure by Plotly.
    Plotly,
    /// No figure: what the browser takes for the runs of any page.
    Runs,
}

impl Subject {
    /// Those that draw the figure, in the order in which they are measured and shown.
    pub(crate) const FIGURES: [Self; 4] = [Self::Page, Self::Uplot, Self::Echarts, Self::Plotly];

    /// All that there is.
    pub(crate) const ALL: [Self; 5] = [
        Self::Page,
        Self::Uplot,
        Self::Echarts,
        Self::Plotly,
        Self::Runs,
    ];

    /// Those that are measured over a visitor's network, where runs are long in coming: the fastest peer beside this page.
    pub(crate) const PACED: [Self; 2] = [Self::Page, Self::Uplot];

    /// What a reader calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Page => "this page",
            Self::Uplot => "uPlot",
            Self::Echarts => "ECharts",
            Self::Plotly => "Plotly",
            Self::Runs => "the runs alone",
        }
    }

    /// Where it is on the server.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Page => "page/",
            Self::Uplot => "peers/uplot.html",
            Self::Echarts => "peers/echarts.html",
            Self::Plotly => "peers/plotly.html",
            Self::Runs => "peers/runs.html",
        }
    }

    /// Its package on the npm registry.
    pub(crate) fn package(self) -> Option<&'static str> {
        match self {
            Self::Page | Self::Runs => None,
            Self::Uplot => Some("uplot"),
            Self::Echarts => Some("echarts"),
            Self::Plotly => Some("plotly.js-dist-min"),
        }
    }
}
