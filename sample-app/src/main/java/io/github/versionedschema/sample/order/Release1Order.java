package io.github.versionedschema.sample.order;

import java.time.Instant;

/**
 * An order of release 1.
 *
 * @param id its number
 * @param customer the customer's e-mail address
 * @param item what was ordered
 * @param amountCents what it costs, in cents
 * @param placedAt when it was placed
 */
record Release1Order(long id, String customer, String item, int amountCents, Instant placedAt) implements Order {

}
