//! The colours of a figure.

use crate::palette::COLOURS;

/// A colour, opaque.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    const fn hex(rgb: u32) -> Self {
        let [_, r, g, b] = rgb.to_be_bytes();
        Self(r, g, b)
    }

    /// As CSS writes it: `#1f77b4`.
    #[must_use]
    pub fn css(self) -> String {
        let Self(r, g, b) = self;
        format!("#{r:02x}{g:02x}{b:02x}")
    }
}

/// What a figure is painted with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Behind everything.
    pub background: Colour,
    /// Titles and the names of runs.
    pub text: Colour,
    /// The words of the axes, and the caption.
    pub muted: Colour,
    /// Behind steps that the window leaves blank.
    pub shade: Colour,
    /// Grid lines.
    pub grid: Colour,
    /// The line on which the data stand.
    pub axis: Colour,
    /// The runs, in order.
    pub runs: [Colour; COLOURS],
}

impl Theme {
    /// The notebook's hues on white. Five of its colours are too pale to be seen well there, and
    /// are darkened until they stand out.
    pub const LIGHT: Self = Self {
        background: Colour::hex(0xff_ffff),
        text: Colour::hex(0x1c_2430),
        muted: Colour::hex(0x5a_6472),
        shade: Colour::hex(0xf2_f4f8),
        grid: Colour::hex(0xe6_eaf0),
        axis: Colour::hex(0x87_91a0),
        runs: [
            Colour::hex(0x1f_77b4),
            Colour::hex(0xe5_710b),
            Colour::hex(0x2c_a02c),
            Colour::hex(0xd6_2728),
            Colour::hex(0x94_67bd),
            Colour::hex(0x8c_564b),
            Colour::hex(0xd3_6eb5),
            Colour::hex(0x7f_7f7f),
            Colour::hex(0x96_9619),
            Colour::hex(0x12_a0af),
            Colour::hex(0x67_94d2),
        ],
    };

    /// The same hues, lightened until each stands out from the dark.
    pub const DARK: Self = Self {
        background: Colour::hex(0x11_161d),
        text: Colour::hex(0xe8_edf4),
        muted: Colour::hex(0x9a_a7b7),
        shade: Colour::hex(0x19_202a),
        grid: Colour::hex(0x26_2e39),
        axis: Colour::hex(0x64_717f),
        runs: [
            Colour::hex(0x4c_a3e0),
            Colour::hex(0xff_9a3c),
            Colour::hex(0x4f_c04f),
            Colour::hex(0xf0_6263),
            Colour::hex(0xb3_8fdc),
            Colour::hex(0xbd_8478),
            Colour::hex(0xf2_9ad7),
            Colour::hex(0xa6_a6a6),
            Colour::hex(0xd2_d33f),
            Colour::hex(0x3b_d3e4),
            Colour::hex(0xb9_cfec),
        ],
    };

    /// What is printed: the notebook's own colours.
    pub const PAPER: Self = Self {
        runs: [
            Colour::hex(0x1f_77b4),
            Colour::hex(0xff_7f0e),
            Colour::hex(0x2c_a02c),
            Colour::hex(0xd6_2728),
            Colour::hex(0x94_67bd),
            Colour::hex(0x8c_564b),
            Colour::hex(0xe3_77c2),
            Colour::hex(0x7f_7f7f),
            Colour::hex(0xbc_bd22),
            Colour::hex(0x17_becf),
            Colour::hex(0xae_c7e8),
        ],
        ..Self::LIGHT
    };

    /// The colour of run number `index`; past the last they begin again.
    #[must_use]
    pub fn run(&self, index: usize) -> Colour {
        self.runs[index % self.runs.len()]
    }
}
