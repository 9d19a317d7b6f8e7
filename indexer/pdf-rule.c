/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/pdf-rule.h"

#include <ctype.h>
#include <math.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#define THICK_MOST 2.5f /* points; what is thicker is a bar */
#define RULES_MOST 20000
#define DEPTH	   32 /* of saved states */
#define STACK	   16 /* operands kept */

struct pdf_rules {
	qpdf_data qpdf;
	int n_pages;
};

struct matrix {
	double a, b, c, d, e, f;
};

struct state {
	struct matrix ctm;
	double width; /* of strokes */
	uint32_t fill, stroke;
};

/* A page's drawing under way. */
struct drawing {
	struct arena *arena;
	struct pdf_page *page;
	size_t room;	    /* in page->rule */
	struct matrix base; /* to points from the page's upper left corner */
	struct state state[DEPTH];
	int depth;
	double stack[STACK];
	int n;		/* operands */
	double x, y;	/* the path's point */
	size_t pending; /* rules of the path at hand, not painted yet */
	size_t painted; /* rules before it */
};

struct pdf_rules *
pdf_rules_new(const char *bytes, size_t size)
{
	struct pdf_rules *rules = calloc(1, sizeof *rules);

	if (rules == NULL)
		return NULL;
	rules->qpdf = qpdf_init();
	qpdf_silence_errors(rules->qpdf);
	qpdf_set_suppress_warnings(rules->qpdf, QPDF_TRUE);
	if ((qpdf_read_memory(rules->qpdf, "", bytes, size, NULL) &
		QPDF_ERRORS) == 0)
		rules->n_pages = qpdf_get_num_pages(rules->qpdf);
	if (rules->n_pages > 0)
		return rules;
	pdf_rules_free(rules);
	return NULL;
}

void
pdf_rules_free(struct pdf_rules *rules)
{
	if (rules == NULL)
		return;
	qpdf_cleanup(&rules->qpdf);
	free(rules);
}

const char *
pdf_rules_language(struct pdf_rules *rules, struct arena *arena)
{
	qpdf_oh root = qpdf_get_root(rules->qpdf);
	qpdf_oh lang = qpdf_oh_get_key(rules->qpdf, root, "/Lang");
	const char *value = "";

	if (qpdf_oh_is_string(rules->qpdf, lang))
		value = arena_strdup(
		    arena, qpdf_oh_get_utf8_value(rules->qpdf, lang));
	qpdf_oh_release(rules->qpdf, lang);
	qpdf_oh_release(rules->qpdf, root);
	return value;
}

/* --- geometry ------------------------------------------------------------- */

/* First `m`, then `n`. */
static struct matrix
multiply(const struct matrix *m, const struct matrix *n)
{
	return (struct matrix){
	    m->a * n->a + m->b * n->c,
	    m->a * n->b + m->b * n->d,
	    m->c * n->a + m->d * n->c,
	    m->c * n->b + m->d * n->d,
	    m->e * n->a + m->f * n->c + n->e,
	    m->e * n->b + m->f * n->d + n->f,
	};
}

/*
 * An attribute of a page, or what it inherits from those above: only a few are
 * wanted, and qpdf would hand down all of them to all pages.
 */
static qpdf_oh
get_attribute(qpdf_data qpdf, qpdf_oh page, const char *key)
{
	qpdf_oh value = qpdf_oh_get_key(qpdf, page, key), holder = page;

	for (int i = 0; i < DEPTH && qpdf_oh_is_null(qpdf, value); i++) {
		qpdf_oh above = qpdf_oh_get_key(qpdf, holder, "/Parent");

		if (i > 0)
			qpdf_oh_release(qpdf, holder);
		holder = above;
		if (!qpdf_oh_is_dictionary(qpdf, holder))
			break;
		qpdf_oh_release(qpdf, value);
		value = qpdf_oh_get_key(qpdf, holder, key);
	}
	if (holder != page)
		qpdf_oh_release(qpdf, holder);
	return value;
}

