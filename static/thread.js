// Starts the program once more, in a thread of its own: the page says by which script, and hands on
// what it has compiled already.
addEventListener('message', async ({ data: { script, program } }) => {
  const { default: start } = await import(script);
  await start({ module_or_path: program });
}, { once: true });
