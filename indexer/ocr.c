/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/ocr.h"

#include "indexer/run-program.h"

#include <cairo.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RESOLUTION     300  /* dots to the inch, as tesseract likes it */
#define SIDE_MOST      8000 /* dots; larger pages get fewer to the inch */
#define AT_ONCE	       8    /* pages in one call */
#define SECONDS_A_PAGE 120
#define OUTPUT_MOST    (8L << 20) /* bytes of text of a call */

/* There is a process for each processor already. */
#define TESSERACT "env", "OMP_THREAD_LIMIT=1", "tesseract"

/* Its data for languages. Of a script without a language, the first. */
static const struct {
	const char *code; /* as documents declare it */
	const char *data; /* tesseract's name */
	enum text_script script;
} languages[] = {
    {"en", "eng", SCRIPT_LATIN},
    {"fr", "fra", SCRIPT_LATIN},
    {"es", "spa", SCRIPT_LATIN},
    {"pt", "por", SCRIPT_LATIN},
    {"de", "deu", SCRIPT_LATIN},
    {"it", "ita", SCRIPT_LATIN},
    {"nl", "nld", SCRIPT_LATIN},
    {"ru", "rus", SCRIPT_CYRILLIC},
    {"uk", "ukr", SCRIPT_CYRILLIC},
    {"bg", "bul", SCRIPT_CYRILLIC},
    {"ar", "ara", SCRIPT_ARABIC},
    {"fa", "fas", SCRIPT_ARABIC},
    {"zh", "chi_sim", SCRIPT_HAN},
    {"ja", "jpn", SCRIPT_HAN},
};

#define N_LANGUAGES (sizeof languages / sizeof languages[0])

struct ocr {
	struct arena *arena;
	const struct ocr_job *job;
	const char *folder; /* for pictures */
	const char *data;   /* what tesseract reads with: "eng+fra" */
	const char **text;  /* by page */
};

static const char *
file_in(const struct ocr *ocr, const char *name)
{
	return arena_printf(ocr->arena, "%s/%s", ocr->folder, name);
}

static const char *
picture(const struct ocr *ocr, size_t i)
{
	return arena_printf(ocr->arena, "%s/%zu.pgm", ocr->folder, i);
}

/* All of a file, "" where it cannot be read or is too large. */
static const char *
read_file(const struct ocr *ocr, const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = NULL;
	long size;

	if (file == NULL)
		return "";
	if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) > 0 &&
	    size < OUTPUT_MOST && fseek(file, 0, SEEK_SET) == 0) {
		text = arena_alloc(ocr->arena, (size_t)size + 1);
		text[fread(text, 1, (size_t)size, file)] = '\0';
	}
	fclose(file);
	return text != NULL ? text : "";
}

/* --- pictures ------------------------------------------------------------- */

/* Write the surface in gray, as a PGM file. */
static bool
write_gray(cairo_surface_t *surface, const char *path, struct error *err)
{
	int width = cairo_image_surface_get_width(surface);
	int height = cairo_image_surface_get_height(surface);
	int stride = cairo_image_surface_get_stride(surface);
	const unsigned char *data = cairo_image_surface_get_data(surface);
	unsigned char *row = malloc((size_t)width);
	FILE *file = row != NULL ? fopen(path, "wb") : NULL;
	bool ok;

	if (file != NULL)
		fprintf(file, "P5\n%d %d\n255\n", width, height);
	for (int y = 0; file != NULL && y < height; y++) {
		const uint32_t *pixel =
		    (const void *)(data + (size_t)y * (size_t)stride);

		for (int x = 0; x < width; x++)
			row[x] = (unsigned char)(((pixel[x] >> 16 & 255) * 3 +
						     (pixel[x] >> 8 & 255) * 6 +
						     (pixel[x] & 255)) /
						 10);
		fwrite(row, 1, (size_t)width, file);
	}
	ok = file != NULL && !ferror(file);
	ok = (file == NULL || fclose(file) == 0) && ok;
	free(row);
	return ok || error_set(err, ERROR_INPUT, "cannot write '%s'", path);
}

