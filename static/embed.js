// Puts a figure of Training Graphs where this script stands; docs/embedding.md has the contract.
(function () {
  'use strict';
  var script = document.currentScript;
  if (!script || !script.closest('body')) {
    console.warn('Training Graphs: embed.js shows a figure where its script tag stands in the body, and not as a module.');
    return;
  }
  var options = script.dataset;
  var site = new URL(options.site || './', script.src);
  // Another's words may be in it; an address that is a script would run in this page.
  if (!/^https?:$/.test(site.protocol)) {
    console.warn('Training Graphs: data-site of embed.js is no address of a site: ' + site);
    return;
  }
  // The page takes a plus as it is, URLSearchParams for a space.
  var view = (options.view || '').replace(/#.*$/, '').replace(/^.*?\?/, '').replace(/\+/g, '%2B');
  var query = new URLSearchParams(view);
  var fixed = [options.theme, query.get('theme')].find(word => /^(light|dark)$/.test(word));

  var frame = document.createElement('iframe');
  frame.title = options.title || 'Training Graphs';
  frame.loading = 'lazy';
  frame.referrerPolicy = 'no-referrer';
  // By name it would be given to the origin of the address alone, which may lead on to another.
  frame.allow = 'fullscreen *';
  // Where the host has the site's origin, so has this script: the page in the frame can do no more than it.
  frame.sandbox = 'allow-scripts allow-popups allow-popups-to-escape-sandbox allow-same-origin';
  frame.style.cssText = 'display: block; width: 100%; border: 0';

  var shown = theme();
  // Only a theme that was asked for is the view's, and goes on to the full page.
  query.set('embed', fixed ? '1' : shown);
  if (fixed) query.set('theme', fixed);
  // URLSearchParams writes a space as a plus, which the page would take as it is.
  site.search = String(query).replace(/\+/g, '%20');
  frame.src = site;
  // A host that restores a page and runs its scripts again still has the frame of the last time.
  frame.dataset.trainingGraphs = '';
  var last = script.nextElementSibling;
  if (last && last.matches('iframe[data-training-graphs]')) last.remove();
  script.after(frame);
  frame.style.height = (parseInt(options.height, 10) || likelyHeight(frame.clientWidth)) + 'px';

  // A host changes its theme by a mark on what is around the figure, by its style sheets, or with the system; colours
  // may fade, and sheets come late.
  var watch = new MutationObserver(follow);
  for (var around = script.parentElement; around; around = around.parentElement) {
    watch.observe(around, { attributes: true });
  }
  watch.observe(document.head, { attributes: true, characterData: true, childList: true, subtree: true });
  var end = new AbortController();
  var until = { signal: end.signal };
  document.head.addEventListener('load', follow, { capture: true, signal: end.signal });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', follow, until);
  addEventListener('transitionend', follow, until);
  addEventListener('message', listen, until);

  function listen(event) {
    var data = event.data;
    if (isGone() || event.source !== frame.contentWindow) return;
    if (!data || data.type !== 'training-graphs:height' || !Number.isInteger(data.height)) return;
    if (data.height < 100 || data.height > 5000) return;
    frame.style.height = data.height + 'px';
    tell(); // Only now does the page surely listen.
  }

  function follow() {
    if (!isGone() && theme() !== shown) tell();
  }

  function tell() {
    shown = theme();
    // To any origin: until it has loaded the frame has another, and a theme is no secret.
    frame.contentWindow.postMessage({ type: 'training-graphs:theme', theme: shown }, '*');
  }

  function isGone() {
    if (frame.isConnected) return false;
    watch.disconnect();
    end.abort();
    return true;
  }

  // Until the figure tells its own: its height by its width (style/app.css), its buttons where they stand under it, and
  // a line of its legend.
  function likelyHeight(width) {
    if (width === 0) return 480;
    return Math.round(Math.min(820, Math.max(480, 0.75 * width))) + (width > 1200 ? 61 : 101);
  }

  // Whatever a host calls its themes, light text is on a dark page.
  function theme() {
    if (fixed) return fixed;
    var colour = getComputedStyle(frame.isConnected ? frame : script).color;
    // rgb() is the usual one; color() names its space first, the others begin with a lightness.
    var [, kind, rest] = /^(\w+)\((?:[a-z][\w-]* )?(.*)/.exec(colour);
    var [a, b, c] = rest.match(/[\d.]+/g).map(Number);
    var parts = { rgb: (a + b + c) / 765, rgba: (a + b + c) / 765, color: (a + b + c) / 3, lab: a / 100, lch: a / 100 };
    return (kind in parts ? parts[kind] : a) > 0.5 ? 'dark' : 'light';
  }
})();
