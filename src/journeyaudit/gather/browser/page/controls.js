// What a customer can activate, how it is called and how to find it again.
const OPENER_ROLES = new Set(["button", "menuitem", "tab", "switch", "menuitemcheckbox", "treeitem", "combobox"]);
const CONTROL_ROLES = new Set([...OPENER_ROLES, "link"]);
const OPENER_DATA = /^data-((bs|mdb|uk|fancybox|remodal|micromodal)-?)?(toggle|target|open|modal|dialog|drawer|menu|tab|accordion|collapse|trigger|popup|href|url|link|click|action|show|reveal|panel)/;

const clean = (text) => (text || "").replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, "").replace(/\s+/g, " ").trim();

function step(element) {
  const tag = element.localName;
  if (tag === "body") return tag;
  if (element.id && /^[A-Za-z][\w-]{0,60}$/.test(element.id) && !/\d{4,}/.test(element.id)) {
    const root = element.getRootNode();
    if (root.querySelectorAll(`[id="${element.id}"]`).length === 1) return `#${element.id}`;
  }
  let nth = 1;
  for (let at = element.previousElementSibling; at; at = at.previousElementSibling) if (at.localName === tag) nth += 1;
  return `${CSS.escape(tag)}:nth-of-type(${nth})`;
}

const KEYS = new Map();
// A CSS path from the nearest unique id; " >> " enters an open shadow root.
function keyOf(element) {
  const known = KEYS.get(element);
  if (known) return known;
  const own = step(element), parent = element.parentElement, root = element.getRootNode();
  let key = own;
  if (own !== "body" && !own.startsWith("#") && parent) key = `${keyOf(parent)}>${own}`;
  else if (!parent && root instanceof ShadowRoot) key = `${keyOf(root.host)} >> ${own}`;
  if (own.startsWith("#") && root instanceof ShadowRoot) key = `${keyOf(root.host)} >> ${own}`;
  KEYS.set(element, key);
  return key;
}

function textFrom(element, limit) {
  const ids = (element.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean);
  const root = element.getRootNode();
  const named = clean(ids.map((id) => { const other = root.getElementById?.(id); return other ? other.textContent : ""; }).join(" "));
  return (named || clean(element.getAttribute("aria-label"))).slice(0, limit);
}

function pictureNames(element) {
  const names = [];
  for (const part of element.querySelectorAll("img[alt],svg title,svg[aria-label],[role=img][aria-label],use")) {
    names.push(part.localName === "title" ? part.textContent : part.getAttribute("alt") || part.getAttribute("aria-label") || "");
  }
  return clean(names.join(" "));
}

function nameOf(element) {
  const named = textFrom(element, 160);
  if (named) return named;
  const text = /^(input|select|textarea)$/.test(element.localName)
    ? element.value || element.getAttribute("alt") || element.getAttribute("placeholder")
    : element.shadowRoot && !element.textContent ? element.shadowRoot.textContent : element.innerText || element.textContent;
  return (clean(text) || pictureNames(element) || clean(element.title)).slice(0, 160);
}

function iconOf(element) {
  const parts = [element.className?.baseVal ?? element.className, element.title, element.id];
  for (const part of [...element.querySelectorAll("i,svg,use,img,span")].slice(0, 6)) {
    parts.push(part.className?.baseVal ?? part.className, part.getAttribute("href") || part.getAttribute("xlink:href"), part.localName === "img" ? (part.getAttribute("src") || "").split("/").pop().slice(0, 60) : "");
  }
  return clean(parts.filter((part) => typeof part === "string").join(" ")).slice(0, 200);
}

// A framework keeps its handlers on the element rather than in the browser's list.
function hasFrameworkHandler(element, names) {
  for (const key of Object.keys(element)) {
    if (key.startsWith("__reactProps$")) return names.some((name) => typeof element[key]?.[name] === "function");
    if (key === "_vei") return names.some((name) => element._vei[name]);
  }
  return false;
}

const isListening = (element) => {
  const watch = element.ownerDocument.defaultView?.__journey;
  return !!watch && (watch.clicks.has(element) || element.hasAttribute("onclick") || hasFrameworkHandler(element, ["onClick", "onMouseDown", "onPointerDown"]));
};
const isHovering = (element) => {
  const watch = element.ownerDocument.defaultView?.__journey;
  return !!watch && (watch.hovers.has(element) || element.hasAttribute("onmouseover") || element.hasAttribute("onmouseenter") || hasFrameworkHandler(element, ["onMouseEnter", "onMouseOver", "onPointerEnter"]));
};

