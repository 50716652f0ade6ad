// Puts values into fields as a customer's hand would leave them: [[key, value]…]; for a radio button or box "on" or "off". Answers the keys that took.
(pairs) => {
  const setter = (element) => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), "value")?.set;
  const at = (key) => {
    let scope = document, found = null;
    for (const frame of key.split(" |> ")) {
      if (found) scope = found.contentDocument;
      for (const part of frame.split(" >> ")) {
        try { found = scope?.querySelector(part); } catch { return null; }
        if (!found) return null;
        scope = found.shadowRoot || found;
      }
    }
    return found;
  };
  const tell = (element, type) => element.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
  return pairs.filter(([key, value]) => {
    const element = at(key);
    if (!element) return false;
    if (/^(checkbox|radio)$/.test(element.type || "") || element.getAttribute("role") === "radio") {
      const is = !!element.checked || element.getAttribute("aria-checked") === "true";
      if (is !== (value === "on")) element.click();
      return true;
    }
    const stroke = (type) => element.dispatchEvent(new KeyboardEvent(type, { key: "Unidentified", bubbles: true, composed: true }));
    element.focus?.();
    stroke("keydown");
    const set = setter(element);
    if (set) set.call(element, value); else element.value = value; // a framework that watches the property must not see it first
    tell(element, "input");
    stroke("keyup"); // some pages count what is typed
    tell(element, "change");
    element.blur?.();
    return element.value === value;
  }).map(([key]) => key);
}
