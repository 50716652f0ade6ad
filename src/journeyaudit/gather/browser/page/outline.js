// Outlines for a picture, in a layer of their own that catches no click; taken away afterwards.
([boxes, on]) => {
  document.getElementById("journeyaudit-outline")?.remove();
  if (!on) return;
  const layer = document.createElement("div");
  layer.id = "journeyaudit-outline";
  layer.style.cssText = "all:initial;position:fixed;inset:0;z-index:2147483647;pointer-events:none";
  for (const [x, y, width, height] of boxes) {
    const frame = document.createElement("div");
    frame.style.cssText = `all:initial;position:fixed;left:${x - 5}px;top:${y - 5}px;width:${width + 10}px;height:${height + 10}px;border:3px solid #d4145a;border-radius:7px;box-shadow:0 0 0 2px #fff,0 0 0 5px rgba(212,20,90,.28);box-sizing:border-box;pointer-events:none`;
    layer.append(frame);
  }
  (document.querySelector("dialog:modal") || document.documentElement).append(layer);
}
