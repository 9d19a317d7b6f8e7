// SPDX-License-Identifier: GPL-2.0-or-later
// Looks at the pages of a running travaux.cgi as people do: in each of the six
// languages, at phone and desk width, light and dark, with and without scripts,
// by keyboard, enlarged, printed. Each page is checked by axe-core, and for
// scrolling sideways, requests that leave the site, and weight. Prints TAP;
// keeps screenshots of some.
//
// usage: node browse.js ADDRESS FOLDER PAGES CHROMIUM
'use strict';
const fs = require('fs');
const path = require('path');
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const [address, folder, pagesFile, executablePath] = process.argv.slice(2);
const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 900 };
// 400 % of a window 1280 wide is one of 320.
const enlarged = { width: 320, height: 256 };
const pages = fs.readFileSync(pagesFile, 'utf8').split('\n')
	.filter((line) => line && !line.startsWith('#'))
	.map((line) => line.split('\t'));
const MOST_BYTES = 60 * 1024;
// How each language is looked at: one browser window for all its pages. Where
// scripts are off axe cannot run either; `plain` looks do without it.
const looks = [
	{ language: 'en', name: 'phone-light', viewport: phone, keep: true },
	{ language: 'en', name: 'desk-dark', viewport: desk, dark: true,
		keep: true },
	{ language: 'ar', name: 'phone-dark', viewport: phone, dark: true },
	{ language: 'es', name: 'phone-light', viewport: phone },
	{ language: 'fr', name: 'desk-light', viewport: desk },
	{ language: 'ru', name: 'phone-dark', viewport: phone, dark: true },
	{ language: 'zh', name: 'desk-dark', viewport: desk, dark: true },
	{ language: 'fr', name: 'no scripts', viewport: phone, plain: true,
		scripts: false },
	{ language: 'ru', name: 'enlarged', viewport: enlarged, plain: true },
	{ language: 'ar', name: 'enlarged', viewport: enlarged, plain: true },
];
let count = 0;

function report(ok, what, why) {
	count++;
	console.log(`${ok ? 'ok' : 'not ok'} ${count} - ${what}`);
	if (!ok && why)
		for (const line of String(why).split('\n'))
			console.log(`# ${line}`);
}

function inLanguage(target, language) {
	if (language === 'en')
		return address + target;
	return `${address}${target}${target.includes('?') ? '&' : '?'}` +
		`ui=${language}`;
}

async function violations(page) {
	await page.evaluate(axe);
	const result = await page.evaluate(() => window.axe.run(document, {
		resultTypes: ['violations'],
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
			'best-practice'] }));
	return result.violations.map((v) => `${v.id}: ${v.help}\n  ` +
		v.nodes.slice(0, 3).map((n) => n.html).join('\n  ')).join('\n');
}

function widerBy(page) {
	return page.evaluate(() =>
		document.documentElement.scrollWidth - window.innerWidth);
}

// What is wrong with a page, a line each.
async function faults(page, look, target, status) {
	const wrong = [];
	const response = await page.goto(inLanguage(target, look.language));
	if (response.status() !== Number(status))
		wrong.push(`answers ${response.status()}`);
	const bytes = (await response.body()).length;
	if (bytes > MOST_BYTES)
		wrong.push(`weighs ${bytes} bytes`);
	const wide = await widerBy(page);
	if (wide > 0)
		wrong.push(`is ${wide} pixels too wide`);
	const html = page.locator('html');
	const language = `${await html.getAttribute('lang')} ` +
		await html.getAttribute('dir');
	if (language !== `${look.language} ` +
		(look.language === 'ar' ? 'rtl' : 'ltr'))
		wrong.push(`says that it is ${language}`);
	const found = look.plain ? '' : await violations(page);
	if (found !== '')
		wrong.push(found);
	return wrong;
}

async function lookAll(browser, look) {
	const context = await browser.newContext({ viewport: look.viewport,
		colorScheme: look.dark ? 'dark' : 'light', bypassCSP: !look.plain,
		javaScriptEnabled: look.scripts !== false });
	const page = await context.newPage();
	page.setDefaultTimeout(120000);
	let elsewhere = [];
	page.on('request', (r) => {
		if (!r.url().startsWith(new URL(address).origin))
			elsewhere.push(`asks ${r.url()}`);
	});
	for (const [name, target, status] of pages) {
		elsewhere = [];
		const wrong = await faults(page, look, target, status);
		report(wrong.length + elsewhere.length === 0,
			`${name} (${look.language}, ${look.name})`,
			wrong.concat(elsewhere).join('\n'));
		if (look.keep)
			await page.screenshot({ fullPage: true, path: path.join(
				folder, `${name}-${look.language}-${look.name}.png`) });
	}
	await context.close();
}

