// Starts the app. Trunk's own script would be inline, which the page's policy forbids.
const { module, wasm } = document.querySelector("script[data-wasm]").dataset;
const { default: start } = await import(new URL(module, document.baseURI));
await start({ module_or_path: new URL(wasm, document.baseURI) });
