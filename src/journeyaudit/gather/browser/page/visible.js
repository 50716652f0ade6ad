// What a customer can see. Everything is in document coordinates, however far the page is scrolled.
const VIEW = { width: 0, height: 0 }; // set once the page has settled
const round = Math.round;

function boxOf(rect, dx, dy) {
  return [round(rect.left + scrollX + dx), round(rect.top + scrollY + dy), round(rect.width), round(rect.height)];
}

function meet(clip, rect, dx, dy) {
  const left = rect.left + scrollX + dx, top = rect.top + scrollY + dy;
  const box = { left, top, right: left + rect.width, bottom: top + rect.height };
  if (!clip) return box;
  return { left: Math.max(clip.left, box.left), top: Math.max(clip.top, box.top), right: Math.min(clip.right, box.right), bottom: Math.min(clip.bottom, box.bottom) };
}

// A rectangle is seen when some of it lies on the page (not left of it, above it or beside it) and inside every clipping ancestor.
function seenIn(clip, rect, dx, dy) {
  if (rect.width < 1 || rect.height < 1) return false;
  const box = meet(clip, rect, dx, dy);
  return box.right - box.left >= 1 && box.bottom - box.top >= 1 && box.right > 0 && box.bottom > 0 && box.left < VIEW.width;
}

const COLOUR = new Map();
function colour(text) {
  let found = COLOUR.get(text);
  if (found === undefined) {
    const numbers = text.match(/[\d.]+/g);
    found = numbers && text.startsWith("rgb") ? [+numbers[0], +numbers[1], +numbers[2], numbers.length > 3 ? +numbers[3] : 1] : null;
    COLOUR.set(text, found);
  }
  return found;
}

function over(front, back) {
  if (!front || !back) return null;
  const a = front[3];
  return [0, 1, 2].map((i) => front[i] * a + back[i] * (1 - a)).concat(1);
}

function luminance(c) {
  const [r, g, b] = c.map((v) => { const s = v / 255; return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// WCAG 2.2 contrast ratio, 1 to 21; null where the background is an image.
function contrastOf(text, back) {
  const front = over(text, back);
  if (!front) return null;
  const a = luminance(front), b = luminance(back);
  return round(((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)) * 100) / 100;
}

// Text in the colour of its background is unseen, unless something else is painted behind it (a picture beside it in the tree).
function paintedBehind(element) {
  for (let at = element, hops = 0; at && hops < 6; at = at.parentElement, hops += 1) {
    for (const pseudo of ["::before", "::after"]) {
      const style = getComputedStyle(at, pseudo);
      if (style.content !== "none" && (style.backgroundImage !== "none" || (colour(style.backgroundColor) || [0, 0, 0, 0])[3] > 0.3)) return true;
    }
  }
  const top = scrollY;
  if (OPTIONS.scroll) element.scrollIntoView({ block: "center", behavior: "instant" });
  const rect = textRect(element);
  const stack = element.ownerDocument.elementsFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2);
  if (OPTIONS.scroll) scrollTo({ top, behavior: "instant" });
  const own = stack.findIndex((other) => other === element || element.contains(other));
  return own >= 0 && stack.slice(own + 1).some((other) => !other.contains(element) && !element.contains(other)
    && (/^(IMG|VIDEO|CANVAS|SVG|PICTURE)$/i.test(other.tagName) || getComputedStyle(other).backgroundImage !== "none" || (colour(getComputedStyle(other).backgroundColor) || [0, 0, 0, 0])[3] > 0.3));
}

const FLAT = /^(polygon\(0(px|%)? 0|inset\((50|100)%|circle\(0)/;

// The view that an element hands to its children: visibility, opacity, clipping, background, reading direction.
function look(element, style, from) {
  const view = { ...from };
  if (style.display === "none") return { ...view, shown: false, gone: true };
  view.shown = !from.gone && style.visibility === "visible";
  view.opacity = from.opacity * parseFloat(style.opacity);
  if (view.opacity < 0.1) view.shown = false;
  const position = style.position;
  if (position === "fixed") {
    view.clip = { left: scrollX, top: scrollY, right: scrollX + VIEW.width, bottom: scrollY + VIEW.height };
    view.fixed = true;
  }
  const clips = style.overflowX !== "visible" || style.overflowY !== "visible";
  const cut = FLAT.test(style.clipPath) || (position === "absolute" && /^rect\((0|1)px, ?(0|1)px, ?(0|1)px, ?(0|1)px\)/.test(style.clip));
  if (cut) view.shown = false, view.gone = true;
  if (clips && element !== document.body && element !== document.documentElement) {
    const rect = element.getBoundingClientRect();
    const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
    if (rect.width <= 2 || rect.height <= 2) view.gone = true, view.shown = false;
    else if (!scrolls) view.clip = meet(view.clip, rect, view.dx, view.dy);
    else if (view.fixed) view.clip = { ...meet(view.clip, rect, view.dx, view.dy), top: -1e9, bottom: 1e9 };
  }
  if (style.contentVisibility === "hidden") view.gone = true, view.shown = false;
  const back = colour(style.backgroundColor);
  if (style.backgroundImage !== "none") view.back = null;
  else if (back && back[3] > 0) view.back = back[3] >= 0.999 ? back : over(back, view.back);
  view.turned = style.direction === "rtl" && /override/.test(style.unicodeBidi);
  return view;
}
