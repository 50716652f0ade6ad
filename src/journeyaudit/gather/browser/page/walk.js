// One walk over the composed tree: elements, open shadow roots, same-origin frames.
const MOST_BLOCKS = 4000, MOST_CONTROLS = 3000, MOST_TEXT = 600000;
const SKIP = new Set(["script", "style", "noscript", "template", "head", "meta", "link", "source", "track", "param", "datalist", "option"]);
const REGION_TAG = { header: "header", nav: "nav", main: "main", footer: "footer", aside: "aside" };
const REGION_ROLE = { banner: "header", navigation: "nav", main: "main", contentinfo: "footer", complementary: "aside" };
const REGION_NAME = [[/(^|[\s_-])(footer|fusszeile|pied-de-page)([\s_-]|$)/i, "footer"], [/(^|[\s_-])(header|masthead|topbar|top-bar|navbar)([\s_-]|$)/i, "header"]];
const CONSENT_NAME = /cookie|consent|gdpr|dsgvo|cmp|privacy|onetrust|didomi|usercentrics|cookiebot/i;
const found = { blocks: [], controls: [], forms: [], overlays: [], images: [], frames: [], structured: [], scripts: new Set() };
const elements = [], texts = []; // the element of each control and of each block, same index
const faint = new Set(), inked = new Set(); // controls with text in no visible colour, and with something to be seen
let letters = 0;

function regionOf(element, style, from, depth) {
  const role = element.getAttribute("role");
  const named = REGION_ROLE[role] || (role ? null : REGION_TAG[element.localName]);
  if (named === "nav" && (from === "header" || from === "footer")) return from;
  if ((named === "header" || named === "footer") && /^(main|aside)$/.test(from) && element.closest("article,section,main,aside,form,li,blockquote,figure")) return from;
  if (named) return named;
  if (element.localName === "dialog" || role === "dialog" || role === "alertdialog") return "dialog";
  if (depth < 8 && from === "main" && /^(div|section|table)$/.test(element.localName) && !element.closest("main,article,form")) {
    const name = `${element.id} ${typeof element.className === "string" ? element.className : ""}`;
    for (const [pattern, region] of REGION_NAME) if (pattern.test(name)) return region;
  }
  return from;
}

function overlayOf(element, style, view, rect) {
  const role = element.getAttribute("role"), name = `${element.id} ${typeof element.className === "string" ? element.className : ""}`;
  const dialog = role === "dialog" || role === "alertdialog" || (element.localName === "dialog" && element.open);
  const raised = style.position === "fixed" || (/absolute|sticky/.test(style.position) && (+style.zIndex >= 100 || CONSENT_NAME.test(name)) && CONSENT_NAME.test(name));
  if (!dialog && !raised) return null;
  if (!view.shown || !seenIn(view.clip, rect, 0, 0)) return null;
  const width = Math.max(0, Math.min(rect.right, VIEW.width) - Math.max(rect.left, 0)), height = Math.max(0, Math.min(rect.bottom, VIEW.height) - Math.max(rect.top, 0));
  const covers = round((width * height * 1000) / (VIEW.width * VIEW.height)) / 1000;
  found.overlays.push({ key: keyOf(element), text: "", box: boxOf(rect, 0, 0), visible: true, modal: dialog && (element.getAttribute("aria-modal") === "true" || element.matches(":modal")), covers, element });
  return found.overlays.length - 1;
}