const unseen = (element) => element.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) === false || element.getBoundingClientRect().height < 2 || element.getBoundingClientRect().right <= 0;
// Something to read, or an icon to click.
const hasContent = (element) => element.textContent.trim() !== "" || element.matches("a[href],img,svg") || element.querySelector("a[href],button,img,svg,iframe") !== null;
const holdsUnseen = (host) => [...host.querySelectorAll("a,button,p,li,div,span")].slice(0, 200).some((part) => hasContent(part) && unseen(part));

// Elements that show something hidden when the pointer is on them: the menus that need no click. Read from the style sheets, since no event tells of them.
function hoverHosts(scope) {
  const hosts = new Set();
  const take = (part) => {
    const at = part.lastIndexOf(":hover");
    if (at < 0 || !/[\s>+~]/.test(part.slice(at + 6).trimEnd())) return; // a rule for the hovered element alone opens nothing
    const host = part.slice(0, at).replace(/:hover/g, "") || "*";
    for (const target of scope.querySelectorAll(part.replace(/:hover/g, ""))) {
      if (!hasContent(target) || !unseen(target)) continue;
      const over = target.parentElement?.closest(host) || [...(target.parentElement?.children || [])].find((other) => other !== target && other.matches(host));
      if (over) hosts.add(over);
    }
  };
  const visitRules = (rules, left) => {
    for (const rule of rules) {
      if (rule.cssRules?.length && left > 0) visitRules(rule.cssRules, left - 1);
      const selector = rule.selectorText;
      if (!selector || !selector.includes(":hover")) continue;
      if (!/display|visibility|opacity|height|transform|clip|left|top|right|bottom|scale|translate|position/.test(rule.style?.cssText || "")) continue;
      for (const part of selector.split(/,(?![^(]*\))/)) { try { take(part.trim()); } catch { /* a selector this browser cannot parse opens nothing */ } }
    }
  };
  for (const sheet of [...scope.styleSheets, ...(scope.adoptedStyleSheets || [])]) { try { visitRules(sheet.cssRules, 3); } catch { /* a style sheet of another origin cannot be read */ } }
  return hosts;
}

function contextOf(element) {
  for (let at = element.parentElement, hops = 0; at && hops < 5; at = at.parentElement, hops += 1) {
    const heading = at.querySelector("h1,h2,h3,h4,h5,h6,legend,summary,dt,strong");
    if (heading && !element.contains(heading)) return clean(heading.textContent).slice(0, 100);
  }
  return "";
}

// The summary of plain details with nobody listening: opening it shows just the text inside. The reader may know that text without a click.
function plainPanel(element) {
  const box = element.parentElement;
  if (element.localName !== "summary" || box?.localName !== "details" || box.open || isListening(element) || isListening(box) || box.hasAttribute("ontoggle")) return "";
  if (box.querySelector("a,button,form,input,textarea,select,iframe,img,svg,object,[role],[tabindex],[src]") || [...box.querySelectorAll("*")].some((part) => part.shadowRoot || isListening(part) || [...part.attributes].some((a) => a.name.startsWith("data-")))) return "";
  const inside = [...box.childNodes].filter((node) => node !== element).map(linesOf).join("\n").trim();
  return inside.length < 30000 ? inside : "";
}

// The text of something not yet drawn, a line for each block and each cell.
function linesOf(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), host = (node) => node.parentElement?.closest(":not(b,i,em,strong,span,small,sup,sub,abbr,code,mark,time,u)");
  let text = root.nodeType === Node.TEXT_NODE ? root.data : "", last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node === root) continue;
    text += (last && host(node) !== last ? "\n" : "") + node.data;
    last = host(node);
  }
  return text;
}

// May activating it open something in place? Real links are edges already; these are the controls that must be tried.
function opensBy(element, kind, hosts) {
  const { tag, role, raw, inForm } = kind;
  const expandable = element.hasAttribute("aria-expanded") || element.hasAttribute("aria-haspopup") || element.hasAttribute("aria-controls") || element.hasAttribute("popovertarget") || element.hasAttribute("commandfor");
  const submits = kind.submits && inForm;
  let click = false;
  if (tag === "a" && raw !== null) click = kind.scripted || expandable || kind.parentOfHidden;
  else click = !submits || expandable;
  if (element.disabled || element.getAttribute("aria-disabled") === "true") click = false;
  let hover = false;
  for (let at = element, hops = 0; at && hops < 4 && at !== document.body; at = at.parentElement, hops += 1) {
    if (/^(NAV|HEADER|MAIN|SECTION|FOOTER)$/.test(at.tagName)) break;
    if (!hosts.has(at) && !(isHovering(at) && (kind.region !== "main" || holdsUnseen(at)))) continue;
    hover = !HOVERED.has(at); // one control a host: the first that a customer sees
    if (kind.visible) HOVERED.add(at);
    break;
  }
  return click && hover ? "both" : click ? "click" : hover ? "hover" : "";
}
const HOVERED = new WeakSet();
