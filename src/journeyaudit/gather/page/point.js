// Brings one control into view and says where a click on it would land. Answers null if it is gone. With `trying`, pages wanted by the coming
// click are written down instead of gone to.
([key, trying]) => {
  if (window.__journey) Object.assign(window.__journey, { trying, tapped: false });
  let scope = document, dx = 0, dy = 0, found = null;
  for (const frame of key.split(" |> ")) {
    if (found) {
      const rect = found.getBoundingClientRect();
      dx += rect.left + found.clientLeft;
      dy += rect.top + found.clientTop;
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
  let target = first.width > 1 && first.height > 1 ? found : [...found.querySelectorAll("*")].find((e) => e.getClientRects()[0]?.width > 1 && e.getClientRects()[0]?.height > 1);
  if (!target) return null;
  let rect = target.getClientRects()[0];
  const middle = (r) => r.top + dy + r.height / 2;
  if (middle(rect) < innerHeight * 0.15 && scrollY > 0 || middle(rect) > innerHeight * 0.85 || middle(rect) < 0) {
    target.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    rect = target.getClientRects()[0];
    if (dx || dy) { // the frame itself has moved on the screen
      dx = 0; dy = 0;
      for (let view = found.ownerDocument.defaultView; view !== window; view = view.parent) {
        const outer = view.frameElement.getBoundingClientRect();
        dx += outer.left + view.frameElement.clientLeft; dy += outer.top + view.frameElement.clientTop;
      }
    }
  }
  const x = rect.left + rect.width / 2, y = rect.top + rect.height / 2;
  const root = found.getRootNode();
  const hit = (root.elementFromPoint ? root : found.ownerDocument).elementFromPoint(x, y);
  const reaches = !!hit && (found === hit || found.contains(hit) || target.contains(hit) || hit.shadowRoot?.contains(found) || (hit.contains(found) && hit.closest("a,button,summary,label,li") === hit));
  return { x: x + dx, y: y + dy, width: rect.width, height: rect.height, left: rect.left + dx, top: rect.top + dy, reaches, name: (found.innerText || "").replace(/\s+/g, " ").trim().slice(0, 160) };
}
