// Settles the page, then reads it in one walk. Answers one JSON string (an object would cost five times as much to hand over).
async function settle(limit) {
  const watch = window.__journey, started = performance.now();
  if (!watch) return true;
  const pause = (ms) => new Promise((go) => watch.later(go, ms));
  const works = (book, now) => {
    for (const [id, due] of book.timers) if (now > due + 1000) book.timers.delete(id);
    return book.timers.size > 0 || book.requests > 0 || (book.leaving && now - book.leaving < 3000) || (book.mutated && now - book.mutated < 40);
  };
  const frameWorks = (frame) => {
    try {
      const inside = frame.contentWindow, { readyState, URL: at } = frame.contentDocument;
      const awaited = at === "about:blank" && frame.loading !== "lazy" && (frame.hasAttribute("srcdoc") || /^(https?|blob|data):/.test(frame.src));
      return awaited || readyState === "loading" || !!(inside.__journey && works(inside.__journey, inside.performance.now()));
    } catch { return false; } // another origin: not ours to look into
  };
  const soonElsewhere = () => { // a page that sends its visitor on by itself
    const meta = document.querySelector("meta[http-equiv=refresh i]")?.content.match(/^\s*(\d+)[^;,]*[;,]\s*url\s*=/i);
    return !!meta && +meta[1] <= 3;
  };
  const shades = () => [...watch.shades].map((held) => held.deref()).filter((root) => root?.host.isConnected);
  const busy = () => {
    if (soonElsewhere() || document.readyState !== "complete" || !document.body || works(watch, performance.now())) return true;
    for (const frame of document.querySelectorAll("iframe")) if (frameWorks(frame)) return true;
    return [document, ...shades()].some((root) => root.getAnimations().some((a) => a.playState === "running" && a.effect && a.effect.getComputedTiming().endTime < 4000));
  };
  while (busy()) {
    if (performance.now() - started > limit) return false;
    await pause(15);
  }
  return true;
}

// Text that fades in and counters that start when scrolled to: only where a script waits for something that is still below.
function waitsBelow(watch) {
  const below = (element) => element.isConnected && element.localName !== "img" && element.getBoundingClientRect().top >= innerHeight;
  return watch.observed.some(below) || (watch.scrolls && [...document.querySelectorAll("body *")].some((element) => element.style.opacity === "0" || getComputedStyle(element).opacity === "0"));
}

const frameDrawn = (watch) => new Promise((go) => { const timer = watch.later(go, 60); requestAnimationFrame(() => { clearTimeout(timer); watch.later(go, 0); }); });

// What was just opened may fade in below the screen: a customer scrolls there. Back where it was, a menu is under the pointer again.
async function fadeIn(watch) {
  const waiting = watch.observed.filter((element) => element.isConnected && element.getBoundingClientRect().top >= innerHeight && parseFloat(getComputedStyle(element).opacity) < 0.1);
  const top = scrollY;
  for (const element of waiting.slice(0, 10)) {
    if (matchMedia("(hover: none)").matches) watch.still = true; // until the finger comes down
    element.scrollIntoView({ block: "center", behavior: "instant" });
    await frameDrawn(watch);
  }
  if (!waiting.length) return false;
  await frameDrawn(watch); // the observer is told after the picture is drawn
  scrollTo({ top, behavior: "instant" });
  await frameDrawn(watch);
  return true;
}

async function scrollThrough(watch) {
  const bottom = Math.min(document.documentElement?.scrollHeight || 0, 30 * innerHeight);
  if (bottom <= innerHeight + 4) return;
  for (let top = 0; top < bottom; top += innerHeight * 0.95) {
    scrollTo({ top, behavior: "instant" });
    await frameDrawn(watch);
  }
  scrollTo({ top: 0, behavior: "instant" });
  await frameDrawn(watch);
}

function scriptOrigins() {
  for (const script of document.scripts) {
    if (script.src) found.scripts.add(script.src.slice(0, 300));
    else if (!/json/.test(script.type) && script.textContent.length < 20000) for (const url of script.textContent.match(/(https?:)?\/\/[\w.-]+\.[a-z]{2,}[\w./?=&%-]*/g) || []) found.scripts.add(url.slice(0, 200));
  }
}

