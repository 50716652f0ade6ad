(() => {
  "use strict";
  const frame = document.createElement("dialog");
  const image = document.createElement("img");
  const close = document.createElement("button");
  frame.className = "enlarged";
  frame.setAttribute("aria-label", "Enlarged picture");
  close.textContent = "Close";
  frame.append(close, image);
  document.body.append(frame);
  frame.addEventListener("click", () => frame.close());

  for (const shot of document.querySelectorAll(".shot:not(.lost)")) {
    const small = shot.querySelector("img");
    const show = () => {
      image.src = small.src;
      image.alt = small.alt;
      frame.showModal();
    };
    shot.setAttribute("role", "button");
    shot.setAttribute("tabindex", "0");
    shot.setAttribute("aria-label", `Enlarge. ${small.alt}`);
    shot.addEventListener("click", show);
    shot.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        show();
      }
    });
  }

  const unfold = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const each of folded) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
  });
})();
