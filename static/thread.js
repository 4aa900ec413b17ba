// Starts the program once more, in a thread of its own. What it is given in its name says by which script, and what to
// ask for early; the page hands on the program, which it has compiled.
const { script, early } = globalThis.given;
const begin = import(script);

addEventListener('message', async ({ data: program }) => {
  const { default: start } = await begin;
  await start({ module_or_path: program });
}, { once: true });
// The page hears of errors alone.
addEventListener('unhandledrejection', ({ reason }) => reportError(reason));
postMessage('listening');

// Asks for the first figure's runs while the program is on its way, which takes them from here.
globalThis.earlyRequests = new Map(early.map((address) => {
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
}));
