// Opens pages in a real browser and says what it saw, as JSON: axe's violations in both colour schemes with
// everything open, requests, errors, whether the page is wider than the window, and how long it took.
//
//   node look.mjs [--shots FOLDER] PAGE.html …
//
// `--shots` keeps pictures at desktop and phone width, light and dark. `CHROMIUM` names the browser.
import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

import { chromium } from "playwright-core";

const { values, positionals } = parseArgs({
  options: { shots: { type: "string" }, script: { type: "boolean", default: true } },
  allowPositionals: true,
  allowNegative: true,
});
const WIDTHS = { desktop: 1280, phone: 360 };
const SCHEMES = ["light", "dark"];
const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const opened = async (browser, file, width, scheme) => {
  const context = await browser.newContext({
    viewport: { width, height: width > 600 ? 900 : 740 },
    deviceScaleFactor: width > 600 ? 1 : 2,
    colorScheme: scheme,
    javaScriptEnabled: values.script,
    bypassCSP: false,
  });
  const page = await context.newPage();
  const seen = { requests: [], errors: [], dialogs: 0 };
  page.on("request", (request) => seen.requests.push(request.url().slice(0, 200)));
  page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("dialog", (dialog) => { seen.dialogs += 1; dialog.dismiss(); });
  const begin = performance.now();
  await page.goto(pathToFileURL(resolve(file)).href, { waitUntil: "load", timeout: 60_000 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return { context, page, seen, loaded: Math.round(performance.now() - begin) };
};

const wide = (page) => page.evaluate(() => ({
  page: document.documentElement.scrollWidth,
  window: innerWidth,
  out: [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll, pre, .skip"))
    .slice(0, 5)
    .map((one) => `${one.localName}.${one.className}`),
}));

const accessible = async (page) => {
  await page.evaluate(() => { for (const box of document.querySelectorAll("details")) box.open = true; });
  // The protocol, not a script tag: the page's own policy would refuse one.
  await page.evaluate((await import("node:fs")).readFileSync(AXE, "utf8") + ";undefined");
  const told = await page.evaluate(() => axe.run(document, { resultTypes: ["violations", "incomplete"] }));
  const brief = ({ id, impact, nodes }) => ({ id, impact, nodes: nodes.length, first: nodes[0].html.slice(0, 200), why: nodes[0].failureSummary });
  return { violations: told.violations.map(brief), incomplete: told.incomplete.map(brief), passes: told.passes.length };
};

const shoot = async (page, name) => {
  await mkdir(values.shots, { recursive: true });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const { width } = page.viewportSize();
  const clip = { x: 0, y: 0, width, height: Math.min(height, width > 600 ? 2400 : 1400) };
  await page.screenshot({ path: join(values.shots, `${name}.png`), fullPage: true, clip });
};

// One contract with its first finding and its table open, as somebody reads it.
const showOne = async (page, name) => {
  const found = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll(".contract")];
    const box = boxes.find((one) => one.querySelector("details.finding")) || boxes[0];
    if (!box) return false;
    for (const one of [box, box.querySelector("details.finding"), box.querySelector(".coverage")]) if (one) one.open = true;
    box.scrollIntoView();
    return true;
  });
  if (!found) return;
  await page.waitForTimeout(600);
  const top = await page.evaluate(() => Math.round(scrollY));
  const { width } = page.viewportSize();
  const clip = { x: 0, y: top, width, height: width > 600 ? 1800 : 1400 };
  await page.screenshot({ path: join(values.shots, `${name}-one.png`), fullPage: true, clip });
};

const look = async (browser, file) => {
  const result = { file: basename(file), axe: {}, wide: {}, requests: [], errors: [], dialogs: 0, loaded: {} };
  for (const [device, width] of Object.entries(WIDTHS)) {
    for (const scheme of SCHEMES) {
      const { context, page, seen, loaded } = await opened(browser, file, width, scheme);
      const name = `${basename(file, ".html")}-${device}-${scheme}`;
      result.loaded[`${device} ${scheme}`] = loaded;
      if (values.shots) await shoot(page, name);
      if (values.shots) await showOne(page, name);
      if (values.script) result.axe[`${device} ${scheme}`] = await accessible(page);
      result.wide[`${device} ${scheme}`] = await wide(page);
      result.requests.push(...seen.requests.slice(1));
      result.errors.push(...seen.errors);
      result.dialogs += seen.dialogs;
      await context.close();
    }
  }
  return result;
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  const results = [];
  for (const file of positionals) results.push(await look(browser, file));
  console.log(JSON.stringify(results, null, 1));
} finally {
  await browser.close();
}