/* The numbers of an array, which is released; how many there are. */
static int
get_numbers(qpdf_data qpdf, qpdf_oh array, double *ret, int most)
{
	int n = qpdf_oh_is_array(qpdf, array)
		    ? qpdf_oh_get_array_n_items(qpdf, array)
		    : 0;

	n = n < most ? n : most;
	for (int i = 0; i < n; i++) {
		qpdf_oh item = qpdf_oh_get_array_item(qpdf, array, i);

		ret[i] = qpdf_oh_is_number(qpdf, item)
			     ? qpdf_oh_get_numeric_value(qpdf, item)
			     : 0;
		qpdf_oh_release(qpdf, item);
	}
	qpdf_oh_release(qpdf, array);
	return n;
}

/* From the page's own space to points from its upper left corner. */
static struct matrix
base_of(qpdf_data qpdf, qpdf_oh page)
{
	double box[4] = {0, 0, 612, 792}, w, h;
	qpdf_oh rotate = get_attribute(qpdf, page, "/Rotate");
	int turn = qpdf_oh_is_integer(qpdf, rotate)
		       ? qpdf_oh_get_int_value_as_int(qpdf, rotate)
		       : 0;

	qpdf_oh_release(qpdf, rotate);
	if (get_numbers(qpdf, get_attribute(qpdf, page, "/CropBox"), box, 4) !=
	    4)
		get_numbers(
		    qpdf, get_attribute(qpdf, page, "/MediaBox"), box, 4);
	w = fabs(box[2] - box[0]);
	h = fabs(box[3] - box[1]);
	box[0] = fmin(box[0], box[2]);
	box[1] = fmin(box[1], box[3]);
	switch (((turn % 360) + 360) % 360) {
	case 90:
		return (struct matrix){0, 1, 1, 0, -box[1], -box[0]};
	case 180:
		return (struct matrix){-1, 0, 0, 1, w + box[0], -box[1]};
	case 270:
		return (struct matrix){0, -1, -1, 0, h + box[1], w + box[0]};
	default:
		return (struct matrix){1, 0, 0, -1, -box[0], h + box[1]};
	}
}

static struct pdf_rule *
push_rule(struct drawing *drawing)
{
	struct pdf_page *page = drawing->page;
	size_t n = drawing->painted + drawing->pending;

	if (n >= RULES_MOST)
		return NULL;
	if (n == drawing->room) {
		size_t room = n > 0 ? 2 * n : 32;

		page->rule = arena_grow(
		    drawing->arena, page->rule, n, room, sizeof *page->rule);
		drawing->room = room;
	}
	drawing->pending++;
	memset(&page->rule[n], 0, sizeof page->rule[n]);
	return &page->rule[n];
}

/* A stretch of a path, from a point to another, or a rectangle's two corners
 * with `box`. Only what is flat and horizontal on the page is kept. */
static void
add_stretch(struct drawing *drawing, double x1, double y1, double x2, double y2,
    bool box)
{
	struct state *state = &drawing->state[drawing->depth];
	struct matrix m = multiply(&state->ctm, &drawing->base);
	double ax = m.a * x1 + m.c * y1 + m.e, ay = m.b * x1 + m.d * y1 + m.f;
	double bx = m.a * x2 + m.c * y2 + m.e, by = m.b * x2 + m.d * y2 + m.f;
	double scale = sqrt(fabs(m.a * m.d - m.b * m.c));
	struct pdf_rule *rule;

	if (fabs(by - ay) > (box ? THICK_MOST : 0.4) || fabs(bx - ax) < 1.5)
		return;
	rule = push_rule(drawing);
	if (rule == NULL)
		return;
	rule->x1 = (float)fmin(ax, bx);
	rule->x2 = (float)fmax(ax, bx);
	rule->y = (float)((ay + by) / 2);
	rule->thickness = (float)(box ? fabs(by - ay) : state->width * scale);
}

/* Paint the path, or forget it. */
static void
paint(struct drawing *drawing, bool fill, bool stroke)
{
	const struct state *state = &drawing->state[drawing->depth];
	struct pdf_rule *rule = drawing->page->rule + drawing->painted;
	size_t kept = 0;

	for (size_t i = 0; i < drawing->pending && (fill || stroke); i++) {
		uint32_t rgb = fill ? state->fill : state->stroke;

		/* White lines hide, and are not seen. */
		if (rule[i].thickness > THICK_MOST || rgb == 0xFFFFFF)
			continue;
		rule[kept] = rule[i];
		rule[kept++].rgb = rgb;
	}
	drawing->painted += kept;
	drawing->pending = 0;
}

