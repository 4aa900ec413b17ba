//! What files are called.

/// No file system takes names longer than 255 bytes; this leaves room for what is added.
const LONGEST: usize = 160;

/// What a file is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject<'a> {
    /// The losses of one model, as numbers or on a linear axis.
    TrainingLoss(&'a str),
    /// The losses of one model on a log axis.
    LogTrainingLoss(&'a str),
    /// Several models.
    Comparison,
}

/// What is in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// The figure as vectors, for the web and for drawing programs.
    Svg,
    /// The figure as pixels, so many to a CSS pixel.
    Png(u32),
    /// The figure as vectors, for print.
    Pdf,
    /// The values that are plotted.
    PlottedCsv,
    /// The losses themselves.
    RawCsv,
}

/// The name of a file: `NAME_LogTrainingLoss.pdf`, as the notebook has it, and its like. `suffix` tells it from others of
/// its subject.
#[must_use]
pub fn file_name(subject: Subject, suffix: &str, kind: FileKind) -> String {
    let stem = match subject {
        Subject::TrainingLoss(model) => format!("{}_TrainingLoss", safe(model)),
        Subject::LogTrainingLoss(model) => format!("{}_LogTrainingLoss", safe(model)),
        Subject::Comparison => "TrainingLossComparison".to_owned(),
    } + suffix;
    match kind {
        FileKind::Svg => stem + ".svg",
        FileKind::Png(1) => stem + ".png",
        FileKind::Png(density) => format!("{stem}@{density}x.png"),
        FileKind::Pdf => stem + ".pdf",
        FileKind::PlottedCsv => stem + ".csv",
        FileKind::RawCsv => stem + "_raw.csv",
    }
}

/// A name with nothing that a file system, a shell or a browser takes for more than a letter.
/// What follows it keeps it clear of Windows' names of devices.
fn safe(name: &str) -> String {
    let mut safe = String::new();
    for character in name.chars() {
        let is_plain = character.is_alphanumeric() || matches!(character, '_' | '-' | '.');
        let character = if is_plain { character } else { '_' };
        if safe.len() + character.len_utf8() > LONGEST {
            break;
        }
        // Names that begin with a dot are hidden, and with a dash options.
        if !(safe.is_empty() && matches!(character, '.' | '-')) {
            safe.push(character);
        }
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
        let check =
            |subject, kind, expected: &str| assert_eq!(file_name(subject, "", kind), expected);
        let model = "add_d5_l2_h3_t40K_s372001";
        check(
            Subject::LogTrainingLoss(model),
            FileKind::Pdf,
            "add_d5_l2_h3_t40K_s372001_LogTrainingLoss.pdf",
        );
        check(
            Subject::TrainingLoss(model),
            FileKind::Png(4),
            "add_d5_l2_h3_t40K_s372001_TrainingLoss@4x.png",
        );
        check(
            Subject::Comparison,
            FileKind::Pdf,
            "TrainingLossComparison.pdf",
        );
        check(
            Subject::Comparison,
            FileKind::RawCsv,
            "TrainingLossComparison_raw.csv",
        );
        check(
            Subject::LogTrainingLoss("../a/b\\c:*?\"<>|\n\u{0},d"),
            FileKind::Svg,
            "_a_b_c__________d_LogTrainingLoss.svg",
        );
        check(
            Subject::TrainingLoss(".-"),
            FileKind::Svg,
            "model_TrainingLoss.svg",
        );
        assert!(file_name(Subject::TrainingLoss(&"加".repeat(500)), "", FileKind::Svg).len() < 200);
    }
}
