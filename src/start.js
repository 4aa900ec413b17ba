// Starts the app. Trunk's own script would be inline, which the page's policy forbids.
const { module, wasm } = document.querySelector("script[data-wasm]").dataset;
try {
  const { default: start } = await import(new URL(module, document.baseURI));
  await start({ module_or_path: new URL(wasm, document.baseURI) });
} catch (error) {
  const notice = document.createElement("p");
  notice.role = "alert";
  notice.textContent = `The page could not start: ${error.message}. Reload it to try again.`;
  document.body.prepend(notice);
}