function controlKind(element, style, state) {
  const tag = element.localName, role = element.getAttribute("role") || "";
  const raw = tag === "a" || tag === "area" ? element.getAttribute("href") : null;
  const type = element.type || "";
  let is = (raw !== null) || tag === "button" || tag === "summary" || CONTROL_ROLES.has(role)
    || (tag === "input" && /^(button|submit|image|reset)$/.test(type)) || element.hasAttribute("aria-expanded") || element.hasAttribute("aria-haspopup");
  if (!is && tag === "label" && element.control && /^(checkbox|radio)$/.test(element.control.type) && !element.closest("form")) is = true;
  if (!is && tag === "summary") is = true;
  if (!is && state.control === null && tag !== "body" && tag !== "html" && tag !== "form" && tag !== "label") {
    const listening = isListening(element) && !element.querySelector("a[href],button,summary,[role=button]");
    const delegated = element.ownerDocument.defaultView?.__journey?.delegated;
    const pointing = delegated && style.cursor === "pointer" && state.cursor !== "pointer" && !element.querySelector("a[href],button,summary,input,select,textarea");
    const marked = delegated && [...element.attributes].some((a) => OPENER_DATA.test(a.name)) && !element.querySelector("a[href],button,input,select,textarea");
    is = listening || pointing || marked || (tag === "a" && raw === null && (isListening(element) || delegated));
  }
  if (!is) return null;
  const submits = (tag === "button" && type === "submit") || (tag === "input" && /^(submit|image)$/.test(type));
  const form = element.form;
  const inForm = !!form && form.querySelectorAll("a[href]").length < 5 && (form.method === "post" || !!form.querySelector(FIELDS)); // not the one form that wraps a whole page
  return { tag, role: role || (raw !== null ? "link" : tag === "summary" ? "button" : tag === "label" ? "switch" : "button"), raw, submits, inForm };
}

