// Brings one control into view and says where a click on it would land. Answers null if it is gone. With `trying`, pages wanted by the coming
// click are written down instead of gone to.
async ([key, trying]) => {
  const watch = window.__journey, touch = matchMedia("(hover: none)").matches;
  if (watch) Object.assign(watch, { trying, tapped: false, astray: false });
  let scope = document, dx = 0, dy = 0, found = null;
  for (const frame of key.split(" |> ")) {
    if (found) {
      scope = found.contentDocument;
      if (!scope) return null;
    }
    for (const part of frame.split(" >> ")) {
      try { found = scope.querySelector(part); } catch { return null; }
      if (!found) return null;
      scope = found.shadowRoot || found;
    }
  }
  const first = found.getClientRects()[0] || found.getBoundingClientRect();
  const target = first.width > 1 && first.height > 1 ? found : [...found.querySelectorAll("*")].find((e) => e.getClientRects()[0]?.width > 1 && e.getClientRects()[0]?.height > 1);
  if (!target) return null;
  const root = found.getRootNode();
  let rect, x, y;
  const measure = () => {
    dx = 0; dy = 0; // the frames that hold it move on the screen too
    for (let view = found.ownerDocument.defaultView; view !== window; view = view.parent) {
      const outer = view.frameElement.getBoundingClientRect();
      dx += outer.left + view.frameElement.clientLeft; dy += outer.top + view.frameElement.clientTop;
    }
    rect = target.getClientRects()[0] || target.getBoundingClientRect();
    x = rect.left + rect.width / 2; y = rect.top + rect.height / 2;
  };
  // Inside frames each frame must be reached too: a document answers for its own view, wherever that is on the screen.
  const framesReached = () => {
    let [left, top] = [x, y];
    for (let view = found.ownerDocument.defaultView; view !== window; view = view.parent) {
      const frame = view.frameElement, outer = frame.getBoundingClientRect(), home = frame.getRootNode();
      left += outer.left + frame.clientLeft; top += outer.top + frame.clientTop;
      if (home.elementFromPoint(left, top) !== frame) return false;
    }
    return true;
  };
  const hits = () => {
    if (!framesReached()) return false;
    const hit = (root.elementFromPoint ? root : found.ownerDocument).elementFromPoint(x, y);
    return !!hit && (found === hit || found.contains(hit) || target.contains(hit) || !!hit.shadowRoot?.contains(found) || (hit.contains(found) && hit.closest("a,button,summary,label,li") === hit));
  };
  measure();
  // Under a finger nothing hovers: what a scroll moves away from where the pointer rests must not hear that the pointer has left.
  const scroll = (move) => {
    if (watch && touch) watch.still = true; // until the finger comes down
    move();
    measure();
  };
  // What is wider than a telephone's screen is panned: a finger comes down on the screen, everything else is told from where the page's own view begins.
  const screen = touch && window.visualViewport || { offsetLeft: 0, offsetTop: 0, width: innerWidth, height: innerHeight };
  const across = () => x + dx - screen.offsetLeft, down = () => y + dy - screen.offsetTop;
  // What shares a part of the page with the pointer may stand in a menu that closes when it is scrolled from under it.
  const pointed = touch ? null : [...document.querySelectorAll(":hover")].pop();
  let shared = pointed ? found : null;
  while (shared && !shared.contains(pointed)) shared = shared.parentElement || shared.getRootNode().host || shared.ownerDocument.defaultView?.frameElement;
  const beside = !!shared && !shared.matches("html,body,main") && !shared.querySelector("header,main,footer");
  const inView = () => down() - rect.height / 2 >= 0 && down() + rect.height / 2 <= screen.height;
  const middle = down(), edge = beside && inView() && hits() ? -1 : 0.15, from = scrollY, aside = touch && (across() < 0 || across() > screen.width);
  if (middle < screen.height * edge && scrollY > 0 || middle > screen.height * (1 - edge) || middle < 0 || aside) {
    scroll(() => target.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" }));
  }
  let reaches = hits();
  for (const part of reaches ? [] : [0.7, 0.85, 0.3, 0.15]) { // a tall sticky header or a bar at the foot: a customer scrolls on a little
    const before = scrollY;
    scroll(() => scrollBy({ top: down() - screen.height * part, behavior: "instant" }));
    if (scrollY === before) continue;
    reaches = hits();
    if (reaches) break;
  }
  if (beside && scrollY !== from) { // the pointer hears of it with the next picture drawn
    await new Promise((go) => { (watch ? watch.later : setTimeout)(go, 100); requestAnimationFrame(() => requestAnimationFrame(go)); });
    measure();
    reaches = hits();
  }
  if (watch) watch.pressed = target;
  return { x: across(), y: down(), width: rect.width, height: rect.height, left: rect.left + dx, top: rect.top + dy, reaches, name: (found.innerText || "").replace(/\s+/g, " ").trim().slice(0, 160) };
}
