/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/reader.h"
#include "tests/blocks-of.h"
#include "tests/zip-of.h"

#include <criterion/criterion.h>
#include <string.h>

Test(reader_html, pages)
{
	static const char *const pages[] = {"html-press.html",
	    "html-plain.html", "html-windows-1252.html", "html-french.xhtml"};

	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		struct arena *arena = arena_new();
		const char *path = source_path(arena,
		    arena_printf(arena, "tests/fixtures/office/%s", pages[i]));
		size_t n;
		const char *bytes = file_bytes(arena, path, &n);

		cr_expect(
		    blocks_expect(arena, arena_printf(arena, "%s.blocks", path),
			blocks_of(arena, pages[i], bytes, n)));
		arena_free(arena);
	}
}

/* Long enough to be told from navigation. */
#define PROSE                                                                  \
	"The delegation of Caldera spoke of rivers, at some length, and well."

static const struct {
	const char *name;
	const char *page;
	const char *blocks; /* their beginning */
} cases[] = {
    /* Who bids: by what is in it, and by the name. */
    {"a.txt", "<!DOCTYPE HTML>\n<p>One", "paragraph 0 | One\n"},
    {"a.txt", "<!-- x --><HTML><p>One", "paragraph 0 | One\n"},
    {"a.htm", "One <b>two</b>", "paragraph 0 | One two\n\tbold: \"two\"\n"},
    {"a.html", "no markup", "error: no reader of bytes bids\n"},
    {"a.html", "<?xml version='1.0'?><list><p>One</p></list>",
	"error: no reader of bytes bids\n"},
    {"a.md", "<p align=center>One</p>\n\n# Two",
	"error: no reader of bytes bids\n"},
    /* What a page is not about. */
    {"a.html",
	"<nav><p>" PROSE "</p></nav><div><p>" PROSE "</p></div>"
	"<footer>" PROSE "</footer>",
	"paragraph 0 | " PROSE "\n"},
    {"a.html",
	"<div><a href=1>One</a> <a href=2>Two</a> <a href=3>Three</a></div>"
	"<div><p>" PROSE "</p></div>",
	"paragraph 0 | " PROSE "\n"},
    /* A page that has nothing but links is its links. */
    {"a.html",
	"<ul><li><a href=1>One</a><li><a href=2>Two</a>"
	"<li><a href=3>Three</a></ul>",
	"item 1 | One\nitem 1 | Two\nitem 1 | Three\n"},
    /* An article among teasers. */
    {"a.html",
	"<article><h1>Talks</h1><p>" PROSE "</p></article>"
	"<article>Other talks</article>",
	"title = Talks\nheading 1 | Talks\nparagraph 0 | " PROSE "\n"},
    /* Changes never run together. */
    {"a.html",
	"<p>It <s>shall</s><ins>may</ins> be <span style='color: red; "
	"text-decoration: line-through'>not </span>so</p>",
	"paragraph 0 | It may be so\n\tinserted: \"may\"\n"
	"comment 0 | delete: \"shall\"; insert: \"may\"\n"},
    {"a.html", "<p><s>All of it.</s></p>",
	"comment 0 | delete: \"All of it.\"\n"},
    /* Blocks in what is no block, and lists without one. */
    {"a.html", "<b>One<p>Two</p></b><li>Three",
	"paragraph 0 | One\n\tbold: \"One\"\nparagraph 0 | Two\n"},
    /* A link to a place is no footnote. */
    {"a.html", "<p>See <a href='#s2'>2</a>.</p><h2 id=s2>Part two</h2>",
	"paragraph 0 | See 2.\nheading 2 | Part two\n"},
    {"a.html", "<p>See<a href='#n'>*</a>.</p><p id=n>* A note.</p>",
	"paragraph 0 | See.\nnote 0 * | A note.\n"},
    {"a.html", "<!DOCTYPE html [<!ENTITY e 'boom'>]><html>&e;",
	"error: it declares entities, which are not read\n"},
    {"a.html", "<html><meta charset='klingon'><p>\xE9t\xE9",
	"! its charset 'klingon' is not known\n"},
    {"a.html", "<html><script>var x = '<p>no</p>';</script>", ""},
};

Test(reader_html, cases)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *arena = arena_new();
		const char *got = blocks_of(
		    arena, cases[i].name, cases[i].page, strlen(cases[i].page));

		cr_expect_eq(
		    strncmp(got, cases[i].blocks, strlen(cases[i].blocks)), 0,
		    "case %zu: %s", i, got);
		arena_free(arena);
	}
}

Test(reader_html, utf_16)
{
	static const char page[] = "\xFF\xFE<\0h\0t\0m\0l\0>\0<\0p\0>\0\xE9\0!";
	struct arena *arena = arena_new();

	cr_expect_str_eq(
	    blocks_of(arena, "a", page, sizeof page), "paragraph 0 | é!\n");
	arena_free(arena);
}

Test(reader_html, absurd_nesting_is_refused)
{
	struct arena *arena = arena_new();
	size_t deep = 100000;
	char *page = arena_alloc(arena, 5 * deep + 16);

	memcpy(page, "<html>", 6);
	for (size_t i = 0; i < deep; i++)
		memcpy(page + 6 + 5 * i, "<div>", 5);
	cr_expect_str_eq(blocks_of(arena, "a.html", page, strlen(page)),
	    "error: its elements are nested too deep\n");
	arena_free(arena);
}