// "#", "#top", "javascript:" lead nowhere by themselves: only a script can make something of them. "#part" does when the part is hidden or missing.
function isScripted(element, raw) {
  if (raw === "" || /^(#(top|!|)?$|javascript:)/i.test(raw.trim())) return true;
  if (!raw.startsWith("#")) return false;
  if (/^#!?\//.test(raw)) return false;
  const target = element.getRootNode().getElementById?.(decodeURIComponent(raw.slice(1)));
  return !target || target.checkVisibility?.() === false || isListening(element);
}

function hiddenListBeside(element) {
  const host = element.closest("li,[class*=menu-item],[class*=dropdown],[class*=has-]");
  if (!host || host.parentElement?.closest("article")) return false;
  const link = [...host.querySelectorAll("ul a[href],ol a[href],[role=menu] a[href],nav a[href],[class*=menu] a[href],[class*=dropdown] a[href]")].find((other) => other !== element && !element.contains(other) && !other.closest("ul,ol,[role=menu],nav,[class*=menu],[class*=dropdown]").contains(element));
  return !!link && link.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) === false;
}

function addControl(element, style, view, state, region, rect, kind) {
  if (found.controls.length >= MOST_CONTROLS) return null;
  const raw = kind.raw;
  kind.scripted = raw !== null && isScripted(element, raw);
  kind.parentOfHidden = region !== "footer" && (raw !== null || kind.tag === "button") && hiddenListBeside(element);
  kind.region = region;
  kind.visible = view.shown && seenIn(view.clip, rect, view.dx, view.dy);
  const shield = element.getAttribute("data-cfemail") || "";
  found.controls.push({
    key: state.prefix + keyOf(element), name: nameOf(element), tag: kind.tag, role: kind.role, href: raw !== null ? String(element.href?.baseVal ?? element.href ?? "") : "", raw_href: raw || "",
    box: boxOf(rect, view.dx, view.dy), visible: kind.visible, hit: null, region, context: "", title: element.title || "",
    icon: "", expanded: element.hasAttribute("aria-expanded") ? element.getAttribute("aria-expanded") === "true" : kind.tag === "summary" ? !!element.parentElement?.open : null,
    controls: element.getAttribute("aria-controls") || "", popup: element.getAttribute("aria-haspopup") || "", opens: opensBy(element, kind, state.hosts),
    submits: kind.submits && kind.inForm, disabled: !!element.disabled, target: element.getAttribute("target") || "", shield, overlay: state.overlay, form: state.form, frame: state.frame,
  });
  const panel = plainPanel(element);
  if (panel) found.controls.at(-1).panel = panel;
  elements.push(element);
  return found.controls.length - 1;
}

function flush(block) {
  for (const visible of [true, false]) {
    const text = (visible ? block.shown : block.hidden).replace(/[ \t\f\r]+/g, " ").replace(/ ?\n[ \n]*/g, "\n").trim();
    const control = visible ? block.control : block.hiddenControl;
    if (visible) block.shown = "", block.control = undefined; else block.hidden = "", block.hiddenControl = undefined;
    if (!text || found.blocks.length >= MOST_BLOCKS || letters > MOST_TEXT) continue;
    letters += text.length;
    texts.push(block.element);
    const s = block.style, size = parseFloat((visible && block.size) || s.fontSize);
    // Only what differs from the model's defaults is written: a page has a thousand blocks.
    const told = { text: text.slice(0, 8000), tag: block.element.localName, box: block.box };
    if (!visible) told.visible = false;
    if (block.region !== "main") told.region = block.region;
    if (size !== 16) told.size = size;
    if (s.fontWeight !== "400") told.weight = +s.fontWeight || 400;
    if (visible) told.colour = s.color, told.contrast = contrastOf(colour(s.color), block.back);
    if (visible && block.back) told.background = `rgb(${block.back.slice(0, 3).map(round).join(", ")})`;
    const heading = /^h[1-6]$/.test(told.tag) ? +told.tag[1] : +(block.element.getAttribute("role") === "heading" && block.element.getAttribute("aria-level")) || 0;
    if (heading) told.heading = heading;
    if (control !== undefined && control !== null) told.control = control;
    if (block.overlay !== null) told.overlay = block.overlay;
    if (visible && block.shield) told.shield = block.shield;
    if (visible && block.hint) [told.hint, told.hint_by] = block.hint;
    found.blocks.push(told);
    if (visible) block.shield = "", block.hint = null;
  }
}

function addText(text, element, style, view, state, block) {
  if (!text.trim()) { block.shown += " "; block.hidden += block.hidden ? " " : ""; return; }
  const words = view.turned ? [...text].reverse().join("") : text;
  const shown = view.shown && textSeen(element, style, view, state);
  if (!shown) {
    block.hidden += words;
    block.hiddenControl = block.hiddenControl === undefined || block.hiddenControl === state.control ? state.control : null;
    return;
  }
  block.shown += words;
  if (state.control !== null) inked.add(state.control);
  block.size = Math.max(block.size || 0, parseFloat(style.fontSize));
  block.control = block.control === undefined || block.control === state.control ? state.control : null;
  if (state.control !== null) showThrough(state.control, element, view);
}

function textSeen(element, style, view, state) {
  if (parseFloat(style.fontSize) < 2) return false;
  let rect = element.getBoundingClientRect();
  if (style.display === "contents" || parseFloat(style.textIndent) || style.overflowX === "hidden" || rect.width < 1 || rect.height < 1) {
    const range = element.ownerDocument.createRange();
    range.selectNodeContents(element);
    rect = range.getBoundingClientRect();
  }
  if (!seenIn(view.clip, rect, view.dx, view.dy)) return false;
  if (isInk(element, style, view)) return true;
  if (state.control !== null) faint.add(state.control);
  return false;
}

// Has the text a colour that stands out from what is behind it?
function isInk(element, style, view) {
  const text = colour(style.color);
  if (text && text[3] < 0.06 && !/text/.test(style.webkitBackgroundClip || "")) return false;
  const contrast = contrastOf(text, view.back);
  return contrast === null || contrast > 1.04 || paintedBehind(element);
}

// A link without height can be clicked where its visible child is.
function showThrough(index, element, view) {
  const control = found.controls[index];
  if (control.visible) return;
  control.visible = true;
  if (control.box[2] < 2 || control.box[3] < 2) control.box = boxOf(element.getBoundingClientRect(), view.dx, view.dy);
}

function generated(element) {
  if (element.childElementCount || ![...element.attributes].some((a) => a.name.startsWith("data-"))) return "";
  return ["::before", "::after"].map((p) => getComputedStyle(element, p).content).filter((c) => /^"/.test(c)).map((c) => c.replace(/"\s*"/g, "").replace(/^"|"$/g, "")).join("");
}

// What a part of a line tells to who points at it or listens: [text, how].
const TOOLTIPS = ["data-tooltip", "data-tooltip-content", "data-tippy-content", "data-bs-title", "data-bs-original-title", "data-original-title", "data-tip"];
function hintOf(element, isControl) {
  if (!element.attributes.length || element.localName === "body" || element.localName === "html") return null;
  const ids = (element.getAttribute("aria-describedby") || "").split(/\s+/).filter(Boolean);
  const described = clean(ids.map((id) => element.getRootNode().getElementById?.(id)?.textContent || "").join(" "));
  if (described) return [described.slice(0, 600), "described-by"];
  const tooltip = clean(TOOLTIPS.map((name) => element.getAttribute(name)).find(Boolean));
  if (tooltip) return [tooltip.slice(0, 600), "tooltip"];
  const title = isControl ? "" : clean(element.getAttribute("title"));
  return title ? [title.slice(0, 600), "title"] : null;
}

const isInline = (display) => display.startsWith("inline") || display === "contents" || display.startsWith("ruby");

function visitFrame(element, view, state, rect) {
  let inner = null;
  try { inner = element.contentDocument; } catch { inner = null; }
  const shown = view.shown && seenIn(view.clip, rect, view.dx, view.dy);
  const read = !!inner?.body;
  found.frames.push({ src: element.src || "", title: element.title || "", box: boxOf(rect, view.dx, view.dy), visible: shown, read });
  if (!read || state.depth > 60) return;
  const clip = { left: rect.left + scrollX + view.dx, top: rect.top + scrollY + view.dy, right: rect.right + scrollX + view.dx, bottom: 1e9 };
  const prefix = `${state.prefix}${keyOf(element)} |> `;
  const child = { ...view, dx: view.dx + rect.left + element.clientLeft, dy: view.dy + rect.top + element.clientTop, clip, shown, gone: !shown, back: [255, 255, 255, 1] };
  visit(inner.body, child, { ...state, prefix, hosts: hoverHosts(inner), frame: found.frames.length - 1, control: null }, null);
}

function visitChildren(element, style, view, state, block) {
  const root = element.shadowRoot;
  if (root) state = { ...state, hosts: new Set([...state.hosts, ...hoverHosts(root)]) };
  const nodes = root ? root.childNodes : element.localName === "slot" && element.assignedNodes().length ? element.assignedNodes() : element.childNodes;
  const closed = element.localName === "details" && !element.open;
  const shut = closed ? { ...view, shown: false, gone: true } : view;
  for (const node of nodes) {
    if (closed && node !== element.querySelector(":scope > summary")) {
      if (node.nodeType === 1) visit(node, shut, state, block);
      else if (node.nodeType === 3) addText(node.data, element, style, shut, state, block);
    } else if (node.nodeType === 3) addText(node.data, element, style, view, state, block);
    else if (node.nodeType === 1) visit(node, view, state, block);
  }
}

function visit(element, from, state, parent) {
  const tag = element.localName;
  if (tag === "script") {
    if (/ld\+json/.test(element.type)) { if (found.structured.length < 40) found.structured.push(element.textContent.slice(0, 60000)); }
    return;
  }
  if (SKIP.has(tag)) return;
  if (tag === "br") { if (parent) parent.shown += "\n", parent.hidden += parent.hidden ? "\n" : ""; return; }
  const style = getComputedStyle(element), view = look(element, style, from), rect = element.getBoundingClientRect();
  if (tag === "svg") return;
  const region = regionOf(element, style, state.region, state.depth);
  let { overlay, form, control } = state;
  if (overlay === null) overlay = overlayOf(element, style, view, rect);
  if (tag === "form" || state.groups.has(element)) {
    found.forms.push(formOf(element, view, boxOf(rect, view.dx, view.dy), overlay !== null && found.overlays[overlay].modal ? "dialog" : region, overlay));
    form = found.forms.length - 1;
  }
  const next = { ...state, region, overlay, form, control, depth: state.depth + 1, cursor: style.cursor };
  const kind = controlKind(element, style, state);
  if (kind) {
    const index = addControl(element, style, view, next, region, rect, kind);
    if (index !== null) next.control = index;
  }
  if (tag === "img" || element.getAttribute("role") === "img") {
    const shown = view.shown && seenIn(view.clip, rect, view.dx, view.dy);
    if (shown && next.control !== null) showThrough(next.control, element, view), inked.add(next.control);
    if (rect.width > 8 || element.alt) found.images.push({ alt: clean(element.alt ?? element.getAttribute("aria-label")).slice(0, 200), src: (element.currentSrc || element.src || "").slice(0, 300), box: boxOf(rect, view.dx, view.dy), visible: shown, region, control: next.control });
    return;
  }
  if (tag === "iframe" || tag === "frame") { visitFrame(element, view, next, rect); return; }
  if (/^(textarea|select|video|audio|canvas|object|embed)$/.test(tag) || (tag === "input")) return;
  const shield = element.getAttribute("data-cfemail");
  const inline = parent && (isInline(style.display) || style.display === "none"); // a hidden part does not break the line it stands in
  let block = parent;
  if (!inline) {
    if (parent) flush(parent);
    block = { element, style, region, overlay, back: view.back, box: boxOf(rect, view.dx, view.dy), shown: "", hidden: "", shield: "" };
  } else if (kind && style.display !== "inline" && block.shown && !/\s$/.test(block.shown)) block.shown += " ";
  if (shield) block.shield = shield;
  const hint = view.shown && !block.hint ? hintOf(element, !!kind) : null;
  if (hint) block.hint = hint;
  const made = generated(element);
  if (made && view.shown) addText(made, element, style, view, next, block);
  visitChildren(element, style, view, next, block);
  if (!inline) flush(block);
  else if (kind && style.display !== "inline" && block.shown) block.shown += " ";
}

const opaque = (element) => {
  const style = getComputedStyle(element);
  return style.backgroundImage !== "none" || (colour(style.backgroundColor) || [0, 0, 0, 0])[3] > 0.9 || /^(IMG|VIDEO|CANVAS|IFRAME)$/.test(element.tagName);
};

const isAfloat = (element) => element !== null && element !== document.body && (/fixed|sticky/.test(getComputedStyle(element).position) || isAfloat(element.parentElement));

// A fixed or sticky thing lies there that leaves most of the screen free.
function underBar(x, y) {
  for (let at = document.elementFromPoint(x, y); at && at !== document.body; at = at.parentElement) {
    if (!/fixed|sticky/.test(getComputedStyle(at).position)) continue;
    const rect = at.getBoundingClientRect();
    return rect.width * rect.height < VIEW.width * VIEW.height * 0.5;
  }
  return false;
}

// Text under something opaque is unseen. What is fixed or sticky does not count: it moves on with the next turn of the wheel.
function isCovered(element, x, y) {
  for (const over of element.ownerDocument.elementsFromPoint(x, y)) {
    if (over === element || element.contains(over)) return false;
    if (over.contains(element)) break;
    if (!opaque(over)) continue;
    if (isAfloat(over)) continue;
    return true;
  }
  return document.querySelector("dialog:modal") !== null && liesUnder(element, x, y);
}

const inView = (x, y) => x > 0 && y > 0 && x < VIEW.width && y < VIEW.height;

// The browser answers for nothing outside the screen or a modal dialog: there a later sibling laid over the element is sought by its box.
function liesUnder(element, x, y) {
  for (let at = element, hops = 0; at && hops < 3 && at !== document.body; at = at.parentElement, hops += 1) {
    for (let over = at.nextElementSibling; over; over = over.nextElementSibling) {
      const rect = over.getBoundingClientRect();
      if (getComputedStyle(over).position === "absolute" && opaque(over) && rect.left <= x && rect.right >= x && rect.top <= y && rect.bottom >= y) return true;
    }
  }
  return false;
}

// Texts that may tell a channel, and so are worth asking whether anything lies over them.
function askCovered() {
  const waiting = texts.map((element, index) => [element, found.blocks[index]]).filter(([element, block]) => block.visible !== false && element.ownerDocument === document && element.getRootNode() === document && /\d{3}|@|\d \d/.test(block.text));
  let screens = 0;
  for (const [element, block] of waiting.sort((a, b) => a[1].box[1] - b[1].box[1])) {
    const middle = () => { const rect = textRect(element); return [rect.left + rect.width / 2, rect.top + rect.height / 2]; };
    let [x, y] = middle();
    if (y < 0 || y > VIEW.height * 0.9) {
      if (OPTIONS.scroll && screens++ < 40) scrollTo({ top: scrollY + y - VIEW.height * 0.3, behavior: "instant" });
      [x, y] = middle();
    }
    if (inView(x, y) ? isCovered(element, x, y) : liesUnder(element, x, y)) block.visible = false;
  }
}

function textRect(element) {
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  return range.getClientRects()[0] || element.getBoundingClientRect();
}

function reachedAt(element, x, y) {
  let hit = element.ownerDocument.elementFromPoint(x, y);
  while (hit?.shadowRoot && hit.shadowRoot.elementFromPoint(x, y) && hit.shadowRoot.elementFromPoint(x, y) !== hit) hit = hit.shadowRoot.elementFromPoint(x, y);
  return !!hit && (element === hit || element.contains(hit) || (hit.contains(element) && hit.closest("a,button,summary,label") === hit) || hit.closest?.("label")?.control === element || (element.getRootNode() !== document && element.getRootNode().host === hit));
}

// Ask the browser what a click at each control's centre would reach, screen by screen. What was just opened may close when scrolled: then only this screen.
function askHits() {
  const waiting = [];
  found.controls.forEach((control, index) => { if (control.visible && control.frame === null) waiting.push(index); });
  const at = (i) => found.controls[i].box[1] + found.controls[i].box[3] / 2;
  waiting.sort((a, b) => at(a) - at(b));
  let screens = 0;
  for (const index of waiting) {
    const element = elements[index];
    if (!element.isConnected) continue;
    const place = () => { // a link without a size of its own is where its content is
      const own = element.getBoundingClientRect(), b = found.controls[index].box;
      return own.width < 1 || own.height < 1 ? { left: b[0] - scrollX, top: b[1] - scrollY, width: b[2], height: b[3] } : own;
    };
    let rect = place();
    let y = rect.top + rect.height / 2;
    if ((y < 0 || y > VIEW.height * 0.8) && OPTIONS.scroll) {
      if (screens++ > 40) break;
      scrollTo({ top: scrollY + y - VIEW.height * 0.3, behavior: "instant" });
      rect = place();
      y = rect.top + rect.height / 2;
    }
    const x = Math.min(Math.max(rect.left + rect.width / 2, 0), VIEW.width - 1);
    if (y < 0 || y >= VIEW.height) {
      if (liesUnder(element, x, y)) found.controls[index].visible = false;
      continue;
    }
    found.controls[index].hit = reachedAt(element, x, y);
    let covered = found.controls[index].hit === false && isCovered(element, x, y);
    for (const part of OPTIONS.scroll ? [0.6, 0.85] : []) { // a sticky bar may lie there, even a tall one: a customer scrolls on a little
      if (found.controls[index].hit) break;
      scrollTo({ top: scrollY + y - VIEW.height * part, behavior: "instant" });
      rect = place();
      y = rect.top + rect.height / 2;
      if (inView(x, y)) {
        found.controls[index].hit = reachedAt(element, x, y);
        covered = found.controls[index].hit === false && isCovered(element, x, y);
      }
    }
    if (covered) found.controls[index].visible = false;
    // Without scrolling nobody knows what a bar or the edge of the screen hides: the next turn of the wheel may bring it out.
    if (found.controls[index].hit === false && !OPTIONS.scroll && (!document.elementFromPoint(x, y) || underBar(x, y))) found.controls[index].hit = null;
    if (found.controls[index].hit === false && element.getClientRects().length > 1) {
      const first = element.getClientRects()[0];
      found.controls[index].hit = element.contains(document.elementFromPoint(first.left + first.width / 2, first.top + first.height / 2));
    }
  }
  askCovered();
  if (OPTIONS.scroll) scrollTo({ top: 0, behavior: "instant" });
}
