#ifndef WEB_NETWORK_H
#define WEB_NETWORK_H

/* Addresses of the network, for whoever counts by them. A household or an office has a network
 * of addresses, so that whoever is slowed is a network: 24 bits of an IPv4 address, 64 of an
 * IPv6 one. An IPv4 address written as IPv6 is the IPv4 address. */
#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

enum { NETWORK_TEXT_BYTES = 64 };

/* network_name: the network of an address, "192.0.2.0/24".
 *
 * Takes    address: as inet_ntop writes it; anything else is a network of its own.
 *          wide: what its provider gave at once, /16 and /48: for whoever has many. */
void network_name(const char *address, bool wide, char out[NETWORK_TEXT_BYTES]);

/* network_parse: an address as a proxy may write it: spaces around it, [brackets], a port.
 * Gives    false: it is none; `out` is written as inet_ntop does. */
bool network_parse(const char *text, size_t length, char out[NETWORK_TEXT_BYTES]);

/* network_holds: does "10.0.0.0/8", "::1" or one address name this one?
 * network_fits: is it such a text? NULL as `named` is the machine's own loop. */
bool network_holds(const char *named, const char *address);
bool network_fits(const char *named);

#endif
