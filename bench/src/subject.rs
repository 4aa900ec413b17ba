//! What is measured.

/// A page that draws the figure.
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
}

impl Subject {
    /// In the order in which they are measured and shown.
    pub(crate) const ALL: [Self; 4] = [Self::Page, Self::Uplot, Self::Echarts, Self::Plotly];

    /// Those that are measured over a visitor's network, where runs are long in coming: the fastest peer beside this page.
    pub(crate) const PACED: [Self; 2] = [Self::Page, Self::Uplot];

    /// What a reader calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Page => "this page",
            Self::Uplot => "uPlot",
            Self::Echarts => "ECharts",
            Self::Plotly => "Plotly",
        }
    }

    /// Where it is on the server.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Page => "page/",
            Self::Uplot => "peers/uplot.html",
            Self::Echarts => "peers/echarts.html",
            Self::Plotly => "peers/plotly.html",
        }
    }

    /// Its package on the npm registry.
    pub(crate) fn package(self) -> Option<&'static str> {
        match self {
            Self::Page => None,
            Self::Uplot => Some("uplot"),
            Self::Echarts => Some("echarts"),
            Self::Plotly => Some("plotly.js-dist-min"),
        }
    }
}
