//! Training files: made up, bad in every known way, and the repository's samples.

use std::{f64::consts::TAU, fmt::Write, fs};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::site::repository;

/// The notebook's eleven addition runs, in its order.
pub const ADDITION: [&str; 11] = [
    "add_d5_l2_h3_t40K_s372001",
    "add_d6_l2_h3_t40K_s372001",
    "add_d7_l2_h3_t45K_s173289",
    "add_d8_l2_h3_t45K_s173289",
    "add_d9_l2_h3_t45K_s173289",
    "add_d10_l2_h3_t40K_s572091",
    "add_d11_l2_h3_t50K_s572091",
    "add_d12_l2_h3_t50K_s572091",
    "add_d13_l2_h3_t50K_s572091",
    "add_d14_l2_h3_t60K_s572091",
    "add_d15_l2_h3_t80K_s572091",
];

/// The later notebook's nine runs of addition and subtraction.
pub const MIXED: [&str; 9] = [
    "mix_d5_l3_h4_t40K_s372001",
    "mix_d6_l3_h4_t40K_s372001",
    "mix_d7_l3_h4_t50K_s372001",
    "mix_d8_l3_h4_t60K_s173289",
    "mix_d9_l3_h4_t60K_s173289",
    "mix_d10_l3_h4_t75K_s173289",
    "mix_d11_l3_h4_t80K_s572091",
    "mix_d12_l3_h4_t85K_s572091",
    "mix_d13_l3_h4_t85K_s572091",
];

/// Its seven that were started from another trained model.
pub const INITED_MIXED: [&str; 7] = [
    "ins1_mix_d5_l2_h3_t40K_s572091",
    "ins1_mix_d6_l3_h4_t40K_s372001",
    "ins1_mix_d7_l3_h4_t50K_s572091",
    "ins1_mix_d8_l3_h4_t70K_s572091",
    "ins1_mix_d9_l3_h4_t70K_s572091",
    "ins1_mix_d10_l3_h3_t50K_s572091",
    "ins1_mix_d11_l3_h4_t75K_s572091",
];

/// The colours of [`ADDITION`] in the light theme.
pub const COLOURS: [Rgb; 11] = [
    Rgb(0x1f, 0x77, 0xb4),
    Rgb(0xe5, 0x71, 0x0b),
    Rgb(0x2c, 0xa0, 0x2c),
    Rgb(0xd6, 0x27, 0x28),
    Rgb(0x94, 0x67, 0xbd),
    Rgb(0x8c, 0x56, 0x4b),
    Rgb(0xd3, 0x6e, 0xb5),
    Rgb(0x7f, 0x7f, 0x7f),
    Rgb(0x96, 0x96, 0x19),
    Rgb(0x12, 0xa0, 0xaf),
    Rgb(0x67, 0x94, 0xd2),
];

/// A colour without alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// The colour at the bands' alpha of 0.2 over white.
    #[must_use]
    pub fn band(self) -> Self {
        let over_white = |channel: u8| (f64::from(channel) * 0.2 + 255.0 * 0.8).round() as u8;
        Self(over_white(self.0), over_white(self.1), over_white(self.2))
    }
}

/// A training file of `name` as the notebook writes it, with as many steps as the name says.
#[must_use]
pub fn file(name: &str) -> Vec<u8> {
    file_of(name, number(name, "_t", "K").unwrap_or(10) * 1000)
}

/// A training file of `name` with `steps` steps.
#[must_use]
pub fn file_of(name: &str, steps: usize) -> Vec<u8> {
    file_with(&config(name, steps), &losses(name, steps))
}

/// A training file as the notebook writes it.
#[must_use]
pub fn file_with(config: &Value, losses: &[f64]) -> Vec<u8> {
    let mut text = format!(r#"{{"Config": {config}, "TrainingLoss": ["#);
    for (step, loss) in losses.iter().enumerate() {
        let comma = if step == 0 { "" } else { ", " };
        // Writing to a String cannot fail.
        let _infallible = if *loss < 1e-4 {
            write!(text, "{comma}{loss:e}")
        } else {
            write!(text, "{comma}{loss}")
        };
    }
    text.push_str("]}");
    text.into_bytes()
}

/// The settings that the notebook writes into a training file.
#[must_use]
pub fn config(name: &str, steps: usize) -> Value {
    json!({
        "hf_repo": "", "model_name": name,
        "n_layers": number(name, "_l", "_"), "n_heads": number(name, "_h", "_"),
        "d_vocab": 15, "d_model": 510, "d_mlp_multiplier": 4, "d_head": 170, "act_fn": "relu",
        "batch_size": 512, "n_training_steps": steps, "weight_decay": 0.1, "lr": 8e-05,
        "n_digits": number(name, "_d", "_"),
    })
}

/// The losses of `name` at `steps` steps.
///
/// They fall from about 2.4, later for more digits, to a floor that is higher for more digits, so that on a
/// logarithmic axis every run has a stretch to itself. The noise depends on the name alone.
#[must_use]
pub fn losses(name: &str, steps: usize) -> Vec<f64> {
    let digits = number(name, "_d", "_").unwrap_or(5);
    let rank = digits as f64 - 5.0;
    let fall = 450.0 + 180.0 * rank;
    let floor = 10_f64.powf(0.5 * rank - 7.5);
    let mut noise = Noise(
        name.bytes()
            .fold(17, |seed, byte| seed * 31 % 1_000_003 + u64::from(byte)),
    );
    let loss = |step: usize| {
        let step = step as f64;
        let settling = 40.0 * (-step / (4.0 * fall)).exp() + 1.0;
        (2.4 * (-(step / fall).powf(1.3)).exp() + floor * settling) * (0.18 * noise.normal()).exp()
    };
    (0..steps).map(loss).collect()
}

/// The repository's sample files by run name, sorted.
pub fn samples() -> Result<Vec<(String, Vec<u8>)>> {
    let folder = repository().join("samples");
    let mut samples = Vec::new();
    for entry in
        fs::read_dir(&folder).with_context(|| format!("no samples in {}", folder.display()))?
    {
        let path = entry?.path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        if let Some(run) = name.strip_suffix("_train.json") {
            samples.push((run.to_owned(), fs::read(&path)?));
        }
    }
    samples.sort();
    Ok(samples)
}

/// The pointer that stands in for a large file where Git LFS was not asked for it.
pub const LFS_POINTER: &str = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 1802344\n";

/// A web page where a file should be, as a captive portal or a proxy sends it.
pub const HTML_PAGE: &str = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Sign in to the network</body></html>\n";

/// The number between `before` and `after` in a name.
fn number(name: &str, before: &str, after: &str) -> Option<usize> {
    let (_, rest) = name.split_once(before)?;
    let (digits, _) = rest.split_once(after)?;
    digits.parse().ok()
}

/// A Park–Miller generator: the same curves on every machine without a dependency.
struct Noise(u64);

impl Noise {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        self.0 as f64 / 2_147_483_647.0
    }

    fn normal(&mut self) -> f64 {
        let (radius, angle) = (self.uniform(), self.uniform());
        (-2.0 * radius.ln()).sqrt() * (TAU * angle).cos()
    }
}
