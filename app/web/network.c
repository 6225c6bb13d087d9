/* All addresses are held as 16 bytes, IPv4 ones as IPv6 writes them. */
#include "web/network.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAPPED_BITS = 96, V4_BITS = 24, V4_WIDE_BITS = 16, V6_BITS = 64, V6_WIDE_BITS = 48 };

static bool read_address(const char *text, struct in6_addr *out)
{
    struct in_addr four;
    if (inet_pton(AF_INET6, text, out) == 1)
        return true;
    if (inet_pton(AF_INET, text, &four) != 1)
        return false;
    memset(out, 0, sizeof *out);
    out->s6_addr[10] = out->s6_addr[11] = 0xff;
    memcpy(out->s6_addr + 12, &four, sizeof four);
    return true;
}

static bool is_four(const struct in6_addr *address) { return IN6_IS_ADDR_V4MAPPED(address); }

static void write_address(const struct in6_addr *address, char out[NETWORK_TEXT_BYTES])
{
    if (is_four(address))
        inet_ntop(AF_INET, address->s6_addr + 12, out, NETWORK_TEXT_BYTES);
    else
        inet_ntop(AF_INET6, address, out, NETWORK_TEXT_BYTES);
}

static void keep_bits(struct in6_addr *address, int bits)
{
    for (int i = 0; i < 16; i++) {
        int kept = bits - i * 8;
        if (kept <= 0)
            address->s6_addr[i] = 0;
        else if (kept < 8)
            address->s6_addr[i] &= (unsigned char)(0xff << (8 - kept));
    }
}

void network_name(const char *address, bool wide, char out[NETWORK_TEXT_BYTES])
{
    struct in6_addr bytes;
    if (!address || !read_address(address, &bytes)) {
        snprintf(out, NETWORK_TEXT_BYTES, "?");
        return;
    }
    bool four = is_four(&bytes);
    int bits = four ? (wide ? V4_WIDE_BITS : V4_BITS) : (wide ? V6_WIDE_BITS : V6_BITS);
    keep_bits(&bytes, four ? MAPPED_BITS + bits : bits);
    write_address(&bytes, out);
    size_t length = strlen(out);
    snprintf(out + length, NETWORK_TEXT_BYTES - length, "/%d", bits);
}

/* "[::1]:80", "192.0.2.1:80" and "[::1]" without what is around the address. */
static size_t bare(const char **text, size_t length)
{
    while (length && (**text == ' ' || **text == '\t' || **text == '"'))
        (*text)++, length--;
    while (length && strchr(" \t\"", (*text)[length - 1]))
        length--;
    if (length && **text == '[') {
        const char *end = memchr(*text, ']', length);
        length = end ? (size_t)(end - *text) - 1 : 0;
        (*text)++;
        return length;
    }
    const char *colon = memchr(*text, ':', length);
    bool has_port = colon && !memchr(colon + 1, ':', length - (size_t)(colon - *text) - 1);
    return has_port ? (size_t)(colon - *text) : length;
}

bool network_parse(const char *text, size_t length, char out[NETWORK_TEXT_BYTES])
{
    char copy[NETWORK_TEXT_BYTES];
    struct in6_addr bytes;
    length = bare(&text, length);
    if (length == 0 || length >= sizeof copy)
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    if (!read_address(copy, &bytes))
        return false;
    write_address(&bytes, out);
    return true;
}

static bool read_network(const char *named, struct in6_addr *out, int *bits)
{
    char copy[NETWORK_TEXT_BYTES];
    size_t length = strcspn(named, "/");
    if (length == 0 || length >= sizeof copy)
        return false;
    memcpy(copy, named, length);
    copy[length] = '\0';
    if (!read_address(copy, out))
        return false;
    int before = strchr(copy, ':') ? 0 : MAPPED_BITS;
    *bits = 128;
    if (!named[length])
        return true;
    const char *digits = named + length + 1;
    size_t count = strlen(digits);
    if (count == 0 || count > 3 || strspn(digits, "0123456789") != count)
        return false;
    *bits = 0;
    for (; *digits; digits++)
        *bits = *bits * 10 + (*digits - '0');
    *bits += before;
    return *bits <= 128;
}

bool network_fits(const char *named)
{
    struct in6_addr bytes;
    int bits;
    return read_network(named, &bytes, &bits);
}

bool network_holds(const char *named, const char *address)
{
    struct in6_addr whole, one;
    int bits;
    if (!named)
        return network_holds("127.0.0.0/8", address) || network_holds("::1", address);
    if (!address || !read_network(named, &whole, &bits) || !read_address(address, &one))
        return false;
    keep_bits(&whole, bits);
    keep_bits(&one, bits);
    return memcmp(&whole, &one, sizeof whole) == 0;
}
