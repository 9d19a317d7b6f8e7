/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mails and mailboxes: fields, text, what is quoted, what is attached. */
#include "indexer/mail-text.h"
#include "indexer/reader.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* What came out, one thing a line. */
struct seen {
	struct arena *arena;
	const char *all;
};

static void
add_blocks(struct seen *seen, const struct block *blocks, size_t n)
{
	for (size_t i = 0; i < n; i++)
		seen->all = arena_printf(seen->arena, "%s%c %s\n", seen->all,
		    blocks[i].kind == BLOCK_ASIDE ? '>' : '.', blocks[i].text);
}

static bool
take(void *context, struct arena *arena, struct raw_record *raw,
    struct error *err)
{
	struct seen *seen = context;

	(void)arena;
	(void)err;
	seen->all = arena_printf(
	    seen->arena, "%s%s@%lu", seen->all, raw->member, raw->line);
	for (size_t i = 0; record_field_name(i) != NULL; i++) {
		const char *value = record_field(&raw->record, i);

		if (value[0] != '\0' && strcmp(value, "other") != 0)
			seen->all = arena_printf(seen->arena, "%s|%s=%s",
			    seen->all, record_field_name(i), value);
	}
	seen->all = arena_printf(seen->arena, "%s\n", seen->all);
	add_blocks(seen, raw->blocks, raw->n_blocks);
	return true;
}

static bool
take_member(void *context, const struct member_file *member, struct error *err)
{
	struct seen *seen = context;

	(void)err;
	seen->all = arena_printf(seen->arena, "%s+ %s: %.*s\n", seen->all,
	    member->name, (int)member->size, member->bytes);
	return true;
}

static void
tell(void *context, enum report_grade grade, const char *path,
    unsigned long line, const char *message)
{
	struct seen *seen = context;

	seen->all = arena_printf(seen->arena, "%s! %d %s:%lu: %s\n", seen->all,
	    grade, path, line, message);
}

