// SPDX-License-Identifier: GPL-2.0-or-later
// Looks at the pages of a running travaux.cgi as people do: at phone and desk
// width, light and dark, with and without scripts, by keyboard, enlarged. Each
// page is checked by axe-core, and for scrolling sideways, requests that leave
// the site, and weight. Prints TAP; keeps screenshots.
//
// usage: node browse.js ADDRESS FOLDER PAGES CHROMIUM
'use strict';
const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const [address, folder, pagesFile, executablePath] = process.argv.slice(2);
const sizes = { phone: { width: 360, height: 740 },
	desk: { width: 1280, height: 900 } };
const pages = fs.readFileSync(pagesFile, 'utf8').split('\n')
	.filter((line) => line && !line.startsWith('#'))
	.map((line) => line.split('\t'));
const MOST_BYTES = 60 * 1024;
let count = 0;

function report(ok, what, why) {
	count++;
	console.log(`${ok ? 'ok' : 'not ok'} ${count} - ${what}`);
	if (!ok && why)
		for (const line of String(why).split('\n'))
			console.log(`# ${line}`);
}

async function violations(page) {
	await page.evaluate(axe);
	const result = await page.evaluate(() => window.axe.run(document, {
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
			'best-practice'] }));
	return result.violations.map((v) => `${v.id}: ${v.help}\n  ` +
		v.nodes.slice(0, 3).map((n) => n.html).join('\n  ')).join('\n');
}

async function look(browser, name, target, status, size, scheme) {
	const context = await browser.newContext({ viewport: sizes[size],
		colorScheme: scheme, bypassCSP: true });
	const page = await context.newPage();
	const elsewhere = [];
	const label = `${name} (${size}, ${scheme})`;
	page.on('request', (r) => {
		if (!r.url().startsWith(new URL(address).origin))
			elsewhere.push(r.url());
	});
	const response = await page.goto(address + target);
	report(response.status() === Number(status),
		`${label} answers ${status}`, response.status());
	const bytes = (await response.body()).length;
	report(bytes <= MOST_BYTES, `${label} weighs ${bytes} bytes`, bytes);
	report(elsewhere.length === 0, `${label} asks nobody else`, elsewhere);
	const wide = await page.evaluate(() =>
		document.documentElement.scrollWidth - window.innerWidth);
	report(wide <= 0, `${label} does not scroll sideways`, wide);
	const found = await violations(page);
	report(found === '', `${label} has no violation axe finds`, found);
	await page.screenshot({ fullPage: true,
		path: path.join(folder, `${name}-${size}-${scheme}.png`) });
	await context.close();
}

// 400 % of a window 1280 wide is one of 320.
async function enlarge(browser, name, target) {
	const context = await browser.newContext({ viewport:
		{ width: 320, height: 256 } });
	const page = await context.newPage();
	await page.goto(address + target);
	const wide = await page.evaluate(() =>
		document.documentElement.scrollWidth - window.innerWidth);
	report(wide <= 0, `${name} at 400 % does not scroll sideways`, wide);
	await context.close();
}

// From the address bar to an answer and on to its source, by keys alone.
async function byKeyboard(browser) {
	const context = await browser.newContext({ javaScriptEnabled: false,
		viewport: sizes.desk });
	const page = await context.newPage();
	await page.goto(address);
	await page.keyboard.press('Tab');
	report(/Skip/.test(await page.locator(':focus').textContent()),
		'the first key leads past the head');
	await page.locator('#q').focus();
	await page.keyboard.type('who opposed the removal of Article 42');
	await Promise.all([page.waitForNavigation(),
		page.keyboard.press('Enter')]);
	report(/on record/.test(await page.locator('h1').textContent()),
		'a question typed and sent is answered');
	await page.locator('.source a').first().focus();
	await Promise.all([page.waitForNavigation(),
		page.keyboard.press('Enter')]);
	report(await page.locator('.wanted').count() === 1,
		'its source opens at the passage');
	await page.goBack();
	report(/on record/.test(await page.locator('h1').textContent()),
		'and back leads to the answer');
	await context.close();
}

(async () => {
	const browser = await chromium.launch({ executablePath,
		args: ['--no-sandbox'] });
	for (const [name, target, status] of pages) {
		await look(browser, name, target, status, 'phone', 'light');
		await look(browser, name, target, status, 'desk', 'dark');
		await enlarge(browser, name, target);
	}
	await byKeyboard(browser);
	await browser.close();
	console.log(`1..${count}`);
})().catch((error) => {
	console.log(`Bail out! ${error.message}`);
	process.exit(1);
});
