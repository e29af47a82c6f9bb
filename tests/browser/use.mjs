// Uses a page as people do and says what happened, as JSON: keyboard, filter, copying, links, no script, print.
//
//   node use.mjs PAGE.html
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const address = pathToFileURL(resolve(process.argv[2])).href;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const said = {};

const open = async (options = {}, hash = "") => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  await page.goto(address + hash);
  return page;
};
const focused = (page) => page.evaluate(() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  return { tag: one.localName, text: one.textContent.trim().slice(0, 40), outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 };
});
const visible = (page) => page.evaluate(() => [...document.querySelectorAll(".contract .finding")].filter((one) => one.checkVisibility() || (!one.hidden && !one.closest("[hidden]"))).map((one) => one.querySelector(".check").textContent));
const status = (page) => page.locator(".filter output").textContent();

const keyboard = async () => {
  const page = await open();
  await page.keyboard.press("Tab");
  said.first = await focused(page);
  await page.keyboard.press("Enter");
  said.skipped = new URL(page.url()).hash;
  const stops = [];
  for (let count = 0; count < 60; count += 1) {
    await page.keyboard.press("Tab");
    stops.push(await focused(page));
  }
  said.stops = stops.length;
  said.unseen = stops.filter((one) => !one.outline && one.tag !== "body");
  await page.locator("details.finding > summary").first().focus();
  const state = () => page.evaluate(() => document.querySelector("details.finding").open);
  const before = await state();
  await page.keyboard.press("Enter");
  said.opens = [before, await state()];
};

const filter = async () => {
  const page = await open();
  said.all = await status(page);
  await page.fill("input[name=text]", "DEFAULT");
  await page.waitForTimeout(200);
  said.byText = [await status(page), await visible(page)];
  await page.click("button[type=reset]");
  await page.waitForTimeout(200);
  said.reset = await status(page);
  await page.uncheck("input[name=error]");
  await page.uncheck("input[name=note]");
  await page.waitForTimeout(200);
  said.bySeverity = [await status(page), await visible(page)];
  await page.click("button[type=reset]");
  await page.waitForTimeout(200);
  await page.selectOption("select[name=check]", "request/injection");
  await page.waitForTimeout(200);
  said.byCheck = [await status(page), await visible(page)];
  await page.click("button[type=reset]");
  await page.waitForTimeout(200);
  await page.selectOption("select[name=contract]", { index: 2 });
  await page.waitForTimeout(200);
  said.byContract = await page.evaluate(() => [...document.querySelectorAll(".contract")].filter((one) => !one.hidden).length);
  await page.click("button[type=reset]");
  await page.click("button[name=open]");
  said.opened = await page.evaluate(() => [...document.querySelectorAll(".contract")].every((one) => one.open));
};

const copy = async () => {
  const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.locator("details.finding > summary").first().click();
  await page.locator("button[aria-label='Copy rerun']").first().click();
  said.copied = await page.evaluate(() => navigator.clipboard.readText());
  said.button = await page.locator("button[aria-label='Copy rerun']").first().textContent();
};

const links = async () => {
  const page = await open({}, "#f-000000000000000b");
  said.linked = await page.evaluate(() => document.getElementById("f-000000000000000b").checkVisibility() && document.getElementById("f-000000000000000b").open);
};

const plain = async () => {
  const page = await open({ javaScriptEnabled: false });
  said.plain = {
    form: await page.locator(".filter").isVisible(),
    contracts: await page.locator(".contract > summary").count(),
  };
  await page.locator("details.finding > summary").first().click();
  said.plain.body = await page.locator("details.finding .rerun").first().isVisible();
};

const print = async () => {
  const page = await open({ javaScriptEnabled: false });
  await page.emulateMedia({ media: "print" });
  said.print = {
    form: await page.locator(".filter").isVisible(),
    closed: await page.locator("details.finding:not([open]) .rerun").first().isVisible(),
  };
};

try {
  for (const step of [keyboard, filter, copy, links, plain, print]) await step();
  console.log(JSON.stringify(said, null, 1));
} finally {
  await browser.close();
}