static const struct {
	const char *name;
	const char *mail;
	const char *expected;
} cases[] = {
    /* Folded and encoded headers, quoted-printable, another charset. */
    {"a.eml",
	"From: =?iso-8859-1?Q?Andr=E9_Clerc?= <andre@brennia.example>\n"
	"To: all@example.org\n"
	"Subject: =?utf-8?B?QXJ0aWNsZQ==?= 42:\n our\n position\n"
	"Date: Tue, 31 Jan 2023 23:30:00 -0500\n"
	"Message-ID: <1@brennia.example>\nMIME-Version: 1.0\n"
	"Organization: Mission of Brennia\n"
	"Content-Language: fr, en\n"
	"Content-Type: text/plain; charset=windows-1252\n"
	"Content-Transfer-Encoding: quoted-printable\n\n"
	"Brennia =93supports=94 arti=\ncle 42.\n\nThank you.\n",
	"@1|title=Article 42: our position|author=Andr\xC3\xA9 Clerc|"
	"organization=Mission of Brennia|date=2023-01-31|language=fr\n"
	". Brennia \xE2\x80\x9Csupports\xE2\x80\x9D article 42.\n"
	". Thank you.\n"},
    /* Base64; no name, so the address. */
    {"b.eml",
	"From: clerk@caldera.example\nReceived: from x\nSubject: S\n"
	"Content-Type: text/plain; charset=utf-8\n"
	"Content-Transfer-Encoding: base64\n\nT25lLgoKVHdvLgo=\n",
	"@1|title=S|author=clerk@caldera.example\n. One.\n. Two.\n"},
    /* Alternatives, a signature, what is attached, a mail in the mail. */
    {"c.eml",
	"From: A <a@b>\nMIME-Version: 1.0\nSubject: S\n"
	"Content-Type: multipart/mixed; boundary=x\n\n"
	"--x\nContent-Type: multipart/alternative; boundary=y\n\n"
	"--y\nContent-Type: text/plain\n\nPlain.\n-- \nA. Clerk\n\n"
	"--y\nContent-Type: text/html\n\n<p>Other.\n\n--y--\n"
	"--x\nContent-Type: text/plain; name=\"../../annex.txt\"\n"
	"Content-Disposition: attachment; filename=\"../../annex.txt\"\n\n"
	"The annex.\n"
	"--x\nContent-Type: message/rfc822\n\n"
	"From: B <b@c>\nMIME-Version: 1.0\nSubject: inner\n\nInside.\n"
	"--x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
	"AAAA\n"
	"--x--\n",
	"@1|title=S|author=A\n. Plain.\n"
	"! 1 c.eml:1: the name of what is indexed as 'annex.txt' is another, "
	"which leads elsewhere or cannot be shown\n"
	"+ annex.txt: The annex.\n"
	"+ message-2.eml: From: B <b@c>\nMIME-Version: 1.0\nSubject: inner\n\n"
	"Inside.\n"
	"! 0 c.eml:1: passed over: a picture in the text\n"},
    /* Only what is attached. */
    {"d.eml",
	"From: A <a@b>\nMIME-Version: 1.0\n"
	"Content-Type: multipart/mixed; boundary=x\n\n"
	"--x\nContent-Type: text/plain\n\n \n"
	"--x\nContent-Type: application/pdf\n"
	"Content-Transfer-Encoding: base64\n"
	"Content-Disposition: attachment;\n"
	" filename*0*=utf-8''caf%C3%A9; filename*1*=.pdf\n\nJVBERi0=\n--x--\n",
	"+ caf\xC3\xA9.pdf: %PDF-\n"},
    {"e.eml",
	"From: A <a@b>\nMIME-Version: 1.0\nSubject: S\n"
	"Content-Type: multipart/encrypted; boundary=x;\n"
	" protocol=\"application/pgp-encrypted\"\n\n"
	"--x\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n"
	"--x\nContent-Type: application/octet-stream\n\nsecret\n--x--\n",
	"! 2 e.eml:1: it is encrypted; left out\n@1|title=S|author=A\n"},
    /* A mailbox: numbers, lines, escaped lines, a mail without text. */
    {"f.mbox",
	"From a@b Tue Jan 31 10:00:00 2023\nFrom: A <a@b>\nSubject: One\n"
	"MIME-Version: 1.0\n\n>From here on, we agree.\n>>From there.\n\n"
	"From a@b Tue Jan 31 11:00:00 2023\nFrom: A <a@b>\nSubject: Two\n\n"
	"Second.\n\n> First.\n\n"
	"From a@b Tue Jan 31 12:00:00 2023\nFrom: A <a@b>\nSubject: 3\n\n",
	"1@1|title=One|author=A\n. From here on, we agree.\n"
	"> From there.\n"
	"2@9|title=Two|author=A\n. Second.\n> First.\n"
	"3@17|title=3|author=A\n"},
    /* A part that never ends, and a boundary that is not there. */
    {"g.eml",
	"From: A <a@b>\nMIME-Version: 1.0\nSubject: S\n"
	"Content-Type: multipart/mixed; boundary=x\n\n"
	"--x\nContent-Type: text/plain\n\nCut off",
	"@1|title=S|author=A\n. Cut off\n"},
};

/* What the reader makes of a mail; NULL: it does not take it for one. */
static const char *
read_case(struct seen *seen, const char *name, const char *mail)
{
	struct record_sink sink = {take, seen};
	struct member_sink members = {take_member, seen};
	struct report report = {tell, seen};
	struct document document = {.path = name,
	    .name = name,
	    .bytes = mail,
	    .size = strlen(mail),
	    .report = &report,
	    .members = &members};
	struct arena *arena = arena_new();
	struct error err = {0};
	bool ok;

	if (reader_find_bytes(&document) != &reader_mail)
		return NULL;
	ok = reader_mail.read(&document, arena, &sink, &err);
	cr_expect(ok, "%s: %s", name, err.message);
	arena_free(arena);
	return seen->all;
}

Test(reader_mail, cases)
{
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct seen seen = {arena_new(), ""};
		const char *got =
		    read_case(&seen, cases[i].name, cases[i].mail);

		cr_assert_not_null(got, "%s", cases[i].name);
		cr_expect_str_eq(
		    got, cases[i].expected, "%s:\n%s", cases[i].name, got);
		arena_free(seen.arena);
	}
}

Test(reader_mail, what_is_no_mail)
{
	static const char *const others[] = {
	    "From: Brennia\nDate: 2023-01-09\nTitle: A statement\n\nText.\n",
	    "From the chair: a text that begins so.\nMore.\n",
	    "From here\nMessage-ID: is a header\n",
	    "Title: a text\n\nMessage-ID: x\n",
	};
	struct seen seen = {arena_new(), ""};

	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		cr_expect_null(
		    read_case(&seen, "a.txt", others[i]), "%s", others[i]);
	arena_free(seen.arena);
}

/* The lines of all blocks: "6-7 9-9". */
static bool
take_lines(void *context, struct arena *arena, struct raw_record *raw,
    struct error *err)
{
	struct seen *seen = context;

