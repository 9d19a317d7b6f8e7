/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * E-mail, one message or a mailbox of many (mbox), by GMime. Each message is a
 * record: its subject is the title, who sent it the author, and its text the
 * body, as plain text where there is one, else by the reader of HTML. What is
 * attached goes to the reader that knows it.
 *
 * A message of a mailbox is named by its number, "12", and what is attached to
 * it "12/annex.pdf".
 */
#include "indexer/mail-kind.h"
#include "indexer/mail-part.h"
#include "indexer/reader.h"

#include <gmime/gmime.h>
#include <string.h>

#define DEPTH_MOST 10 /* files within one another */

/* --- the record ----------------------------------------------------------- */

/* Who sent it, by name or else by address. */
static const char *
sender_of(struct mail *mail, GMimeMessage *message)
{
	InternetAddressList *list = g_mime_message_get_from(message);
	InternetAddress *first =
	    list != NULL && internet_address_list_length(list) > 0
		? internet_address_list_get_address(list, 0)
		: NULL;
	const char *name =
	    first != NULL ? internet_address_get_name(first) : NULL;

	if ((name == NULL || name[0] == '\0') &&
	    INTERNET_ADDRESS_IS_MAILBOX(first))
		name = internet_address_mailbox_get_addr(
		    INTERNET_ADDRESS_MAILBOX(first));
	return arena_strdup(mail->arena, name);
}

/* The day it was sent, where the sender was. */
static const char *
date_of(struct mail *mail, GMimeMessage *message)
{
	GDateTime *date = g_mime_message_get_date(message);
	int year = date != NULL ? g_date_time_get_year(date) : 0;

	if (year < 1970 || year > 2200)
		return "";
	return arena_printf(mail->arena, "%04d-%02d-%02d", year,
	    g_date_time_get_month(date), g_date_time_get_day_of_month(date));
}

static const char *
header(struct mail *mail, GMimeObject *object, const char *name)
{
	return arena_strdup(mail->arena,
	    object != NULL ? g_mime_object_get_header(object, name) : NULL);
}

static void
fill_record(struct mail *mail, GMimeMessage *message)
{
	struct record *record = &mail->raw.record;

	raw_record_init(&mail->raw);
	record->title =
	    arena_strdup(mail->arena, g_mime_message_get_subject(message));
	record->date = date_of(mail, message);
	record->author = sender_of(mail, message);
	record->organization =
	    header(mail, GMIME_OBJECT(message), "Organization");
	/* GMime keeps what is said of the content with that. */
	record->language = header(
	    mail, g_mime_message_get_mime_part(message), "Content-Language");
	record->language = arena_strndup(
	    mail->arena, record->language, strcspn(record->language, ",; \t"));
	mail->raw.member = mail->name;
	mail->raw.line = mail->line;
}

/* Give the record with the text found so far. */
static bool
give(struct mail *mail)
{
	mail->given = true;
	mail->raw.blocks = mail->blocks.block;
	mail->raw.n_blocks = mail->blocks.count;
	return mail->sink->take(
	    mail->sink->context, mail->arena, &mail->raw, mail->err);
}

/* What the reader of HTML made of the text. */
static bool
take_html(void *context, struct arena *arena, struct raw_record *raw,
    struct error *err)
{
	struct mail *mail = context;

	(void)arena;
	(void)err;
	if (mail->given)
		return true;
	for (size_t i = 0; i < raw->n_blocks; i++) {
		struct block *block =
		    blocks_add(&mail->blocks, raw->blocks[i].kind, "", 0);

		*block = raw->blocks[i];
		mail_lines_of(
		    mail, mail->html, &block->line_first, &block->line_last);
	}
	if (raw->n_blocks == 0 && raw->body_length > 0)
		blocks_add(&mail->blocks, BLOCK_PARAGRAPH, raw->body,
		    raw->body_length);
	if (mail->raw.record.language[0] == '\0')
		mail->raw.record.language = raw->record.language;
	/* Now, while what the blocks point to is there. */
	return give(mail);
}

