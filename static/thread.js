// Starts the program once more, in a thread of its own. The page says first by which script, and what to ask for
// early; then it hands on what it has compiled.
let script;

addEventListener('message', function hear({ data }) {
  if (data instanceof WebAssembly.Module) {
    removeEventListener('message', hear);
    start(data);
  } else if (new URL(data.script).origin === origin) {
    script = import(data.script);
    askEarly(data.early);
  }
});

/** Asks for the first figure's runs while the program is on its way, which takes them from here. */
function askEarly(addresses) {
  const requests = addresses.map((address) => {
    const controller = new AbortController();
    const reply = fetch(address, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // The program itself comes first.
      priority: 'low',
      signal: controller.signal,
    });
    // The program asks again for what has failed.
    reply.catch(() => undefined);
    return [address, { reply, controller }];
  });
  globalThis.earlyRequests = new Map(requests);
}

async function start(program) {
  const { default: begin } = await script;
  await begin({ module_or_path: program });
}

// The page hears of errors alone.
addEventListener('unhandledrejection', ({ reason }) => reportError(reason));