/* --- operators ------------------------------------------------------------ */

static uint32_t
byte_of(double x)
{
	return (uint32_t)(fmax(0, fmin(1, x)) * 255 + 0.5);
}

/* The colour that the operands say: gray, RGB or CMYK by their number. */
static uint32_t
color_of(const double *v, int n)
{
	if (n >= 4)
		return byte_of((1 - v[0]) * (1 - v[3])) << 16 |
		       byte_of((1 - v[1]) * (1 - v[3])) << 8 |
		       byte_of((1 - v[2]) * (1 - v[3]));
	if (n == 3)
		return byte_of(v[0]) << 16 | byte_of(v[1]) << 8 | byte_of(v[2]);
	return n == 1 ? byte_of(v[0]) * 0x10101 : 0;
}

static void
save(struct drawing *drawing)
{
	if (drawing->depth + 1 < DEPTH) {
		drawing->state[drawing->depth + 1] =
		    drawing->state[drawing->depth];
		drawing->depth++;
	}
}

/* An operator of up to three letters, as a number. */
#define OP(a, b, c) ((uint32_t)(a) << 16 | (uint32_t)(b) << 8 | (uint32_t)(c))

static uint32_t
code_of(const char *op, size_t n)
{
	uint32_t code = 0;

	for (size_t i = 0; i < n && i < 4; i++)
		code = code << 8 | (unsigned char)op[i];
	return n <= 3 ? code : 0;
}

/* Operators that make a path, with the operands they need. */
static void
make_path(struct drawing *drawing, uint32_t code)
{
	const double *v = drawing->stack;

	if (code == OP(0, 0, 'm') && drawing->n >= 2) {
		drawing->x = v[0];
		drawing->y = v[1];
	} else if (code == OP(0, 0, 'l') && drawing->n >= 2) {
		add_stretch(drawing, drawing->x, drawing->y, v[0], v[1], false);
		drawing->x = v[0];
		drawing->y = v[1];
	} else if (code == OP(0, 'r', 'e') && drawing->n >= 4) {
		add_stretch(
		    drawing, v[0], v[1], v[0] + v[2], v[1] + v[3], true);
	}
}

static void
operate(struct drawing *drawing, const char *op, size_t n)
{
	struct state *state = &drawing->state[drawing->depth];
	const double *v = drawing->stack;
	uint32_t code = code_of(op, n);

	switch (code) {
	case OP(0, 0, 'q'):
		save(drawing);
		break;
	case OP(0, 0, 'Q'):
		drawing->depth -= drawing->depth > 0;
		break;
	case OP(0, 0, 'w'):
		if (drawing->n >= 1)
			state->width = v[0];
		break;
	case OP(0, 'c', 'm'):
		if (drawing->n >= 6) {
			struct matrix m = {v[0], v[1], v[2], v[3], v[4], v[5]};

			state->ctm = multiply(&m, &state->ctm);
		}
		break;
	case OP(0, 0, 'm'):
	case OP(0, 0, 'l'):
	case OP(0, 'r', 'e'):
		make_path(drawing, code);
		break;
	case OP(0, 0, 'S'):
	case OP(0, 0, 's'):
		paint(drawing, false, true);
		break;
	case OP(0, 0, 'f'):
	case OP(0, 0, 'F'):
	case OP(0, 'f', '*'):
		paint(drawing, true, false);
		break;
	case OP(0, 0, 'B'):
	case OP(0, 0, 'b'):
	case OP(0, 'B', '*'):
	case OP(0, 'b', '*'):
		paint(drawing, true, true);
		break;
	case OP(0, 0, 'n'):
		paint(drawing, false, false);
		break;
	case OP(0, 0, 'g'):
	case OP(0, 'r', 'g'):
	case OP(0, 0, 'k'):
	case OP(0, 's', 'c'):
	case OP('s', 'c', 'n'):
		state->fill = color_of(v, drawing->n);
		break;
	case OP(0, 0, 'G'):
	case OP(0, 'R', 'G'):
	case OP(0, 0, 'K'):
	case OP(0, 'S', 'C'):
	case OP('S', 'C', 'N'):
		state->stroke = color_of(v, drawing->n);
		break;
	}
	drawing->n = 0;
}

