//! What files are called.

/// No file system takes names longer than 255 bytes; this leaves room for what is added.
const LONGEST: usize = 160;

const COMPARISON: &str = "TrainingLossComparison";

/// What a figure is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject<'a> {
    /// The losses of one model on a linear axis.
    TrainingLoss(&'a str),
    /// The losses of one model on a log axis.
    LogTrainingLoss(&'a str),
    /// Several models.
    Comparison,
}

/// What a figure is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureKind {
    /// Vectors, for the web and for drawing programs.
    Svg,
    /// Pixels, so many to a CSS pixel.
    Png(u32),
    /// Vectors, for print.
    Pdf,
}

/// Which numbers are in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// The values that are plotted.
    Plotted,
    /// The losses themselves.
    Raw,
}

/// The name of a figure's file: `NAME_LogTrainingLoss.pdf`, as the notebook has it, and its like. `suffix` tells it from
/// others of its subject.
#[must_use]
pub fn figure_name(subject: Subject, suffix: &str, kind: FigureKind) -> String {
    let stem = match subject {
        Subject::TrainingLoss(model) => of_model(model),
        Subject::LogTrainingLoss(model) => format!("{}_LogTrainingLoss", safe(model)),
        Subject::Comparison => COMPARISON.to_owned(),
    } + suffix;
    match kind {
        FigureKind::Svg => stem + ".svg",
        FigureKind::Png(1) => stem + ".png",
        FigureKind::Png(density) => format!("{stem}@{density}x.png"),
        FigureKind::Pdf => stem + ".pdf",
    }
}

/// The name of a table's file, of one model or a comparison.
#[must_use]
pub fn table_name(model: Option<&str>, kind: TableKind) -> String {
    let stem = model.map_or_else(|| COMPARISON.to_owned(), of_model);
    match kind {
        TableKind::Plotted => stem + ".csv",
        TableKind::Raw => stem + "_raw.csv",
    }
}

fn of_model(model: &str) -> String {
    format!("{}_TrainingLoss", safe(model))
}

/// A name with nothing that a file system, a shell or a browser takes for more than a letter.
/// What follows it keeps it clear of Windows' names of devices.
fn safe(name: &str) -> String {
    let mut safe = String::new();
    for character in name.chars() {
        // Names that begin with a dot are hidden, and with a dash options.
        if safe.is_empty() && matches!(character, '.' | '-') {
            continue;
        }
        // Windows takes what is before the first dot for a device's name.
        let is_plain = character.is_alphanumeric() || matches!(character, '_' | '-');
        let character = if is_plain { character } else { '_' };
        if safe.len() + character.len_utf8() > LONGEST {
            break;
        }
        safe.push(character);
    }
    if safe.is_empty() {
        safe.push_str("model");
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_as_the_notebook_names_them() {
        let model = "add_d5_l2_h3_t40K_s372001";
        assert_eq!(
            figure_name(Subject::LogTrainingLoss(model), "", FigureKind::Pdf),
            "add_d5_l2_h3_t40K_s372001_LogTrainingLoss.pdf"
        );
        assert_eq!(
            figure_name(Subject::TrainingLoss(model), "", FigureKind::Png(4)),
            "add_d5_l2_h3_t40K_s372001_TrainingLoss@4x.png"
        );
        assert_eq!(
            figure_name(Subject::Comparison, "", FigureKind::Pdf),
            "TrainingLossComparison.pdf"
        );
    }

    #[test]
    fn tables_stand_beside_their_figures() {
        assert_eq!(
            table_name(None, TableKind::Raw),
            "TrainingLossComparison_raw.csv"
        );
        assert_eq!(
            table_name(Some("add_d5"), TableKind::Plotted),
            "add_d5_TrainingLoss.csv"
        );
    }

    #[test]
    fn every_file_system_takes_the_names() {
        let svg = |subject| figure_name(subject, "", FigureKind::Svg);
        assert_eq!(
            svg(Subject::LogTrainingLoss("../a/b\\c:*?\"<>|\n\u{0},d")),
            "_a_b_c__________d_LogTrainingLoss.svg"
        );
        assert_eq!(svg(Subject::TrainingLoss(".-")), "model_TrainingLoss.svg");
        assert_eq!(
            svg(Subject::TrainingLoss("con.x")),
            "con_x_TrainingLoss.svg"
        );
        assert!(svg(Subject::TrainingLoss(&"加".repeat(500))).len() < 200);
    }
}
