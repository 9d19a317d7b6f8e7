/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The style sheet: one column that reads well on a phone, two where there is
 * room; light and dark as the reader has it; two pages when printed. Colours
 * never say anything alone, and have a contrast of 7 to 1 for text.
 */
#include "searcher/site.h"

#include <inttypes.h>
#include <string.h>

static const char style[] =
    ":root{color-scheme:light dark;--ink:#1b1c1e;--soft:#4c5058;"
    "--paper:#fdfcf9;--card:#fff;--line:#d5d2c9;--link:#0b4a86;"
    "--mark:#ffe58a;--for:#0d5c2e;--against:#8c1d18;--focus:#0b4a86}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#ecebe6;--soft:#b9bcc2;"
    "--paper:#15171a;--card:#1e2125;--line:#3b4047;--link:#9ccaff;"
    "--mark:#5c4a00;--for:#8fdcab;--against:#ffb3ab;--focus:#9ccaff}}\n"
    "*{box-sizing:border-box}\n"
    "html{-webkit-text-size-adjust:100%}\n"
    "body{margin:0 auto;max-width:60rem;padding:0 1rem 3rem;"
    "background:var(--paper);color:var(--ink);"
    "font:1.0625rem/1.5 system-ui,\"Noto Sans\",sans-serif;"
    "overflow-wrap:anywhere}\n"
    "a{color:var(--link)}\n"
    ":focus-visible{outline:3px solid var(--focus);outline-offset:2px}\n"
    "main:focus{outline:none}\n"
    ".skip{position:absolute;inset-inline-start:-100vw}\n"
    ".skip:focus{inset-inline-start:1rem;top:.5rem;background:var(--card);"
    "padding:.5rem}\n"
    "header{border-bottom:1px solid var(--line);padding:1rem 0;"
    "margin-bottom:1.5rem}\n"
    ".name{margin:0 0 .75rem;font-weight:700}\n"
    ".name a{text-decoration:none;color:inherit}\n"
    "label{display:block;color:var(--soft);margin-bottom:.25rem}\n"
    ".box{display:flex;gap:.5rem}\n"
    "input,button{font:inherit;color:inherit;min-height:2.75rem;"
    "border:1px solid var(--soft);border-radius:.375rem;"
    "padding:.25rem .75rem}\n"
    "input{flex:1;min-width:0;background:var(--card)}\n"
    "button{background:var(--link);color:var(--paper);"
    "border-color:var(--link);font-weight:600;cursor:pointer}\n"
    "h1{font-size:1.5rem;line-height:1.25;margin:0 0 .75rem}\n"
    "h2{font-size:1.1875rem;margin:2rem 0 .5rem}\n"
    "h3{font-size:1.0625rem;margin:0 0 .25rem}\n"
    "small{font-weight:400;color:var(--soft);font-size:.9375rem}\n"
    "h3 small::before{content:\"\\2013\\a0\"}\n"
    "code{font-family:ui-monospace,\"DejaVu Sans Mono\",monospace;"
    "font-size:.9375rem}\n"
    "mark{background:var(--mark);color:inherit;font-weight:600;"
    "text-decoration:underline}\n"
    "ul,ol{padding:0;margin:0;list-style:none}\n"
    ".notes,.examples ul,.contents "
    "ul{list-style:disc;padding-inline-start:1.25rem}\n"
    ".notes{color:var(--soft);margin:.75rem 0}\n"
    ".contents{margin:1rem 0}\n.contents li{padding:.125rem 0}\n"
    ".examples li{margin:.25rem 0}\n"
    ".examples a,.parts a,.sorts a,.pages a,.facets a,.holds a"
    "{display:inline-block;padding:.2rem 0;min-height:1.5rem}\n"
    ".examples a{vertical-align:top}\ntime{white-space:nowrap}\n"
    ".plan{border-inline-start:4px solid var(--line);"
    "padding-inline-start:.75rem}\n"
    ".plan p{margin:.25rem 0}\n"
    ".parts,.sorts ul{display:flex;flex-wrap:wrap;gap:.5rem;"
    "margin:.5rem 0}\n"
    ".sorts ul{gap:0 1rem;align-items:baseline}\n"
    ".languages ul{display:flex;flex-wrap:wrap;gap:.5rem 1rem}\n"
    ".languages a{display:inline-block;padding:.2rem 0;min-height:1.5rem}\n"
    ".parts a{border:1px solid var(--line);border-radius:1rem;"
    "padding:.2rem .75rem;text-decoration:none;background:var(--card)}\n"
    ".holder,.hit,.passage{background:var(--card);"
    "border:1px solid var(--line);border-radius:.5rem;padding:.75rem 1rem;"
    "margin:.75rem 0}\n"
    ".for{border-inline-start:6px solid var(--for)}\n"
    ".against{border-inline-start:6px double var(--against)}\n"
    ".evidence>li+li,details .evidence{margin-top:.75rem}\n"
    ".stance,.source,.snippet{margin:.15rem 0}\n"
    ".source,footer{color:var(--soft);font-size:.9375rem}\n"
    "cite{font-style:normal}\n"
    "blockquote{margin:.25rem 0;padding-inline-start:.75rem;"
    "border-inline-start:2px solid var(--line);"
    "font-family:Charter,\"Noto Serif\",Georgia,serif}\n"
    "blockquote p{margin:0}\n"
    "summary{cursor:pointer;padding:.35rem 0;color:var(--link)}\n"
    ".columns{display:grid;gap:0 1.5rem;"
    "grid-template-columns:repeat(auto-fill,minmax(13rem,1fr))}\n"
    ".columns h2,.columns h3{font-size:1.0625rem;margin:.75rem 0 .25rem}\n"
    ".hide{font-size:.875rem;margin-inline-start:.5rem}\n"
    ".pages{display:flex;gap:1.5rem;margin:1rem 0}\n"
    ".fields{display:grid;gap:0 1rem;margin:0 0 1rem;"
    "grid-template-columns:max-content 1fr}\n"
    "dt{color:var(--soft)}\n"
    "dd{margin:0}\n"
    ".passage h2{margin:0 0 .5rem;font-size:1rem}\n"
    ".wanted{border-width:3px;border-color:var(--link)}\n"
    ".text{margin:0;white-space:pre-line}\n"
    ".sections ul,.crumbs ol{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}\n"
    ".sections{margin-top:.75rem}\n"
    ".crumbs{margin:0 0 .75rem;font-size:.9375rem}\n"
    ".sections a,.crumbs a,.more a,.data a,.plain a{display:inline-block;"
    "padding:.2rem 0;min-height:1.5rem}\n"
    ".sections a[aria-current]{color:inherit;font-weight:700;"
    "text-decoration:none}\n"
    ".crumbs li+li::before{content:\"/\\a0\";color:var(--soft)}\n"
    ".crumbs ol{gap:.25rem .5rem}\n"
    ".more{margin:.25rem 0 .75rem}\n"
    "figure{margin:1rem 0;min-width:0}\n"
    ".pair{display:grid;gap:0 2rem;"
    "grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr))}\n"
    ".sorts strong,.languages strong{display:inline-block;"
    "padding:.2rem 0;min-height:1.5rem}\n"
    "figcaption{font-weight:600;margin-bottom:.5rem}\n"
    ".wide{overflow-x:auto;max-width:100%;overflow-wrap:normal}\n"
    "table{border-collapse:collapse;background:var(--card)}\n"
    "th,td{border:1px solid var(--line);padding:.35rem .6rem;"
    "text-align:start;vertical-align:top}\n"
    "thead th{background:var(--paper);min-width:4.5rem}\n"
    "h1 small{display:block;font-size:1rem}\n"
    "th[scope=row]{font-weight:400;min-width:9rem}\n"
    "td a,th a{display:inline-block;min-height:1.5rem}\n"
    ".number{text-align:end;font-variant-numeric:tabular-nums}\n"
    ".legend{display:flex;flex-wrap:wrap;gap:.125rem 1.25rem;"
    "color:var(--soft);font-size:.9375rem;margin:.5rem 0}\n"
    ".drawn{display:block;font-family:system-ui,\"Noto Sans\",sans-serif;"
    "fill:var(--ink)}\n"
    ".drawn path{stroke:var(--soft);fill:var(--card)}\n"
    ".drawn path+text:not([transform]){text-anchor:middle}\n"
    ".drawn .no{fill:var(--ink)}\n"
    ".drawn .no+text{fill:var(--paper)}\n"
    ".drawn .other{fill:var(--line)}\n"
    ".drawn .none{fill:var(--paper)}\n"
    ".drawn .half{fill:var(--line)}\n"
    ".drawn .line{stroke:var(--line);fill:none}\n"
    ".drawn a:hover path{stroke:var(--link);stroke-width:2}\n"
    ".drawn a:hover text{text-decoration:underline}\n"
    "del{color:var(--against);text-decoration:line-through}\n"
    "ins{color:var(--for);font-weight:600;text-decoration:underline}\n"
    ".draft{background:var(--card);border:1px solid var(--line);"
    "border-radius:.5rem;padding:.75rem 1rem}\n"
    ".departure{border-inline-start:2px solid var(--line);"
    "padding-inline-start:1rem;margin:1rem 0}\n"
    ".read{margin:.5rem 0 0;padding-top:.5rem;color:var(--soft);"
    "border-top:1px solid var(--line);font-size:.9375rem}\n"
    "h4{margin:0;font-size:1rem}\n"
    ".s{color:var(--soft);font-size:.9375rem;margin:.15rem 0 .5rem}\n"
    "hr{border:0;border-top:1px solid var(--line)}\n"
    ".error{font-size:1.125rem}\n"
    "footer{border-top:1px solid var(--line);margin-top:3rem;"
    "padding-top:1rem}\n"
    "@media print{:root{--ink:#000;--soft:#333;--paper:#fff;--card:#fff;"
    "--line:#bbb;--link:#000;--mark:#fff;--for:#000;--against:#000}"
    "@page{margin:1.4cm}footer{font-size:8pt;margin:0;"
    "padding:0}header,.skip,.parts,.sorts,.pages,.facets,nav,"
    ".hide,.query,.more,.data,.languages{display:none}body{max-width:none;"
    "font-size:9.5pt;line-height:1.35;padding:0}main{column-gap:2rem}"
    "h1{font-size:14pt}h2{font-size:11.5pt;margin:.8rem 0 .25rem;"
    "break-after:avoid}h3,h4{font-size:10pt;break-after:avoid}"
    ".holder,.hit,.passage,.draft,blockquote,tr,figure svg{"
    "break-inside:avoid;border-radius:0}.holder,.hit,.passage{"
    "padding:.25rem .5rem;margin:.35rem 0}a{color:inherit;"
    "text-decoration:none}main:has(blockquote+.s){columns:2;"
    "font-size:9pt;line-height:1.2}main:has(blockquote+.s) :is(h2,h3)"
    "{font-size:1.1em}main:has(blockquote+.s) h1{column-span:all;"
    "font-size:1.6em;margin:0}blockquote{margin:.1rem 0}"
    ".s{font-size:.85em;line-height:1.15;margin:0 0 .2rem}"
    "li{margin:0}.wide{overflow:visible}.drawn{max-width:100%;"
    "height:auto}details::details-content{content-visibility:visible;"
    "block-size:auto}details>*{display:block}summary{display:none}}\n"
    "@media(forced-colors:active){mark{forced-color-adjust:none;"
    "background:Mark;color:MarkText}}\n";

#define HOUR 3600
#define YEAR (365 * 24 * HOUR)

/* FNV-1a: it changes with the style sheet, and so does its address. */
static uint64_t
hash(void)
{
	uint64_t h = 0xcbf29ce484222325;

	for (const char *s = style; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001b3;
	return h;
}

const char *
site_style_path(struct site *site)
{
	return arena_printf(
	    site->arena, "%s%016" PRIx64 ".css", SITE_STYLE_PATH, hash());
}

bool
site_style(struct site *site, struct error *err)
{
	bool named = strcmp(site->cgi->path, site_style_path(site)) == 0;

	(void)err;
	cgi_reply_reset(site->reply, 200, "text/css; charset=utf-8");
	site->reply->max_age = named ? YEAR : HOUR;
	out_puts(&site->reply->out, style);
	return true;
}