/* Read the text that is HTML. False where the sink stopped. */
static bool
read_html(struct mail *mail)
{
	struct record_sink sink = {take_html, mail};
	struct document document = *mail->document;
	const struct reader *reader;
	struct arena *arena;
	struct decoded text;
	struct error why = {0};
	bool ok;

	if (!mail_text_of(mail, mail->html, &text)) {
		mail_tell(mail, REPORT_PARTIAL, "its text is none; left out");
		return true;
	}
	/* Decoded, with a mark that says so, whatever the HTML says. */
	document.bytes = arena_printf(
	    mail->arena, "\xEF\xBB\xBF%.*s", (int)text.length, text.text);
	document.size = text.length + 3;
	document.name = "mail.html";
	document.depth++;
	document.members = NULL;
	reader = reader_find_bytes(&document);
	if (reader == NULL || reader == &reader_mail ||
	    reader == &reader_archive) {
		mail_tell(mail, REPORT_PARTIAL,
		    "its text is HTML, which no reader knows; left out");
		return true;
	}
	arena = arena_new();
	ok = reader->read(&document, arena, &sink, &why);
	arena_free(arena);
	if (!ok && mail->err->code == ERROR_NONE) {
		mail_tell(mail, REPORT_PARTIAL, why.message);
		return true;
	}
	return ok;
}

/* --- messages ------------------------------------------------------------- */

static bool
read_message(struct mail *mail, GMimeMessage *message)
{
	GMimeObject *top = g_mime_message_get_mime_part(message);

	mail->html = NULL;
	mail->given = false;
	mail->attached = 0;
	fill_record(mail, message);
	blocks_init(&mail->blocks, mail->arena);
	if (top == NULL)
		return give(mail);
	mail_read_body(mail, top, 0);
	if (mail->html != NULL && !read_html(mail))
		return false;
	if (!mail->given && mail->blocks.count > 0 && !give(mail))
		return false;
	if (!mail_read_attached(mail, top, 0))
		return false;
	/* One without any text is told where all are. */
	return mail->given || mail->attached > 0 || give(mail);
}

/* The next message of a mailbox, or the one there is. */
static bool
next_message(struct mail *mail, GMimeParser *parser, unsigned long number,
    gint64 *counted)
{
	const char *bytes = mail->document->bytes;
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	gint64 at =
	    mail->mbox ? g_mime_parser_get_mbox_marker_offset(parser) : 0;
	bool ok = true;

	if (at > *counted && (size_t)at <= mail->document->size) {
		mail->line += mail_count_lines(bytes + *counted, bytes + at);
		*counted = at;
	}
	mail->at = *counted;
	mail->name = mail->mbox ? arena_printf(mail->arena, "%lu", number) : "";
	if (message == NULL) {
		mail_tell(
		    mail, REPORT_PARTIAL, "it cannot be read as a message");
		return true;
	}
	ok = read_message(mail, message);
	g_object_unref(message);
	return ok;
}

static bool
read_messages(struct mail *mail, GMimeParser *parser)
{
	unsigned long number = 0;
	gint64 counted = 0;

	do {
		arena_reset(mail->arena);
		if (!next_message(mail, parser, ++number, &counted))
			return false;
	} while (mail->mbox && !g_mime_parser_eos(parser));
	return true;
}

static bool
read_mail(const struct document *document, struct arena *arena,
    const struct record_sink *sink, struct error *err)
{
	struct mail mail = {.document = document,
	    .arena = arena,
	    .sink = sink,
	    .name = "",
	    .line = 1,
	    .err = err};
	GMimeStream *stream;
	GMimeParser *parser;
	GByteArray *bytes;
	bool ok;

	if (document->depth >= DEPTH_MOST)
		return error_set(err, ERROR_INPUT,
		    "mails are more than %d deep in one another", DEPTH_MOST);
	mail.mbox = mail_after_mbox_line(document) != NULL;
	g_mime_init();
	bytes = g_byte_array_new_take(
	    (guint8 *)(uintptr_t)document->bytes, document->size);
	stream = g_mime_stream_mem_new_with_byte_array(bytes);
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	parser = g_mime_parser_new_with_stream(stream);
	g_object_unref(stream);
	g_mime_parser_set_format(
	    parser, mail.mbox ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE);
	ok = read_messages(&mail, parser);
	g_object_unref(parser);
	/* The bytes are the document's, and stay. */
	g_byte_array_steal(bytes, NULL);
	g_byte_array_unref(bytes);
	return ok;
}

const struct reader reader_mail = {
    .name = "e-mail",
    .bid = mail_bid,
    .read = read_mail,
    .bytes = true,
};
