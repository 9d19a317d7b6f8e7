/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/view.h"

const struct view *
view_get(enum request_format format)
{
	switch (format) {
	case FORMAT_JSON:
		return &view_json;
	case FORMAT_JSONL:
		return &view_jsonl;
	case FORMAT_CSV:
		return &view_csv;
	case FORMAT_TSV:
		return &view_tsv;
	default: /* text; the others are not of these views */
		break;
	}
	return &view_text;
}
