/* Polynomials over a prime, modulo one that does not factor: found by trying them in turn. */
#include "compose/field.h"

#include <string.h>

enum { DEGREE_MAX = 9 };

/* An element and its digits, lowest first. */
static void digits_of(const struct field *field, uint32_t a, uint32_t *digit)
{
    for (uint32_t k = 0; k < field->degree; k++, a /= field->prime)
        digit[k] = a % field->prime;
}

static uint32_t number_of(const struct field *field, const uint32_t *digit)
{
    uint32_t a = 0;
    for (uint32_t k = field->degree; k-- > 0;)
        a = a * field->prime + digit[k];
    return a;
}

static uint16_t *table_of_sums(struct arena *mem, const struct field *field)
{
    uint16_t *sum = NEW_ARRAY(mem, uint16_t, (size_t)field->order * field->order);
    uint32_t x[DEGREE_MAX], y[DEGREE_MAX];
    for (uint32_t a = 0; a < field->order; a++)
        for (uint32_t b = 0; b < field->order; b++) {
            digits_of(field, a, x);
            digits_of(field, b, y);
            for (uint32_t k = 0; k < field->degree; k++)
                x[k] = (x[k] + y[k]) % field->prime;
            sum[a * field->order + b] = (uint16_t)number_of(field, x);
        }
    return sum;
}

/* x^degree is replaced by what the modulus says it is, highest power first. */
static uint32_t multiply(const struct field *field, const uint32_t *x, const uint32_t *y,
                         const uint32_t *modulus)
{
    uint32_t full[2 * DEGREE_MAX] = { 0 }, p = field->prime, degree = field->degree;
    for (uint32_t i = 0; i < degree; i++)
        for (uint32_t j = 0; j < degree; j++)
            full[i + j] = (full[i + j] + x[i] * y[j]) % p;
    for (uint32_t k = 2 * degree - 1; k-- > degree;)
        for (uint32_t j = 0; j < degree; j++)
            full[k - degree + j] = (full[k - degree + j] + full[k] * (p - modulus[j]) % p) % p;
    return number_of(field, full);
}

/* Fills the table; false as soon as two elements other than 0 give 0: the modulus factors. */
static bool fill_products(const struct field *field, uint32_t modulus, uint16_t *product)
{
    uint32_t low[DEGREE_MAX], x[DEGREE_MAX], y[DEGREE_MAX];
    digits_of(field, modulus, low);
    for (uint32_t a = 1; a < field->order; a++) {
        digits_of(field, a, x);
        for (uint32_t b = a; b < field->order; b++) {
            digits_of(field, b, y);
            uint32_t value = multiply(field, x, y, low);
            if (value == 0)
                return false;
            product[a * field->order + b] = product[b * field->order + a] = (uint16_t)value;
        }
    }
    return true;
}

bool field_of(struct arena *mem, uint32_t order, struct field *out)
{
    if (order < 2 || order > FIELD_ORDER_MAX)
        return false;
    struct field field = { .order = order, .prime = 2 };
    while (order % field.prime != 0)
        field.prime++;
    for (; order > 1; order /= field.prime, field.degree++)
        if (order % field.prime != 0)
            return false;
    field.sum = table_of_sums(mem, &field);
    uint16_t *product = NEW_ARRAY(mem, uint16_t, (size_t)field.order * field.order);
    for (uint32_t modulus = 0; modulus < field.order; modulus++)
        if (fill_products(&field, modulus, product)) {
            field.product = product;
            *out = field;
            return true;
        }
    return false;
}