/* --- the page's content --------------------------------------------------- */

/* What ends a number, a name or an operator. */
static bool
is_delimiter(char c)
{
	static const bool delimiter[256] = {['\0'] = true,
	    ['('] = true,
	    [')'] = true,
	    ['<'] = true,
	    ['>'] = true,
	    ['['] = true,
	    [']'] = true,
	    ['{'] = true,
	    ['}'] = true,
	    ['/'] = true,
	    ['%'] = true,
	    [' '] = true,
	    ['\t'] = true,
	    ['\r'] = true,
	    ['\n'] = true,
	    ['\f'] = true};

	return delimiter[(unsigned char)c];
}

/* Past a string in round brackets that begins at `s`. */
static const char *
skip_string(const char *s, const char *end)
{
	int depth = 0;

	for (; s < end; s++) {
		if (*s > '\\' || *s < '(')
			continue;
		if (*s == '\\')
			s++;
		else if (*s == '(')
			depth++;
		else if (*s == ')' && --depth == 0)
			return s + 1;
	}
	return end;
}

/* Past a picture within the content, at whose ID we are. */
static const char *
skip_picture(const char *s, const char *end)
{
	for (; s + 3 < end; s++)
		if (isspace((unsigned char)s[0]) && s[1] == 'E' &&
		    s[2] == 'I' && is_delimiter(s[3]))
			return s + 3;
	return end;
}

/* Past an array that begins at `s`: text with its gaps, or dashes. */
static const char *
skip_array(const char *s, const char *end)
{
	while (s < end && *s != ']')
		s = *s == '(' ? skip_string(s, end) : s + 1;
	return s < end ? s + 1 : end;
}

/* Past a delimiter at `s` and what it begins. */
static const char *
skip_other(const char *s, const char *end)
{
	switch (*s) {
	case '(':
		return skip_string(s, end);
	case '[':
		return skip_array(s, end);
	case '%':
		while (s < end && *s != '\n' && *s != '\r')
			s++;
		return s;
	case '<':
		if (s + 1 < end && s[1] == '<')
			return s + 2;
		while (s < end && *s != '>')
			s++;
		return s < end ? s + 1 : end;
	case '/':
		for (s++; s < end && !is_delimiter(*s);)
			s++;
		return s;
	default:
		return s + 1;
	}
}

/* A number without exponent, as PDF has them. */
static bool
read_number(const char *s, size_t n, double *ret)
{
	double value = 0, unit = 1;
	bool point = false, minus = false;
	size_t i = 0;

	if (s[0] == '-' || s[0] == '+')
		minus = s[i++] == '-';
	if (i == n)
		return false;
	for (; i < n; i++) {
		if (s[i] == '.' && !point) {
			point = true;
			continue;
		}
		if (s[i] < '0' || s[i] > '9')
			return false;
		value = value * 10 + (s[i] - '0');
		if (point)
			unit *= 10;
	}
	*ret = (minus ? -value : value) / unit;
	return true;
}

static void
push_number(struct drawing *drawing, double value)
{
	if (drawing->n == STACK) {
		memmove(drawing->stack, drawing->stack + 1,
		    (STACK - 1) * sizeof drawing->stack[0]);
		drawing->n--;
	}
	drawing->stack[drawing->n++] = value;
}

/* Past a number or an operator, which has `n` bytes. */
static const char *
take_word(struct drawing *drawing, const char *s, size_t n, const char *end)
{
	double number;

	if (s[0] <= '9' && read_number(s, n, &number)) {
		push_number(drawing, number);
		return s + n;
	}
	if (n == 2 && memcmp(s, "ID", 2) == 0)
		return skip_picture(s + n, end);
	operate(drawing, s, n);
	return s + n;
}

