// Starts the app, and tells when it has failed. Trunk's own script would be inline, which the
// page's policy forbids.
const { module, wasm } = document.querySelector("script[data-wasm]").dataset;

/** Says what happened, with a link that opens the same view again. */
function tell(words) {
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

// What the program's own script throws where the program is called after its end, or within itself.
const BROKEN = /recursive use of an object|closure invoked recursively or after being dropped/;

/** Tells of the app's end: a panic and memory that ran out are traps, a stack too deep is a RangeError. */
function tellOfTrap(error) {
  const isTrap = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
  if (isTrap || BROKEN.test(error?.message)) {
    tell("This page has failed, which is a fault of ours.");
  }
}

addEventListener("error", ({ error }) => tellOfTrap(error));
addEventListener("unhandledrejection", ({ reason }) => tellOfTrap(reason));

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

/** Asks for the first figure's runs while the program is on its way, which takes them from here. */
function askEarly() {
  const requests = RUNS.map((run) => {
    const address = `${REPOSITORY}${run}_train.json`;
    const controller = new AbortController();
    const { signal } = controller;
    const reply = fetch(address, {
      credentials: "omit",
      referrerPolicy: "no-referrer",
      // The program itself comes first.
      priority: "low",
      signal,
    });
    // The program asks again for what has failed.
    reply.catch(() => undefined);
    return [address, { reply, controller }];
  });
  globalThis.earlyRequests = new Map(requests);
}

/** Whether an earlier visit has kept runs, which then need not come again. */
function isKept() {
  try {
    return localStorage.getItem("runs-kept") !== null;
  } catch {
    return false;
  }
}

/** Gives the eye the page's name until the program puts its own head there. */
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

document.getElementById("not-started").remove();
if (!new URLSearchParams(location.search).has("embed")) showName();
if (!location.search && !isKept()) askEarly();
try {
  const { default: start } = await import(new URL(module, document.baseURI));
  await start({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  tell(`The page could not start: ${error.message}.`);
}
