// What the shops' own scripts do. One file for all generated sites; no part of journeyaudit knows it.
window.shop = (() => {
  const routes = window.shopRoutes || null;
  const find = (from, id) => {
    const root = from && from.getRootNode ? from.getRootNode() : document;
    return (root.getElementById && root.getElementById(id)) || document.getElementById(id);
  };
  const siblings = (panel) => [...panel.getRootNode().querySelectorAll(`[data-group="${panel.dataset.group}"]`)].filter((other) => other !== panel);
  const show = (panel, on) => {
    panel.classList.toggle('open', on);
    if (panel.dataset.hide === 'attribute') panel.hidden = !on;
  };
  const route = (path) => {
    const key = routes.hash ? (location.hash.replace(/^#/, '').split('?')[0] || '/') : path;
    const page = routes.pages[key] || routes.pages[routes.lost];
    document.title = page.title;
    const app = document.getElementById('app');
    app.innerHTML = page.html;
    wire(app);
    window.scrollTo(0, 0);
  };
  const go = (path) => {
    if (routes && !routes.hash && routes.pages[path]) { history.pushState({}, '', path); route(path); } else location.href = path;
  };
  const verbs = {
    toggle(id, el) {
      const panel = find(el, id), on = !panel.classList.contains('open');
      if (panel.dataset.group) siblings(panel).forEach((other) => show(other, false));
      show(panel, on);
      if (el.hasAttribute('aria-expanded')) el.setAttribute('aria-expanded', on);
    },
    open(id, el) { show(find(el, id), true); if (el.hasAttribute('aria-expanded')) el.setAttribute('aria-expanded', 'true'); },
    modal(id, el) { find(el, id).showModal(); },
    shut(id, el) { const box = find(el, id); if (box.close) box.close(); else show(box, false); },
    tab(id, el) {
      const panel = find(el, id);
      siblings(panel).forEach((other) => show(other, false));
      show(panel, true);
      for (const other of el.parentNode.parentNode.querySelectorAll('[role=tab]')) other.setAttribute('aria-selected', other === el);
    },
    go(path) { go(path); },
    pop(path) { window.open(path); },
    lazy(path, el) {
      const panel = find(el, el.dataset.into);
      fetch(path).then((answer) => answer.text()).then((html) => { panel.innerHTML = html; wire(panel); show(panel, true); });
    },
    reveal(id, el) { show(find(el, id), true); el.hidden = true; },
    step(id, el) { show(el.closest('.step'), false); show(find(el, id), true); },
    chat(_, el) { el.textContent += ' …'; window.openChat(); },
    nothing() {},
  };
  const run = (verb, arg, el, event) => {
    if (event && el.tagName === 'A') event.preventDefault();
    verbs[verb](arg, el);
  };
  const late = (place) => {
    const fill = (html) => { place.innerHTML = html; wire(place); };
    const source = place.dataset.url;
    setTimeout(() => {
      if (source) fetch(source).then((answer) => answer.text()).then(fill);
      else fill(find(place, place.dataset.from).innerHTML);
    }, Number(place.dataset.late));
  };
  const fader = new IntersectionObserver((seen) => seen.forEach((one) => { if (one.isIntersecting) one.target.classList.add('seen'); }));
  const shade = (host) => {
    const root = host.attachShadow({ mode: 'open' });
    const style = document.createElement('style');
    style.textContent = document.getElementById('shop-style').textContent;
    root.append(style, host.querySelector('template').content.cloneNode(true));
    wire(root);
  };
  function wire(root) {
    const each = (name, act) => root.querySelectorAll(`[data-${name}]`).forEach((el) => { if (!el['wired' + name]) { el['wired' + name] = true; act(el); } });
    each('shadow', shade);
    each('on', (el) => el.addEventListener('click', (event) => run(el.dataset.on, el.dataset.arg, el, event)));
    each('hover', (el) => {
      el.addEventListener('mouseenter', () => show(find(el, el.dataset.hover), true));
      el.addEventListener('mouseleave', () => show(find(el, el.dataset.hover), false));
    });
    each('late', late);
    each('fade', (el) => fader.observe(el));
    each('cfemail', (el) => {
      const code = el.dataset.cfemail, key = parseInt(code.slice(0, 2), 16);
      const address = code.slice(2).match(/../g).map((pair) => String.fromCharCode(parseInt(pair, 16) ^ key)).join('');
      el.textContent = address;
      el.href = 'mailto:' + address;
    });
  }
  document.addEventListener('click', (event) => {
    for (const el of event.composedPath()) {
      if (!el.dataset) continue;
      if (el.dataset.do) { run(el.dataset.do, el.dataset.arg, el, event); return; }
      if (routes && !routes.hash && el.tagName === 'A' && !el.target && routes.pages[el.getAttribute('href')]) { event.preventDefault(); go(el.getAttribute('href')); return; }
    }
  });
  const consent = () => {
    const source = document.getElementById('consent-source');
    if (!source || document.cookie.includes('consent=')) return;
    const place = document.createElement('div');
    place.innerHTML = source.innerHTML;
    document.body.append(place);
    place.addEventListener('click', (event) => {
      const choice = event.target.dataset.consent;
      if (choice === 'more') place.querySelector('.consent-more').hidden = false;
      else if (choice) { document.cookie = 'consent=' + choice + ';path=/;max-age=86400'; place.remove(); }
    });
  };
  const start = () => {
    if (routes) {
      window.addEventListener('hashchange', () => routes.hash && route());
      window.addEventListener('popstate', () => !routes.hash && route(location.pathname));
      route(location.pathname);
    } else wire(document);
    setTimeout(consent, 120);
    const veil = document.querySelector('.preloader');
    if (veil) setTimeout(() => veil.remove(), 700);
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start); else start();
  return { run, verbs };
})();