static bool
render(const struct ocr *ocr, size_t i, struct error *err)
{
	PopplerPage *page = poppler_document_get_page(
	    ocr->job->document, (int)ocr->job->page[i]);
	double width, height, scale = RESOLUTION / 72.0;
	cairo_surface_t *surface;
	cairo_t *cairo;
	bool ok;

	if (page == NULL)
		return error_set(err, ERROR_INPUT, "page %u cannot be drawn",
		    ocr->job->page[i] + 1);
	poppler_page_get_size(page, &width, &height);
	scale = fmin(scale, SIDE_MOST / fmax(fmax(width, height), 1));
	surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24,
	    (int)fmax(1, width * scale), (int)fmax(1, height * scale));
	cairo = cairo_create(surface);
	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_scale(cairo, scale, scale);
	poppler_page_render(page, cairo);
	cairo_destroy(cairo);
	g_object_unref(page);
	cairo_surface_flush(surface);
	ok = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
		 ? write_gray(surface, picture(ocr, i), err)
		 : error_set(err, ERROR_INPUT, "page %u cannot be drawn",
		       ocr->job->page[i] + 1);
	cairo_surface_destroy(surface);
	return ok;
}

/* --- languages ------------------------------------------------------------ */

/* Whether a line of the list is this name. */
static bool
has_line(const char *list, const char *name)
{
	size_t n = strlen(name);

	for (; list != NULL; list = strchr(list, '\n')) {
		list += *list == '\n';
		if (strncmp(list, name, n) == 0 &&
		    (list[n] == '\n' || list[n] == '\0'))
			return true;
	}
	return false;
}

static bool
list_installed(const struct ocr *ocr, const char **ret, struct error *err)
{
	const char *const argv[] = {TESSERACT, "--list-langs", NULL};
	const char *path = file_in(ocr, "list");

	if (!run_program(argv, path, SECONDS_A_PAGE, err))
		return error_set(err, ERROR_INPUT,
		    "--ocr needs the program tesseract (Debian: "
		    "tesseract-ocr)");
	*ret = read_file(ocr, path);
	return true;
}

/* Have tesseract tell the script of the first page. */
static enum text_script
detect_script(const struct ocr *ocr)
{
	static const struct {
		const char *name;
		enum text_script script;
	} names[] = {{"Script: Latin", SCRIPT_LATIN},
	    {"Script: Fraktur", SCRIPT_LATIN},
	    {"Script: Cyrillic", SCRIPT_CYRILLIC},
	    {"Script: Arabic", SCRIPT_ARABIC}, {"Script: Han", SCRIPT_HAN},
	    {"Script: Japanese", SCRIPT_HAN}};
	const char *const argv[] = {
	    TESSERACT, picture(ocr, 0), "-", "--psm", "0", NULL};
	const char *path = file_in(ocr, "script"), *told;

	if (!run_program(argv, path, SECONDS_A_PAGE, NULL))
		return SCRIPT_LATIN;
	told = read_file(ocr, path);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strstr(told, names[i].name) != NULL)
			return names[i].script;
	return SCRIPT_LATIN;
}

static bool
missing(const char *data, struct error *err)
{
	char package[32];
	size_t n = strlen(data);

	for (size_t i = 0; i <= n && i < sizeof package; i++)
		package[i] = data[i] == '_' ? '-' : data[i];
	return error_set(err, ERROR_INPUT,
	    "tesseract cannot read its language without the data '%s' "
	    "(Debian: tesseract-ocr-%.31s)",
	    data, package);
}

/*
 * Which data to read with: those of the declared language, else of the script;
 * for Latin letters all the usual ones that are installed.
 */