// Every link and field is reached by the key, and is seen when it is.
async function byTab(page, target, name) {
	await page.goto(address + target);
	await page.evaluate(() => {
		window.walk = { seen: new Set(), unseen: 0 };
		document.addEventListener('focusin', ({ target: e }) => {
			if (!window.walk.seen.has(e) &&
				getComputedStyle(e).outlineStyle === 'none')
				window.walk.unseen++;
			window.walk.seen.add(e);
		});
	});
	const wanted = await page.evaluate(() =>
		[...document.querySelectorAll('a[href], input, button, summary, ' +
			'[tabindex="0"]')]
			.filter((e) => e.type !== 'hidden' &&
				(e.checkVisibility ? e.checkVisibility() : true) &&
				e.getClientRects().length > 0).length);
	// The keys are sent one after the other, without waiting for each.
	await Promise.all(Array.from({ length: wanted + 5 },
		() => page.keyboard.press('Tab')));
	const { seen, unseen } = await page.evaluate(() =>
		({ seen: window.walk.seen.size, unseen: window.walk.unseen }));
	report(seen >= wanted && unseen === 0,
		`${name} is walked through by keys`,
		`${seen} of ${wanted} reached, ${unseen} not shown`);
}

// From the address bar to an answer and on to its source, by keys alone.
async function byKeyboard(browser) {
	const context = await browser.newContext({ javaScriptEnabled: false,
		viewport: desk });
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
	await page.goto(`${address}/matrix`);
	await page.locator('svg a').first().focus();
	await page.keyboard.press('Tab');
	await Promise.all([page.waitForNavigation(),
		page.keyboard.press('Enter')]);
	report(await page.locator('h1').count() === 1,
		'a cell of a picture opens by keys');
	await context.close();
}

// On each page, all that can be used is reached by the key.
async function byTabs(browser) {
	const context = await browser.newContext({ viewport: desk });
	const page = await context.newPage();
	page.setDefaultTimeout(120000);
	for (const [name, target, status] of pages)
		if (status === '200')
			await byTab(page, target, name);
	await context.close();
}

// Sheets of paper that a page takes.
async function sheetsOf(page, format, file) {
	const pdf = await page.pdf({ format, path: file });
	return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
}

// A brief to take into the room: two sheets, and full ones where there is more
// to say. /long.cgi has somebody who said too much.
async function printed(browser) {
	const context = await browser.newContext();
	const page = await context.newPage();
	page.setDefaultTimeout(120000);
	const brief = pages.find(([name]) => name === 'brief');
	await page.goto(address + brief[1]);
	let sheets = await sheetsOf(page, 'A4', path.join(folder, 'brief.pdf'));
	report(sheets <= 2, 'a brief is printed on two sheets',
		`${sheets} sheets`);
	await page.emulateMedia({ media: 'print' });
	report(!await page.locator('form').isVisible(),
		'without what is of no use on paper');
	await page.emulateMedia({ media: null });
	const long = address.replace('/travaux.cgi', '/long.cgi');
	for (const [language, format] of [['en', 'A4'], ['ru', 'Letter'],
		['zh', 'A4'], ['ar', 'A4']]) {
		await page.goto(`${long}/brief?q=Brennia&ui=${language}`);
		sheets = await sheetsOf(page, format,
			path.join(folder, `long-${language}.pdf`));
		report(sheets === 2,
			`one of many positions too (${language}, ${format})`,
			`${sheets} sheets`);
	}
	report(await page.locator('blockquote').count() >= 20,
		'with as many quotes as there is room for');
	await page.goto(`file://${path.resolve(folder, 'long.html')}`);
	sheets = await sheetsOf(page, 'A4', path.join(folder, 'long.pdf'));
	report(sheets === 2, 'and the one that the command writes',
		`${sheets} sheets`);
	await context.close();
}

(async () => {
	const browser = await chromium.launch({ executablePath,
		args: ['--no-sandbox'] });
	await Promise.all([0, 1].map(async (half) => {
		for (let i = half; i < looks.length; i += 2)
			await lookAll(browser, looks[i]);
	}));
	await Promise.all([byTabs(browser),
		byKeyboard(browser).then(() => printed(browser))]);
	await browser.close();
	console.log(`1..${count}`);
})().catch((error) => {
	console.log(`Bail out! ${error.message}`);
	process.exit(1);
});
