/* Runs of dark modules in a row become one rectangle each: a third of the bytes. */
#include "plot/qr.h"

#include <qrencode.h>
#include <stdbool.h>

#include "base/text.h"

enum { BORDER = 4, TEXT_BORDER = 2 };

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

static bool is_dark(const QRcode *code, int x, int y)
{
    return x >= 0 && y >= 0 && x < code->width && y < code->width &&
           (code->data[y * code->width + x] & 1);
}

enum status plot_qr_text(struct arena *mem, const char *text, const char **out, struct err *err)
{
    /* Black on white is spelled out: a code in the terminal's own colours may be inverted,
     * which many phones do not read. */
    static const char *const halves[] = { " ", "▄", "▀", "█" };
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L);
    if (!code)
        return fail(err, BAD_INPUT, "this text is too long for a code to scan");
    struct text made = { .mem = mem };
    for (int y = -TEXT_BORDER; y < code->width + TEXT_BORDER; y += 2) {
        text_add(&made, "\033[30;47m");
        for (int x = -TEXT_BORDER; x < code->width + TEXT_BORDER; x++)
            text_add(&made, halves[2 * is_dark(code, x, y) + is_dark(code, x, y + 1)]);
        text_add(&made, "\033[0m\n");
    }
    *out = text_done(&made);
    QRcode_free(code);
    return OK;
}