static bool
choose_data(struct ocr *ocr, struct error *err)
{
	const char *installed = "", *declared = ocr->job->language;
	enum text_script script = ocr->job->script;
	const char *first = NULL;

	if (!list_installed(ocr, &installed, err))
		return false;
	for (size_t i = 0; i < N_LANGUAGES; i++)
		if (strncmp(declared, languages[i].code, 2) == 0 &&
		    (script == SCRIPT_OTHER || script == languages[i].script)) {
			ocr->data = languages[i].data;
			return has_line(installed, ocr->data) ||
			       missing(ocr->data, err);
		}
	if (script == SCRIPT_OTHER)
		script = detect_script(ocr);
	ocr->data = "";
	for (size_t i = 0; i < N_LANGUAGES; i++) {
		if (languages[i].script != script)
			continue;
		first = first != NULL ? first : languages[i].data;
		if (has_line(installed, languages[i].data) &&
		    (script == SCRIPT_LATIN || ocr->data[0] == '\0'))
			ocr->data = arena_printf(ocr->arena, "%s%s%s",
			    ocr->data, ocr->data[0] != '\0' ? "+" : "",
			    languages[i].data);
	}
	return ocr->data[0] != '\0' ||
	       missing(first != NULL ? first : "eng", err);
}

/* --- reading -------------------------------------------------------------- */

/* The texts of a call, parted by form feeds, to their pages. */
static void
share_out(struct ocr *ocr, const char *text, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		const char *end = strchr(text, '\f');
		size_t n = end != NULL ? (size_t)(end - text) : strlen(text);

		ocr->text[i] = arena_strndup(ocr->arena, text, n);
		text += n + (end != NULL);
	}
}

static bool
read_some(struct ocr *ocr, size_t from, size_t to, struct error *err)
{
	const char *list = file_in(ocr, "pages"),
		   *output = file_in(ocr, "text");
	const char *const argv[] = {
	    TESSERACT, list, "-", "-l", ocr->data, NULL};
	FILE *file = fopen(list, "w");
	bool ok;

	if (file == NULL)
		return error_set(err, ERROR_INPUT, "cannot write '%s'", list);
	for (size_t i = from; i < to; i++)
		fprintf(file, "%s\n", picture(ocr, i));
	fclose(file);
	ok = run_program(
		 argv, output, (unsigned)(to - from) * SECONDS_A_PAGE, err) ||
	     error_prefix(err, "tesseract, pages %u to %u",
		 ocr->job->page[from] + 1, ocr->job->page[to - 1] + 1);
	if (ok)
		share_out(ocr, read_file(ocr, output), from, to);
	return ok;
}

static bool
read_all(struct ocr *ocr, struct error *err)
{
	size_t n = ocr->job->n_pages;

	for (size_t from = 0; from < n; from += AT_ONCE) {
		size_t to = from + AT_ONCE < n ? from + AT_ONCE : n;
		bool ok = true;

		for (size_t i = from; ok && i < to; i++)
			ok = render(ocr, i, err);
		if (from == 0)
			ok = ok && choose_data(ocr, err);
		ok = ok && read_some(ocr, from, to, err);
		for (size_t i = from; i < to; i++)
			unlink(picture(ocr, i));
		if (!ok)
			return false;
	}
	return true;
}

const char **
ocr_read(struct arena *arena, const struct ocr_job *job, struct error *err)
{
	static const char *const files[] = {"list", "script", "pages", "text"};
	const char *where = getenv("TMPDIR");
	struct ocr ocr = {.arena = arena, .job = job};
	char *folder = arena_printf(arena, "%s/travaux-ocr-XXXXXX",
	    where != NULL && where[0] != '\0' ? where : "/tmp");
	bool ok;

	if (mkdtemp(folder) == NULL) {
		error_set(err, ERROR_INPUT,
		    "cannot make a folder for pictures in '%s'", folder);
		return NULL;
	}
	ocr.folder = folder;
	ocr.text = arena_array(arena, job->n_pages + 1, sizeof *ocr.text);
	ok = read_all(&ocr, err);
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		unlink(file_in(&ocr, files[i]));
	rmdir(folder);
	return ok ? ocr.text : NULL;
}
