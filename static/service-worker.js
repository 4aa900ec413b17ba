// Keeps the page's own files, so that it opens without a network. The runs are kept by the page.
'use strict';

const scope = registration.scope;
// Told apart from whatever else shares the site's host.
const STORE = { cacheName: `training-graphs page ${scope}` };
// How long the network may take for what is kept already, and the storage for anything, in milliseconds.
const PATIENCE = 3000;
// How long a storage may take that was late before.
const LITTLE_PATIENCE = 300;
let isLate = false;
// A build gives a file a new name with every new content.
const HASHED = /-[0-9a-f]{8,}\./;
// The site's files. On a shared host, deeper folders are other sites.
const OWN = /^(samples\/)?[^/]*$/;
// What index.html names: the files that a visit needs.
const NAMED = /(?:href|src|data-module|data-wasm|data-later)="([^":]+)"/g;

addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(clients.claim()));
addEventListener('message', event => {
  // What fails now is made good by the next visit.
  event.waitUntil(keepPage(event.data, event.source).catch(() => undefined));
});
addEventListener('fetch', event => {
  const { method, mode, url } = event.request;
  if (method !== 'GET' || !isOwn(url)) return;
  if (mode === 'navigate') {
    const { pathname } = new URL(url);
    if (/\/(index\.html)?$/.test(pathname)) event.respondWith(newest(event, scope));
  } else {
    event.respondWith(isHashed(url) ? unchanging(event) : newest(event, url));
  }
});

function isOwn(url) {
  const { origin, pathname } = new URL(url);
  const place = origin + pathname;
  return place.startsWith(scope) && OWN.test(place.slice(scope.length));
}

// By what follows the scope: the name of the host may look like one that a build gives.
function isHashed(url) {
  return HASHED.test(url.slice(scope.length));
}

// What the network has; what is kept, if the network fails or takes too long.
async function newest(event, key) {
  const answer = key === scope ? ask(event.request) : fetched(event);
  // What is kept may answer before it, and it is to be kept none the less.
  event.waitUntil(answer);
  const found = find(key);
  const good = answer.then(reply => reply.status < 500 && reply.type !== 'error' && reply);
  const late = after(PATIENCE).then(() => found);
  return (await Promise.race([good, late])) || orKept(answer, found);
}

async function unchanging(event) {
  const { cache, url } = event.request;
  const found = find(url);
  // What was of no use is asked for anew.
  const kept = cache !== 'reload' && await soon(found);
  if (kept) return kept;
  const answer = fetched(event);
  event.waitUntil(answer);
  const good = answer.then(reply => isFile(url, reply) && reply);
  const first = cache === 'reload' ? good : Promise.race([good, found]);
  return (await first) || orKept(answer, found);
}

// What is found in the storage, where that answers; else what the network has answered.
async function orKept(answer, found) {
  const reply = await answer;
  return (await Promise.race([found, after(2 * PATIENCE)])) || reply;
}

// What is found in the storage, unless it is late.
function soon(found) {
  return new Promise(resolve => {
    const giveUp = () => {
      isLate = true;
      resolve();
    };
    const timer = setTimeout(giveUp, isLate ? LITTLE_PATIENCE : PATIENCE);
    found.then(kept => {
      clearTimeout(timer);
      isLate = false;
      resolve(kept);
    });
  });
}

function after(milliseconds) {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

// What the network has, kept for the next time.
async function fetched(event) {
  const reply = await ask(event.request);
  put(event, reply);
  return reply;
}

// What the network has; without one, the answer that says so.
function ask(request) {
  return fetch(request).catch(() => Response.error());
}

// Keeps index.html, which the page was opened by, with all that it names, and never without, so that
// what opens offline is whole; and what else the page has loaded, as far as it is to be had.
async function keepPage(loaded, page) {
  const reply = await fetch(scope, { cache: 'no-cache' });
  if (!reply.ok || reply.redirected) return;
  const index = await reply.clone().text();
  const named = Array.from(index.matchAll(NAMED), ([, name]) => new URL(name, scope).href);
  const wanted = new Set(named.concat(loaded).filter(isOwn));
  const store = await caches.open(STORE.cacheName);
  const before = await store.match(scope);
  const isKnown = before && await before.text() === index;
  const known = (await store.keys()).map(({ url }) => url);
  const current = new Set(known.filter(url => isKnown || isHashed(url)));
  const missing = [...wanted].filter(url => !current.has(url));
  const add = async url => {
    const file = await fetch(url);
    if (!isFile(url, file)) throw new TypeError(`${url} is not there`);
    await store.put(url, file);
  };
  await Promise.all(missing.filter(url => named.includes(url)).map(add));
  await Promise.allSettled(missing.filter(url => !named.includes(url)).map(add));
  if (!isKnown) await store.put(scope, reply);
  // A page of an older version may still want its files.
  const pages = await clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (pages.some(({ id, url }) => id !== page.id && isOwn(url))) return;
  const old = known.filter(url => isHashed(url) && !wanted.has(url));
  await Promise.all(old.map(url => store.delete(url)));
}

// Some sites answer with their index, or a page of their own, for a file that is not there.
function isFile(url, reply) {
  return reply.ok && !(isHashed(url) && /^text\/html/.test(reply.headers.get('Content-Type')));
}

// Nothing that the storage refuses keeps the page from its files.
function find(key) {
  const found = caches.match(key, STORE).catch(() => undefined);
  return found.then(kept => (kept && isFile(key, kept) ? kept : undefined));
}

function put(event, reply) {
  const { url } = event.request;
  if (!isFile(url, reply)) return;
  const copy = reply.clone();
  const done = caches.open(STORE.cacheName).then(store => store.put(url, copy));
  event.waitUntil(done.catch(() => undefined));
}
