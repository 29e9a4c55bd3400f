package io.github.versionedschema.sample.order;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * An order of release 2 and later.
 *
 * @param id its number
 * @param customer the customer's e-mail address
 * @param item what was ordered
 * @param amount what it costs
 * @param placedAt when it was placed
 */
record Release2Order(long id, String customer, String item, BigDecimal amount, Instant placedAt) implements Order {

}
