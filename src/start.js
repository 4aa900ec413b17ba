// Starts the app, and tells when it has failed. Trunk's own script would be inline, which the
// page's policy forbids.
//
// The program finds here, as properties of globalThis:
// - threads: those that are started, each as startThread makes it (src/app/loading/thread/pool.rs);
// - earlyRequests, in a thread: what is asked for already, by address (src/fetch/request/early.rs);
// - textScale: how much larger than usual the visitor wants letters (src/app/browser/screen.rs);
// - fetchProgram: for the loader of the program's later part (xtask/src/split.rs);
// - requests, on a slow link: how many may be under way at once (src/fetch/request/ask.rs).
const { module, wasm } = document.querySelector("script[data-wasm]").dataset;

/** Says what happened, with a link that opens the same view again. */
function showFailure(words) {
  if (document.querySelector(".failure")) return;
  const link = document.createElement("a");
  link.href = location.href;
  // With a fragment in it, the address alone would lead to a place on this page.
  link.addEventListener("click", (event) => {
    event.preventDefault();
    location.reload();
  });
  link.textContent = "Open the same view again";
  const notice = document.createElement("p");
  notice.className = "notice warning failure";
  notice.role = "alert";
  notice.append(`${words} `, link);
  document.body.prepend(notice);
}

// What wasm-bindgen's script throws where the program is called after its end, or while it runs.
const CRASHED = /recursive use of an object|closure invoked recursively or after being dropped/;

/**
 * Tells of the app's end: a panic and memory that ran out are traps, a stack too deep is a RangeError or,
 * in Firefox, an InternalError.
 */
function reportCrash(error) {
  const isTrap = ["RuntimeError", "RangeError", "InternalError"].includes(error?.name);
  if (isTrap || CRASHED.test(error?.message)) {
    showFailure("This page has crashed. That is our fault, not yours.");
  }
}

addEventListener("error", ({ error }) => reportCrash(error));
addEventListener("unhandledrejection", ({ reason }) => reportCrash(reason));

// The first figure's runs; a test holds them equal to what the program asks for.
const REPOSITORY = "https://huggingface.co/PhilipQuirke/VerifiedArithmetic/resolve/main/";
const RUNS = [
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

const absolute = (name) => new URL(name, document.baseURI).href;

/**
 * What the thread does: starts the program once more. It uses nothing around it, for it comes there as text. The page
 * hands on what it has compiled. While that is on its way, asks for the first figure's runs, which the program takes
 * from here.
 */
function inThread({ script, early }) {
  const begin = import(script);
  addEventListener("message", async ({ data: program }) => {
    const { default: start } = await begin;
    await start({ module_or_path: program });
  }, { once: true });
  // The page hears of errors alone.
  addEventListener("unhandledrejection", ({ reason }) => reportError(reason));
  globalThis.earlyRequests = new Map(early.map((address) => {
    const controller = new AbortController();
    const reply = fetch(address, {
      credentials: "omit",
      referrerPolicy: "no-referrer",
      // The program itself comes first.
      priority: "low",
      signal: controller.signal,
    });
    // The program asks again for what has failed.
    reply.catch(() => undefined);
    return [address, { reply, controller }];
  }));
}

/**
 * Starts a thread that fetches runs, reads and smooths them, and has it ask for some of them while the program is on its
 * way. Without a thread the page does all that itself.
 */
function startThread(early, program) {
  const given = JSON.stringify({ script: absolute(module), early });
  // What the page itself has written is bound by the page's policy, and takes no request.
  const script = `globalThis.fetchProgram = ${fetchProgram}; (${inThread})(${given});`;
  const blob = new Blob([script], { type: "text/javascript" });
  const worker = new Worker(URL.createObjectURL(blob), { type: "module" });
  program.then((compiled) => worker.postMessage(compiled), () => undefined);
  const failed = (event) => new Promise((resolve) => worker.addEventListener(event, resolve));
  return {
    worker,
    early,
    // With the ports of what it was given to ask for.
    ready: new Promise((resolve) => {
      worker.addEventListener("message", ({ data }) => data instanceof Map && resolve(data));
    }),
    gone: Promise.race([failed("error"), failed("messageerror")]),
  };
}

/** How many threads share the first runs: one for every two processors, three at most; page and network need the rest. */
const THREADS = Math.min(3, Math.max(1, (navigator.hardwareConcurrency ?? 2) >> 1));

/** Starts the threads. The first stays, or `another` in its place; the others help with the first runs alone. */
function startThreads(early, program) {
  const first = (addresses) => ({ ...startThread(addresses, program), another: () => first([]) });
  const share = (at) => early.filter((_, run) => run % THREADS === at);
  globalThis.threads = [];
  // Without an origin of its own, a page may start none, and the browser would say so.
  if (origin === "null") return;
  globalThis.threads.push(first(share(0)));
  for (let at = 1; at < THREADS && at < early.length; at += 1) {
    globalThis.threads.push(startThread(share(at), program));
  }
}

/** Connects to the hub while the thread that is to ask it starts. */
function connect() {
  const link = document.createElement("link");
  link.rel = "preconnect";
  link.href = REPOSITORY;
  link.crossOrigin = "anonymous";
  document.head.append(link);
}

/**
 * Asks for a part of the program: past the browser's cache where that was asked for before, since what came then was of no
 * use. The reply is of a program's type, whatever type its host gives it. The loader of the later part calls this, on the
 * page and in the threads; it uses nothing around it, for it comes to those as text.
 */
globalThis.fetchProgram = async (address) => {
  const asked = (fetchProgram.asked ??= new Set());
  const cache = asked.has(`${address}`) ? "reload" : "default";
  asked.add(`${address}`);
  const reply = await fetch(address, { cache });
  const [header, type] = ["Content-Type", "application/wasm"];
  const { body, headers, status } = reply;
  return headers.get(header) === type ? reply : new Response(body, { status, headers: { [header]: type } });
};

/**
 * Tries until it succeeds, a few times: again at once, for the browser's cache may have been wrong, and then as the network
 * comes back. What has come past the cache and is no program never will be one.
 */
async function persist(attempt) {
  for (const pause of [0, 3000, 9000]) {
    try {
      return await attempt();
    } catch (error) {
      if (pause && error instanceof WebAssembly.CompileError) throw error;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, pause);
      addEventListener("online", resolve, { once: true });
    });
  }
  return attempt();
}