function metas() {
  const meta = {};
  for (const tag of document.querySelectorAll("meta[name],meta[property]")) {
    const name = (tag.getAttribute("name") || tag.getAttribute("property")).toLowerCase();
    if (/^(description|robots|generator|og:type|og:site_name|og:locale)$/.test(name)) meta[name] = (tag.content || "").slice(0, 300);
  }
  const canonical = document.querySelector("link[rel=canonical]")?.href;
  if (canonical) meta.canonical = canonical;
  return meta;
}

// Places on this page that its links name and that are not there.
function missingAnchors() {
  const missing = new Set();
  for (const link of document.querySelectorAll("a[href^='#']")) {
    const name = link.getAttribute("href").trim().slice(1);
    if (!name || /^(top$|!|\/|:~:)/i.test(name)) continue;
    let plain = name;
    try { plain = decodeURIComponent(name); } catch { /* not encoded: taken as written */ }
    if (!document.getElementById(plain) && !document.getElementById(name) && !document.querySelector(`a[name="${CSS.escape(plain)}"],a[name="${CSS.escape(name)}"]`)) missing.add(name);
  }
  return [...missing].slice(0, 200);
}

let settled = await settle(OPTIONS.settle);
if (OPTIONS.scroll && window.__journey && waitsBelow(window.__journey)) {
  await scrollThrough(window.__journey);
  settled = (await settle(OPTIONS.settle)) && settled;
} else if (!OPTIONS.scroll && window.__journey && (await fadeIn(window.__journey))) settled = (await settle(OPTIONS.settle)) && settled;
if (scrollY && OPTIONS.scroll) scrollTo({ top: 0, behavior: "instant" });
const body = document.body;
// A page that is wider than a telephone's screen is laid out wider, and panned: what stands beyond the screen's edge is still on the page.
const wide = document.documentElement?.clientWidth || innerWidth, panned = matchMedia("(hover: none)").matches && innerWidth > wide;
VIEW.width = panned ? innerWidth : wide;
VIEW.height = innerHeight;
if (body) {
  const hosts = hoverHosts(document);
  const back = colour(getComputedStyle(document.documentElement).backgroundColor);
  const view = { shown: true, gone: false, opacity: 1, clip: null, back: back && back[3] > 0 ? back : [255, 255, 255, 1], turned: false, dx: 0, dy: 0, fixed: false };
  visit(body, view, { region: "main", overlay: null, form: null, control: null, frame: null, depth: 0, prefix: "", hosts, groups: formlessGroups(document), cursor: "auto" }, null);
  for (const script of document.head?.querySelectorAll("script[type*='ld+json']") || []) found.structured.push(script.textContent.slice(0, 60000));
  found.controls.forEach((control, index) => {
    const bare = control.name.length < 3 || !elements[index].textContent.trim();
    if (bare || /facebook|twitter|instagram|linkedin|whats|social|phone|mail|chat/i.test(elements[index].className?.baseVal ?? elements[index].className ?? "")) control.icon = iconOf(elements[index]);
    if (control.visible && control.region === "main") control.context = contextOf(elements[index]);
  });
  for (const index of faint) if (!inked.has(index)) found.controls[index].visible = false;
  askHits();
  scriptOrigins();
}
for (const overlay of found.overlays) {
  overlay.text = clean(overlay.element.innerText).slice(0, 600);
  delete overlay.element;
}
const asked = 1 + performance.getEntriesByType("resource").filter((e) => e.deliveryType !== "cache").length, told = window.__journey?.told || 0;
if (window.__journey) window.__journey.told = asked;
return JSON.stringify({
  url: location.href, title: (document.title || "").slice(0, 300), language: document.documentElement?.lang || "", direction: document.dir || (body && getComputedStyle(body).direction) || "ltr",
  device: OPTIONS.device, viewport: panned ? [wide, Math.round(visualViewport.height)] : [VIEW.width, VIEW.height], height: document.documentElement?.scrollHeight || 0, ...found, scripts: [...found.scripts].slice(0, 200), meta: metas(), settled, missing_anchors: missingAnchors(),
  requests: Math.max(0, asked - told),
  status: performance.getEntriesByType("navigation")[0]?.responseStatus || 200,
});