static void
follow(struct drawing *drawing, const char *s, size_t size)
{
	const char *end = s + size;

	while (s < end) {
		size_t n;

		if (is_delimiter(*s)) {
			s = skip_other(s, end);
			continue;
		}
		for (n = 1; s + n < end && !is_delimiter(s[n]);)
			n++;
		s = take_word(drawing, s, n, end);
	}
}

/* --- annotations ---------------------------------------------------------- */

static void
add_annotation(struct drawing *drawing, qpdf_data qpdf, qpdf_oh annotation)
{
	double quad[8 * 64];
	qpdf_oh subtype = qpdf_oh_get_key(qpdf, annotation, "/Subtype");
	const char *name = qpdf_oh_is_name(qpdf, subtype)
			       ? qpdf_oh_get_name(qpdf, subtype)
			       : "";
	uint8_t flag = strcmp(name, "/StrikeOut") == 0	 ? PDF_STRUCK
		       : strcmp(name, "/Underline") == 0 ? PDF_UNDERLINED
							 : 0;
	int n = flag != 0
		    ? get_numbers(qpdf,
			  qpdf_oh_get_key(qpdf, annotation, "/QuadPoints"),
			  quad, 8 * 64)
		    : 0;

	for (int i = 0; i + 8 <= n; i += 8) {
		const struct matrix *m = &drawing->base;
		double x1 = 1e9, x2 = -1e9, y1 = 1e9, y2 = -1e9;
		struct pdf_rule *rule = push_rule(drawing);

		if (rule == NULL)
			break;
		for (int k = i; k < i + 8; k += 2) {
			double x = m->a * quad[k] + m->c * quad[k + 1] + m->e;
			double y = m->b * quad[k] + m->d * quad[k + 1] + m->f;

			x1 = fmin(x1, x);
			x2 = fmax(x2, x);
			y1 = fmin(y1, y);
			y2 = fmax(y2, y);
		}
		*rule = (struct pdf_rule){(float)x1, (float)x2,
		    (float)((y1 + y2) / 2), (float)(y2 - y1), 0, true, flag};
		drawing->painted++;
		drawing->pending = 0;
	}
	qpdf_oh_release(qpdf, subtype);
}

static void
add_annotations(struct drawing *drawing, qpdf_data qpdf, qpdf_oh page)
{
	qpdf_oh all = qpdf_oh_get_key(qpdf, page, "/Annots");
	int n = qpdf_oh_is_array(qpdf, all)
		    ? qpdf_oh_get_array_n_items(qpdf, all)
		    : 0;

	for (int i = 0; i < n && i < RULES_MOST; i++) {
		qpdf_oh annotation = qpdf_oh_get_array_item(qpdf, all, i);

		if (qpdf_oh_is_dictionary(qpdf, annotation))
			add_annotation(drawing, qpdf, annotation);
		qpdf_oh_release(qpdf, annotation);
	}
	qpdf_oh_release(qpdf, all);
}

static int
by_height(const void *a, const void *b)
{
	const struct pdf_rule *x = a, *y = b;

	return (x->y > y->y) - (x->y < y->y);
}

void
pdf_rules_read(
    struct pdf_rules *rules, struct arena *arena, struct pdf_page *page)
{
	struct drawing drawing = {.arena = arena, .page = page};
	unsigned char *content = NULL;
	size_t size = 0;
	qpdf_oh source;

	if (page->number > (uint32_t)rules->n_pages)
		return;
	source = qpdf_get_page_n(rules->qpdf, page->number - 1);
	drawing.base = base_of(rules->qpdf, source);
	drawing.state[0].ctm = (struct matrix){1, 0, 0, 1, 0, 0};
	drawing.state[0].width = 1;
	if ((qpdf_oh_get_page_content_data(
		 rules->qpdf, source, &content, &size) &
		QPDF_ERRORS) == 0 &&
	    content != NULL)
		follow(&drawing, (const char *)content, size);
	free(content);
	drawing.pending = 0;
	add_annotations(&drawing, rules->qpdf, source);
	qpdf_oh_release(rules->qpdf, source);
	page->n_rules = drawing.painted;
	if (page->n_rules > 1)
		qsort(page->rule, page->n_rules, sizeof *page->rule, by_height);
}
