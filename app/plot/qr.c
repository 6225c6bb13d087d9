/* Runs of dark modules in a row become one rectangle each: a third of the bytes. */
#include "plot/qr.h"

#include <qrencode.h>

#include "base/text.h"

enum { BORDER = 4 };

static void write_row(struct text *path, const unsigned char *row, int width, int y)
{
    for (int x = 0; x < width;) {
        int start = x;
        while (x < width && (row[x] & 1))
            x++;
        if (x > start)
            text_add_format(path, "M%d %dh%dv1h-%dz", start + BORDER, y + BORDER, x - start,
                            x - start);
        else
            x++;
    }
}

enum status plot_qr(struct arena *mem, const char *text, const char **path, size_t *width,
                    struct err *err)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (!code)
        return fail(err, BAD_INPUT, "this text is too long for a code to scan");
    struct text made = { .mem = mem };
    for (int y = 0; y < code->width; y++)
        write_row(&made, code->data + y * code->width, code->width, y);
    *path = text_done(&made);
    *width = (size_t)code->width + 2 * BORDER;
    QRcode_free(code);
    return OK;
}
