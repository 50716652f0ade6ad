"use strict";
// The chat of the shop: a launcher on every page, and behind it a bot with fixed answers. Nobody reads it (known flaw, see docs/demo-shop.md).
const answers = {
  "Where is my parcel?": "You can follow it under Track order with your order number and postcode.",
  "Can I send this back?": "Yes, within thirty days. Sign in and choose Return beside the order.",
  "Talk to a person": "Our advisers are offline at the moment. Please look in the help centre.",
};
const make = (tag, attributes, ...inside) => { const node = document.createElement(tag); for (const [k, v] of Object.entries(attributes)) node.setAttribute(k, v); node.append(...inside); return node; };

const launcher = make("button", { type: "button", class: "chat-launcher", "aria-expanded": "false", "aria-controls": "chat-window" });
launcher.innerHTML = '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"><path d="M4 4h16v12H10l-5 4v-4H4z"/><path d="M8 9h8M8 12h5"/></svg><span>Chat with us</span>';
const talk = make("div", { class: "chat-talk", "aria-live": "polite" }, make("p", { class: "chat-bot" }, "Hello, I am Inky, a virtual assistant. I answer by machine and I am awake all night."), make("p", { class: "chat-bot" }, "What would you like to know?"));
const choices = make("div", { class: "chat-choices" });
const close = make("button", { type: "button", class: "chat-close", "aria-label": "Close chat" }, "×");
const dialog = make("div", { class: "chat-window", id: "chat-window", role: "dialog", "aria-label": "Chat", hidden: "" }, make("div", { class: "chat-head" }, make("b", {}, "Inky"), make("small", {}, "Automated assistant"), close), talk, choices);

function show(open) {
  dialog.hidden = !open;
  launcher.setAttribute("aria-expanded", String(open));
}

for (const [question, answer] of Object.entries(answers)) {
  const choice = make("button", { type: "button" }, question);
  choice.addEventListener("click", () => { talk.append(make("p", { class: "chat-me" }, question), make("p", { class: "chat-bot" }, answer)); choice.remove(); talk.scrollTop = talk.scrollHeight; });
  choices.append(choice);
}
launcher.addEventListener("click", () => show(dialog.hidden));
close.addEventListener("click", () => show(false));
document.body.append(launcher, dialog);
