// Runs before any script of the page, in every frame. Keeps book of what cannot be asked for afterwards: who listens to clicks and hovers,
// what work is still outstanding (so that settling waits for it, and only for it), and which window a script wanted to open.
(() => {
  if (window.__journey) return;
  const LONGEST_WAIT = 2500; // ms: a timer beyond it is a carousel or a session clock, not late content
  const DEEPEST_CHAIN = 3; // timers set by timers set by timers: beyond it is polling
  const watch = {
    document: null, clicks: new WeakSet(), hovers: new WeakSet(), delegated: false, timers: new Map(), requests: 0, mutated: 0,
    scrolls: false, shades: new Set(), observed: [], opened: [], held: new Set(), leaving: 0, trying: false, tapped: false, astray: false, still: false, keepWindows: KEEP_WINDOWS,
  };
  Object.defineProperty(window, "__journey", { value: watch });

  // A tap is answered before its click is: this tells that the click has come, and whether to what was meant, or that the page has forbidden it.
  const told = (event) => {
    let whole = watch;
    try { whole = window.top.__journey || watch; } catch { /* a page of another origin around this one */ }
    if (whole.tapped) return;
    whole.tapped = true;
    whole.astray = event.type === "click" && !!whole.pressed?.isConnected && !event.composedPath().includes(whole.pressed) && !whole.pressed.contains(event.target);
  };
  const hearTaps = () => {
    listen.call(window, "click", told, true);
    for (const kind of ["touchstart", "touchend"]) listen.call(window, kind, (event) => later(() => { if (event.defaultPrevented) told(event); }, 0), true);
    for (const kind of ["mouseleave", "mouseout", "pointerleave", "pointerout"]) {
      listen.call(window, kind, (event) => { if (watch.still) event.stopImmediatePropagation(); }, true);
    }
    listen.call(window, "touchstart", () => { watch.still = false; }, true);
  };

  const CLICK = new Set(["click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend"]);
  const HOVER = new Set(["mouseenter", "mouseover", "pointerenter", "pointerover"]);
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, handler, options) {
    if (handler && (CLICK.has(type) || HOVER.has(type))) {
      const root = this === window || this === document || this === document.body || this === document.documentElement
        || (this instanceof Element && this.parentElement === document.body && this.children.length > 0 && !this.matches("a,button,header,nav,footer,label"));
      if (root && type === "click") watch.delegated = true;
      if (!root && this instanceof Element) (CLICK.has(type) ? watch.clicks : watch.hovers).add(this);
    }
    if (type === "scroll") watch.scrolls = true;
    return listen.call(this, type, handler, options);
  };

  const later = window.setTimeout.bind(window), forget = window.clearTimeout.bind(window), clock = performance.now.bind(performance);
  let depth = 0;
  window.setTimeout = function (handler, delay, ...rest) {
    const wait = Math.max(0, Number(delay) || 0), level = depth + 1;
    if (typeof handler !== "function" || wait > LONGEST_WAIT || level > DEEPEST_CHAIN) return later(handler, delay, ...rest);
    const id = later(function () {
      watch.timers.delete(id);
      const before = depth;
      depth = level;
      try { handler.apply(this, rest); } finally { depth = before; }
    }, wait);
    watch.timers.set(id, clock() + wait);
    return id;
  };
  window.clearTimeout = function (id) { watch.timers.delete(id); forget(id); };
  watch.later = later;

  const done = () => later(() => { watch.requests -= 1; }, 20); // the answer's body is still to be read and drawn
  if (window.fetch) {
    const fetch = window.fetch;
    window.fetch = function (...given) {
      watch.requests += 1;
      const answer = fetch.apply(this, given);
      answer.then(done, done);
      return answer;
    };
  }
  for (const kind of ["text", "json", "arrayBuffer", "blob"]) {
    const read = Response.prototype[kind];
    Response.prototype[kind] = function () {
      watch.requests += 1;
      const body = read.call(this);
      body.then(done, done);
      return body;
    };
  }
  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (...given) {
    watch.requests += 1;
    listen.call(this, "loadend", done, { once: true });
    return send.apply(this, given);
  };
  // The network layer shows that a socket is opened and never what it carries: after a click, which may be an order in any protocol, nothing is sent.
  const tell = WebSocket.prototype.send;
  WebSocket.prototype.send = function (message) {
    if (!navigator.userActivation.hasBeenActive) return tell.call(this, message);
    let whole = watch;
    try { whole = window.top.__journey || watch; } catch { /* a page of another origin around this one */ }
    whole.held.add(this.url);
  };
  if (window.IntersectionObserver) {
    const Observer = window.IntersectionObserver;
    window.IntersectionObserver = class extends Observer {
      observe(target) { watch.observed.push(target); return super.observe(target); }
    };
  }
  const noticed = new MutationObserver(() => { watch.mutated = clock(); });
  const notice = (root) => noticed.observe(root, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["class", "style", "hidden", "open", "aria-expanded"],
  });
  const noticeAll = () => (document.readyState === "loading" ? listen.call(document, "DOMContentLoaded", () => notice(document)) : notice(document));

  // Neither observers of the document nor its list of animations look into shadow roots.
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...given) {
    const root = attach.apply(this, given);
    watch.shades.add(new WeakRef(root));
    notice(root);
    return root;
  };

  // A link to a script runs it in a task of its own, some time after the click.
  const hearScriptLinks = () => listen.call(window, "click", (event) => {
    if (!event.composedPath().some((element) => element.localName === "a" && element.protocol === "javascript:")) return;
    watch.requests += 1;
    later(done, 100);
  }, true);

  // The handler of a new hash runs some tasks after the address has changed.
  const awaitHash = () => {
    let open = true;
    const close = () => { if (open) done(); open = false; };
    watch.requests += 1;
    listen.call(window, "hashchange", close, { once: true });
    later(close, 500);
  };

  // A navigation that has begun is waited for. While controls are tried it is only written down: the page stays as it is, and nothing is fetched.
  const hearNavigations = () => {
    window.navigation?.addEventListener("navigate", (event) => {
      if (event.downloadRequest !== null) return;
      if (event.destination.sameDocument) { // a script route: its handler runs in a moment
        watch.mutated = clock();
        if (event.hashChange) awaitHash();
        return;
      }
      if (watch.trying && event.cancelable) {
        watch.opened.push(event.formData ? "refused:" + event.destination.url : event.destination.url);
        event.preventDefault();
      } else watch.leaving = clock();
    });
    window.navigation?.addEventListener("navigateerror", () => { watch.leaving = 0; });
  };

  if (!watch.keepWindows) {
    window.open = function (url) {
      const keep = (value) => { if (value) watch.opened.push(new URL(String(value), document.baseURI).href); };
      keep(url);
      const place = { set href(value) { keep(value); }, get href() { return "about:blank"; }, assign: keep, replace: keep };
      return { closed: false, focus() {}, blur() {}, close() {}, postMessage() {}, document: { write() {}, close() {} }, get location() { return place; }, set location(value) { keep(value); } };
    };
    // A form aimed at a new window would leave before the guard watches that window.
    listen.call(window, "submit", (event) => { if (event.target instanceof HTMLFormElement) event.target.removeAttribute("target"); }, true);
  }

  // The page in a new window takes over the script world of the empty document that the window began with, and none of what listened there.
  watch.begin = () => {
    if (watch.document === document) return;
    watch.document = document;
    hearTaps();
    hearScriptLinks();
    hearNavigations();
    noticeAll();
  };
  watch.begin();
})();
