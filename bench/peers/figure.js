// What every peer's page shares: the eleven runs from the hub, smoothed as the notebook does, and the hooks by which
// the driver steers the page. Only the drawing is each library's own.

/** The notebook's eleven addition runs, in its order. */
export const NAMES = [
    'add_d5_l2_h3_t40K_s372001',
    'add_d6_l2_h3_t40K_s372001',
    'add_d7_l2_h3_t45K_s173289',
    'add_d8_l2_h3_t45K_s173289',
    'add_d9_l2_h3_t45K_s173289',
    'add_d10_l2_h3_t40K_s572091',
    'add_d11_l2_h3_t50K_s572091',
    'add_d12_l2_h3_t50K_s572091',
    'add_d13_l2_h3_t50K_s572091',
    'add_d14_l2_h3_t60K_s572091',
    'add_d15_l2_h3_t80K_s572091',
];

export const LABELS = NAMES.map(name => name.split('_')[1]);

export const COLOURS = [
    '#1f77b4', '#ff7f0e', '#2ca02c', '#d62728', '#9467bd', '#8c564b',
    '#e377c2', '#7f7f7f', '#bcbd22', '#17becf', '#aec7e8',
];

/** A run's colour at the alpha of its band. */
export const band = colour => `${colour}33`;

/** The window of the notebook's figures, and how many steps their first panel shows. */
const WINDOW = 500;
export const FIRST_STEPS = 15_000;

export const TITLES = ['Training Loss Comparison (First 15K Steps)', 'Training Loss Comparison (Log Scale)'];
export const Y_TITLES = ['Training Loss', 'Training Loss (Log Scale)'];
export const X_TITLE = 'Training Step';

/** The figure's size in CSS pixels, that of the page it is compared with. */
export const WIDTH = 1056;
export const HEIGHT = 640;

/** Asks for a run. */
export const request = name => fetch(
    `https://huggingface.co/PhilipQuirke/VerifiedArithmetic/resolve/main/${name}_train.json`,
    {credentials: 'omit', referrerPolicy: 'no-referrer'},
);

/** Fetches and parses a run. */
async function load(name) {
    const begun = performance.now();
    const response = await request(name);
    const text = await response.text();
    const arrived = performance.now();
    performance.measure('fetch', {start: begun, end: arrived});
    const {TrainingLoss} = JSON.parse(text);
    performance.measure('parse', {start: arrived, end: performance.now()});
    return TrainingLoss;
}

/** A list in which all is blank to libraries that take NaN for a gap. */
export const gaps = length => new Float64Array(length).fill(NaN);

/**
 * Mean, minimum and maximum of a centred window, in time linear in the number of losses. Each goes into a list that
 * `blank` makes; what is in it already stays where the window is not full.
 */
function smooth(losses, window, blank) {
    const begun = performance.now();
    const length = losses.length;
    const [mean, min, max] = [blank(length), blank(length), blank(length)];
    const [least, most] = [new Int32Array(length), new Int32Array(length)];
    let [leastFirst, leastEnd, mostFirst, mostEnd, sum] = [0, 0, 0, 0, 0];
    const ahead = (window - 1) >> 1;
    for (let end = 0; end < length; end += 1) {
        const loss = losses[end];
        sum += loss;
        while (leastEnd > leastFirst && losses[least[leastEnd - 1]] >= loss) leastEnd -= 1;
        least[leastEnd++] = end;
        while (mostEnd > mostFirst && losses[most[mostEnd - 1]] <= loss) mostEnd -= 1;
        most[mostEnd++] = end;
        const start = end - window + 1;
        if (start < 0) continue;
        if (least[leastFirst] < start) leastFirst += 1;
        if (most[mostFirst] < start) mostFirst += 1;
        const step = end - ahead;
        mean[step] = sum / window;
        min[step] = losses[least[leastFirst]];
        max[step] = losses[most[mostFirst]];
        sum -= losses[start];
    }
    performance.measure('smooth', {start: begun, end: performance.now()});
    return {mean, min, max};
}

/** What the bands span, with a margin: on the linear axis from 0, on the log axis by ratio. */
export function extents(bands) {
    let [low, high] = [Infinity, 0];
    for (const {min, max} of bands) {
        for (let step = 0; step < min.length; step += 1) {
            // Neither is true of what is blank.
            if (min[step] < low && min[step] > 0) low = min[step];
            if (max[step] > high) high = max[step];
        }
    }
    const margin = (high / low) ** 0.05;
    return [[0, 1.05 * high], [low / margin, high * margin]];
}

/** Says that a figure is there, in the frame that shows it. */
export const drawn = name => new Promise(resolve => requestAnimationFrame(() => {
    performance.mark(name);
    resolve();
}));

/**
 * Shows the figure and takes the driver's orders. All runs are asked for at once, and each is smoothed as it comes, into
 * lists that `blank` makes. `draw` draws the bands for the first time and resolves with functions that show other steps and
 * other bands; each may resolve once it has drawn.
 */
export async function show(blank, draw) {
    const runs = await Promise.all(NAMES.map(async name => {
        const losses = await load(name);
        return {losses, band: smooth(losses, WINDOW, blank)};
    }));
    const steps = Math.max(...runs.map(({losses}) => losses.length));
    const begun = performance.now();
    const {setSteps, setBands} = await draw(runs.map(({band}) => band), steps);
    performance.measure('draw', {start: begun, end: performance.now()});
    await drawn('figure:painted');
    const redraw = async change => {
        await change();
        await drawn('figure:redrawn');
    };
    const part = (from, to) => redraw(() => setSteps(from * steps, to * steps));
    window.bench = {
        zoom: () => part(0.3, 0.6),
        unzoom: () => part(0, 1),
        // Three pixels of a thousand a frame.
        pan: frame => part(0.3 + 0.0009 * frame, 0.6 + 0.0009 * frame),
        window: size => redraw(() => setBands(runs.map(({losses}) => smooth(losses, size, blank)))),
    };
}
