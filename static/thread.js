// Starts the program once more, in a thread of its own: the page says by which script, and hands on
// what it has compiled already.
addEventListener('message', async ({ data: { script, program } }) => {
  // The page's policy does not bind a thread: it looks for itself that the script is its site's.
  if (new URL(script).origin !== location.origin) return;
  const { default: start } = await import(script);
  await start({ module_or_path: program });
}, { once: true });