/** Whether the link is slow or costly: then little is asked for at once, and nothing before the program is here. */
function isSlow() {
  const { effectiveType, saveData } = navigator.connection ?? {};
  return saveData || /[23]g/.test(effectiveType);
}

/** Whether an earlier visit has kept runs, which then need not come again: see src/fetch/store.rs. */
function isKept() {
  try {
    return localStorage.getItem("runs-kept") !== null;
  } catch {
    return false;
  }
}

/** Gives the page the colours that the address asks for; the program knows better, and comes later. */
function showTheme(query) {
  const theme = [query.get("theme"), query.get("embed")].find((word) => word === "light" || word === "dark");
  if (theme) document.documentElement.dataset.theme = theme;
}

/** Gives the eye the page's name while the program's own head has nothing else in it. */
function showName() {
  const name = document.createElement("h1");
  name.textContent = document.title;
  const words = document.createElement("p");
  words.textContent = document.querySelector("meta[name=description]").content;
  const head = document.createElement("header");
  head.id = "starting";
  head.className = "masthead";
  head.append(name, words);
  document.body.append(head);
}

/** Makes the figure's letters as large as the visitor wants those of pages, where the figure has room for them. */
function scaleText() {
  const page = document.documentElement;
  const wanted = seesZoom() ? parseFloat(getComputedStyle(page).fontSize) / 16 : 1;
  globalThis.textScale = Math.max(1, Math.min(wanted, innerWidth / 360)) || 1;
  page.style.setProperty("--text-scale", textScale);
}

/**
 * Whether the browser gives the size of a zoomed box as it is seen. WebKit, and Chromium before 128, give it as if the
 * box were not zoomed.
 */
function seesZoom() {
  const probe = document.createElement("p");
  probe.style.cssText = "zoom: 2; width: 1px";
  document.body.append(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  return width > 1;
}

/**
 * Waits for the style sheet, without which the figure would have no bounds: WebKit may run this before it is there. A
 * page that is not rendered has none yet.
 */
async function waitForStyle() {
  const style = getComputedStyle(document.body);
  while (style.display && !style.getPropertyValue("--unit")) {
    if (document.readyState === "complete") throw new Error("its style sheet could not be loaded");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

scaleText();
const query = new URLSearchParams(location.search);
showTheme(query);
if (!query.has("embed")) showName();
const notStarted = document.getElementById("not-started");
notStarted.textContent = "The page is still loading.";
document.body.append(notStarted);
const program = persist(() => WebAssembly.compileStreaming(fetchProgram(absolute(wasm))));
const slow = isSlow();
if (slow) globalThis.requests = 3;
const early = location.search || slow || isKept() ? [] : RUNS.map((run) => `${REPOSITORY}${run}_train.json`);
if (early.length > 0) connect();
try {
  startThreads(early, program);
} catch {
  // Then there are fewer, or none.
}
try {
  await waitForStyle();
  const [{ default: start }, compiled] = await Promise.all([import(absolute(module)), program]);
  await start({ module_or_path: compiled });
} catch (error) {
  showFailure(`The page could not start: ${error.message}.`);
  // Nothing is lost of a page that has not started.
  addEventListener("online", () => location.reload());
} finally {
  notStarted.remove();
}
