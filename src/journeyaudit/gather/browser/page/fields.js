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

// Out of every customer's way: off the page, clipped to nothing, hidden from assistive technology or out of the tab order.
function isTrap(element) {
  if (element.localName === "select" && element.required) return false; // a list that a script draws anew
  if (element.closest("[aria-hidden=true]")) return true;
  if (element.getAttribute("tabindex") === "-1" && element.type !== "radio") return true;
  if (/^(checkbox|radio|file)$/.test(element.type || "")) return false; // drawn by its label
  const rect = element.getBoundingClientRect();
  if (rect.bottom + scrollY <= 0 || rect.right + scrollX <= 0 || rect.left + scrollX >= element.ownerDocument.defaultView.innerWidth) return true;
  for (let at = element, hops = 0; at && hops < 5 && at !== document.body; at = at.parentElement, hops += 1) {
    const style = getComputedStyle(at), box = at.getBoundingClientRect();
    if (/^rect\((0|1)px, ?(0|1)px, ?(0|1)px, ?(0|1)px\)/.test(style.clip) || /^(inset\((50|100)%|circle\(0|polygon\(0(px|%)? 0)/.test(style.clipPath)) return true;
    if (style.overflow !== "visible" && (box.width <= 2 || box.height <= 2)) return true;
  }
  return false;
}

function groupOf(element, type) {
  if (type !== "radio" && type !== "checkbox" && type !== "select") return "";
  const host = element.closest("[role=radiogroup],[role=group],fieldset");
  if (!host || host.contains(document.querySelector("h1"))) return "";
  return (textFrom(host, 160) || clean(host.querySelector("legend")?.innerText)).slice(0, 160);
}

// Tests for humans, of the control's form or seen anywhere on the page. The badge that watches whole pages is none.
const PUZZLES = [
  ["reCAPTCHA", ".g-recaptcha,[name=g-recaptcha-response],[name*=recaptcha],iframe[src*='/recaptcha/']"], ["hCaptcha", ".h-captcha,[name=h-captcha-response],iframe[src*='hcaptcha.com']"],
  ["Turnstile", ".cf-turnstile,[name=cf-turnstile-response],iframe[src*='challenges.cloudflare.com']"], ["Friendly Captcha", ".frc-captcha"],
  ["GeeTest", "[class*=geetest i]"], ["ALTCHA", "altcha-widget"], ["AWS WAF CAPTCHA", "awswaf-captcha"], ["Cap", "cap-widget"], ["Procaptcha", ".procaptcha"],
  ["Arkose", "iframe[src*='arkoselabs'],iframe[src*='funcaptcha'],[id*=funcaptcha i],[id*=arkose i]"], ["mosparo", "[id^=mosparo-box],.mosparo__container"], ["CaptchaFox", ".captchafox"],
  ["a slider", "[class*=slider-verif i],[class*=slide-verif i],[class*=verify-slide i],[class*=drag-verif i],[class*=slide-unlock i],[class*=slide-to-verify i]"],
  ["CAPTCHA", "[class*=captcha i],[id*=captcha i],[name*=captcha i],img[src*=captcha i],img[alt*=captcha i]"],
];
function puzzlesOf(control) {
  const form = control && (control.form || control.closest("form"));
  const stands = (element) => (form ? form.contains(element) : element.checkVisibility?.() !== false);
  const isDrawn = (element) => element.matches("iframe,img") && element.getBoundingClientRect().height > 20;
  const isTrapForRobots = (element) => element.matches("input:not([type=hidden])") && element.checkVisibility?.() === false; // may be called so
  const counts = (element) => !element.closest(".grecaptcha-badge") && (isDrawn(element) || (stands(element) && !isTrapForRobots(element)));
  const found = PUZZLES.filter(([, where]) => [...document.querySelectorAll(where)].some(counts)).map(([name]) => name);
  return found.length > 1 ? found.filter((name) => name !== "CAPTCHA") : found;
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
    form: form ? keyOf(form) : "", near: near(element), trap: isTrap(element), told: [...(element.labels || [])].some((l) => l.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) !== false && l.getBoundingClientRect().height > 1),
    group: groupOf(element, type), accept: element.getAttribute("accept") || "", longest: element.maxLength > 0 ? element.maxLength : 0,
    fault: element.willValidate && element.validity && !element.validity.valid ? clean(element.validationMessage).slice(0, 160) : "",
  };
});
return JSON.stringify({ fields, sending: sendingOf(control), puzzles: puzzlesOf(control) });
