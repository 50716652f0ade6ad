// What a customer can fill in or choose on the page, and what a control (by its key, "" for none) would send. Follows the readers' functions.
const PLACES = "input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=image]):not([type=reset]),select,textarea,[role=radio]:not(input)";
const places = [];

function collect(root, prefix) {
  for (const element of root.querySelectorAll("*")) {
    if (element.matches(PLACES)) places.push([element, prefix + keyOf(element), prefix]);
    if (element.shadowRoot) collect(element.shadowRoot, prefix);
    if (/^(iframe|frame)$/.test(element.localName)) {
      let inner = null;
      try { inner = element.contentDocument; } catch { inner = null; }
      if (inner?.body && places.length < 400) collect(inner.body, `${prefix}${keyOf(element)} |> `);
    }
    if (places.length >= 400) return;
  }
}

function byKey(key) {
  let scope = document, at = null;
  for (const frame of key.split(" |> ")) {
    if (at) scope = at.contentDocument;
    for (const part of frame.split(" >> ")) {
      try { at = scope?.querySelector(part); } catch { return null; }
      if (!at) return null;
      scope = at.shadowRoot || at;
    }
  }
  return at;
}

// A form's own field may be called "action" and hide the property: the attribute is asked.
function sendingOf(control) {
  if (!control) return { url: "", method: "get", form: "" };
  const form = control.form || control.closest("form"), base = control.ownerDocument.baseURI;
  const submits = form && (control.type === "submit" || control.type === "image" || !control.hasAttribute("href"));
  if (!submits) return { url: String(control.href?.baseVal ?? control.href ?? ""), method: "get", form: "" };
  const address = control.getAttribute("formaction") || form.getAttribute("action") || control.ownerDocument.URL;
  let url = "";
  try { url = new URL(address, base).href; } catch { url = ""; }
  return { url, method: (control.getAttribute("formmethod") || form.getAttribute("method") || "get").toLowerCase(), form: keyOf(form) };
}

function nearOf(control) {
  if (!control) return () => false;
  const form = control.form || control.closest("form");
  const inForm = (element) => !!form && (element.form === form || form.contains(element));
  if (form && form.querySelector(PLACES)) return inForm;
  for (let at = control.parentElement, hops = 0; at && hops < 6 && at !== document.body; at = at.parentElement, hops += 1) {
    if (at.querySelector(PLACES)) return (element) => at.contains(element) || inForm(element);
  }
  return inForm;
}

function labelled(element, type) {
  const own = labelOf(element) || clean(element.getAttribute("title"));
  if (type !== "radio" && type !== "checkbox") return own;
  const line = element.closest("label,li,tr,[class*=option],[class*=method],[role=radio]");
  const whole = line && line.querySelectorAll("input[type=radio],[role=radio]").length < 2 ? clean(line.innerText) : "";
  return (whole.length > own.length ? whole : own || (element.getAttribute("role") === "radio" ? nameOf(element) : "")).slice(0, 240);
}

collect(document, "");
const control = KEY ? byKey(KEY) : null, near = nearOf(control);
const fields = places.map(([element, key]) => {
  const tag = element.localName, type = tag === "input" ? element.type : element.getAttribute("role") === "radio" ? "radio" : tag;
  const form = element.form || element.closest("form");
  return {
    key, type, name: element.getAttribute("name") || element.id || "", label: labelled(element, type), context: contextOf(element),
    autocomplete: element.getAttribute("autocomplete") || "", placeholder: element.getAttribute("placeholder") || "",
    value: clean(String(element.value ?? "")).slice(0, 120), checked: !!element.checked || element.getAttribute("aria-checked") === "true",
    required: !!element.required || element.getAttribute("aria-required") === "true",
    disabled: !!element.disabled || !!element.readOnly || element.getAttribute("aria-disabled") === "true", visible: fieldVisible(element),
    choices: tag === "select" ? [...element.options].slice(0, 300).map((o) => ({ text: clean(o.text).slice(0, 100), value: o.value.slice(0, 120), disabled: !!o.disabled })) : [],
    form: form ? keyOf(form) : "", near: near(element),
  };
});
return JSON.stringify({ fields, sending: sendingOf(control) });
