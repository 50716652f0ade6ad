"use strict";
// Behaviour of the shop's own pages. Everything that opens says so in aria-expanded; nothing here loads anything from elsewhere.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const cookie = name => document.cookie.split("; ").find(c => c.startsWith(name + "="))?.slice(name.length + 1) ?? "";

function fold(button, open = button.getAttribute("aria-expanded") !== "true") {
  button.setAttribute("aria-expanded", String(open));
  return document.getElementById(button.getAttribute("aria-controls"));
}

function toast(text) {
  const box = document.querySelector("[data-toast]");
  box.textContent = text;
  box.hidden = false;
  setTimeout(() => { box.hidden = true; }, 3500);
}

function showCount() {
  const count = Number(cookie("qw_count"));
  for (const badge of all("[data-basket-count]")) { badge.textContent = count; badge.hidden = !count; }
}

function wireMenus() {
  const burger = document.querySelector(".burger");
  burger?.addEventListener("click", () => { const drawer = fold(burger); drawer.hidden = !drawer.hidden; });
  for (const button of all(".fold")) button.addEventListener("click", () => fold(button).classList.toggle("open"));
  for (const button of all("[data-fold]")) button.addEventListener("click", () => { const panel = fold(button); panel.hidden = !panel.hidden; });
}

function openNamedTopic() {
  const topic = document.getElementById(location.hash.slice(1));
  if (topic?.classList.contains("topic")) topic.classList.add("named");
}

function wireTabs() {
  for (const tab of all("[role=tab]")) tab.addEventListener("click", () => {
    for (const other of all("[role=tab]")) {
      other.setAttribute("aria-selected", String(other === tab));
      document.getElementById(other.getAttribute("aria-controls")).hidden = other !== tab;
    }
  });
}

function wireConsent() {
  const banner = document.getElementById("consent");
  if (!cookie("qw_consent")) banner.hidden = false;
  const manage = banner.querySelector("[data-consent-manage]");
  manage.addEventListener("click", () => { const choices = fold(manage); choices.hidden = !choices.hidden; });
  for (const button of all("[data-consent]", banner)) button.addEventListener("click", () => {
    document.cookie = `qw_consent=${button.dataset.consent}; path=/; max-age=15552000; samesite=lax`;
    banner.hidden = true;
  });
}

async function post(form) {
  const reply = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Requested-With": "fetch" } });
  if (!reply.ok) throw new Error(String(reply.status));
}

function wireForms() {
  for (const form of all("form[data-add], form[data-quiet]")) form.addEventListener("submit", async event => {
    event.preventDefault();
    try {
      await post(form);
      toast(form.dataset.quiet ?? "Added to your basket.");
      if (form.dataset.quiet) form.reset();
      showCount();
    } catch { toast("That did not go through. Please try again."); }
  });
  for (const button of all("[data-step]")) button.addEventListener("click", () => {
    const field = button.parentElement.querySelector("input");
    field.value = Math.max(1, (Number(field.value) || 1) + Number(button.dataset.step));
  });
}

wireMenus(); wireTabs(); wireConsent(); wireForms(); showCount(); openNamedTopic();
