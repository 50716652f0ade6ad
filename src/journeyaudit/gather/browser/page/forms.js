// Forms and their fields, and groups of fields that a script uses as a form.
function labelOf(field) {
  const named = textFrom(field, 120);
  if (named) return named;
  const label = field.labels?.length ? clean([...field.labels].map((l) => l.innerText || l.textContent).join(" ")) : "";
  if (label) return label.slice(0, 120);
  const before = field.previousElementSibling;
  return clean(before && !before.matches("input,select,textarea,button") && !before.querySelector("input,select,textarea") ? before.textContent : field.title).slice(0, 120);
}

function fieldOf(field, isVisible) {
  const tag = field.localName;
  return {
    type: tag === "input" ? field.type : tag === "button" ? "button" : field.isContentEditable ? "textarea" : tag,
    name: field.name || field.id || "", label: labelOf(field), autocomplete: field.getAttribute("autocomplete") || "",
    placeholder: field.getAttribute("placeholder") || "", required: !!field.required || field.getAttribute("aria-required") === "true",
    visible: isVisible(field), options: tag === "select" ? [...field.options].slice(0, 30).map((o) => clean(o.text).slice(0, 60)) : [],
  };
}

const FIELDS = "input:not([type=hidden]),select,textarea,[contenteditable=true][role=textbox]";
const SENDERS = "button,input[type=submit],input[type=button],input[type=image],[role=button]";

function fieldVisible(field) {
  const style = getComputedStyle(field), rect = field.getBoundingClientRect();
  const choice = /^(checkbox|radio|file)$/.test(field.type || ""); // drawn by its label, itself often invisible
  return field.checkVisibility?.({ visibilityProperty: true, opacityProperty: !choice }) !== false && (choice || (rect.width > 1 && rect.height > 1 && rect.right + scrollX > 0 && rect.bottom + scrollY > 0 && rect.left + scrollX < field.ownerDocument.defaultView.innerWidth)) && style.display !== "none";
}

function formOf(element, view, box, region, overlay) {
  const own = element.localName === "form";
  const fields = [...(own ? element.elements : element.querySelectorAll(FIELDS))].filter((f) => f.matches(FIELDS)).slice(0, 60);
  const heading = element.querySelector("h1,h2,h3,h4,legend") || (own ? null : element.querySelector("strong"));
  const sender = [...element.querySelectorAll(SENDERS)].find((b) => b.type === "submit" || b.type === "image") || element.querySelector(SENDERS);
  return {
    action: own && element.getAttribute("action") ? element.action?.toString?.() ?? "" : "", raw_action: element.getAttribute("action") || "",
    method: (own ? element.getAttribute("method") || "get" : "script").toLowerCase(), tag: element.localName, name: clean(`${element.getAttribute("name") || ""} ${element.id} ${typeof element.className === "string" ? element.className : ""} ${element.getAttribute("aria-label") || ""}`).slice(0, 160),
    heading: heading ? clean(heading.textContent).slice(0, 120) : headingBefore(element), text: clean(element.innerText).slice(0, 400),
    submit: sender ? nameOf(sender) : "", box, visible: view.shown && fields.some(fieldVisible), region, fields: fields.map((f) => fieldOf(f, fieldVisible)), overlay,
  };
}

// The heading that stands nearest before a form; questions of an accordion head their own answers only.
function headingBefore(element) {
  for (let at = element.parentNode, hops = 0; at?.querySelectorAll && hops < 5; at = at.parentNode || at.host, hops += 1) { // through shadow roots
    const before = [...at.querySelectorAll("h1,h2,h3,h4,h5,h6,legend")].filter((heading) => !element.contains(heading) && !heading.querySelector("button,[aria-expanded]")
      && heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING && heading.checkVisibility?.() !== false);
    if (before.length) return clean(before.at(-1).textContent).slice(0, 100);
  }
  return contextOf(element);
}

// A message box outside any form, with a button near it: the smallest box that holds both.
function formlessGroups(scope) {
  const groups = new Set();
  for (const area of scope.querySelectorAll("textarea,[contenteditable=true][role=textbox]")) {
    if (area.closest("form")) continue;
    for (let at = area.parentElement, hops = 0; at && hops < 6 && at !== document.body; at = at.parentElement, hops += 1) {
      if (at.querySelector(SENDERS)) { groups.add(at); break; }
    }
  }
  return groups;
}