	(void)arena;
	(void)err;
	for (size_t i = 0; i < raw->n_blocks; i++)
		seen->all = arena_printf(seen->arena, "%s %u-%u", seen->all,
		    raw->blocks[i].line_first, raw->blocks[i].line_last);
	return true;
}

/* Text as it stands has its lines; what is encoded has those of its part. */
Test(reader_mail, lines_of_the_file)
{
	static const char mail[] =
	    "From a@b Tue Jan 31 10:00:00 2023\nFrom: A <a@b>\n"
	    "MIME-Version: 1.0\n\nOne\ntwo.\n\nThree.\n\n"
	    "From a@b Tue Jan 31 11:00:00 2023\nFrom: A <a@b>\n"
	    "MIME-Version: 1.0\n"
	    "Content-Type: multipart/mixed; boundary=x\n\n"
	    "--x\nContent-Type: text/plain\n\nA.\n\n> B\n> c.\n"
	    "--x\nContent-Type: text/plain\n"
	    "Content-Transfer-Encoding: quoted-printable\n\n"
	    "Brok=\nen.\n--x--\n";
	struct seen seen = {arena_new(), ""};
	struct record_sink sink = {take_lines, &seen};
	struct report report = {tell, &seen};
	struct document document = {.path = "a.mbox",
	    .name = "a.mbox",
	    .bytes = mail,
	    .size = sizeof mail - 1,
	    .report = &report};
	struct arena *arena = arena_new();
	struct error err = {0};

	cr_expect(reader_mail.read(&document, arena, &sink, &err));
	cr_expect_str_eq(
	    seen.all, " 5-6 8-8 18-18 20-21 26-27", "%s", seen.all);
	arena_free(arena);
	arena_free(seen.arena);
}

/* A mail of HTML alone has its text where a reader of HTML is there, and else
 * says so; never is the mark-up taken for text. */
Test(reader_mail, html)
{
	struct seen seen = {arena_new(), ""};
	const char *got = read_case(&seen, "a.eml",
	    "From: A <a@b>\nMIME-Version: 1.0\nSubject: S\n"
	    "Content-Type: text/html; charset=iso-8859-1\n"
	    "Content-Transfer-Encoding: quoted-printable\n\n"
	    "<html><body><p>Brennia <b>supports</b> caf=E9s.</p></body>"
	    "</html>\n");

	cr_assert_not_null(got);
	cr_expect_not_null(strstr(got, "@1|title=S|author=A"), "%s", got);
	cr_expect_null(strstr(got, "<p>"), "%s", got);
	cr_expect(
	    strstr(got, "Brennia supports caf\xC3\xA9s.") != NULL ||
		strstr(got, "its text is HTML, which no reader knows") != NULL,
	    "%s", got);
	arena_free(seen.arena);
}

static const struct {
	struct mail_text_form form;
	const char *text;
	const char *expected;
} texts[] = {
    {{false, false, false, 0, 0}, "One\ntwo\n\n\nthree  \n",
	". One\ntwo\n. three\n"},
    {{false, false, false, 0, 0},
	"> a\n> b\n>\n> > c\nown\n-- \nme\n\n> d\nend\n",
	"> a\nb\n> c\n. own\n> d\n. end\n"},
    {{true, false, false, 0, 0}, "flows \non\nnew\n> q \n> r\n",
	". flows on\nnew\n> q r\n"},
    {{true, true, false, 0, 0}, "\xE6\xBA \n\x80\n", ". \xE6\xBA\x80\n"},
    {{false, false, false, 0, 0},
	"Own.\n\n-----Original Message-----\nFrom: B\n\nTheirs.\n",
	". Own.\n> From: B\n> Theirs.\n"},
    {{false, false, true, 0, 0}, ">From x\n>>From y\n> From z\n",
	". From x\n> From y\nFrom z\n"},
    {{false, false, false, 0, 0}, "-- not a signature\n--\n",
	". -- not a signature\n"},
    {{false, false, false, 0, 0}, "", ""},
};

Test(mail_text, cases)
{
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct seen seen = {arena_new(), ""};
		struct blocks blocks;

		blocks_init(&blocks, seen.arena);
		mail_text_blocks(&blocks, texts[i].text, strlen(texts[i].text),
		    &texts[i].form);
		add_blocks(&seen, blocks.block, blocks.count);
		cr_expect_str_eq(
		    seen.all, texts[i].expected, "%zu: %s", i, seen.all);
		arena_free(seen.arena);
	}
}
