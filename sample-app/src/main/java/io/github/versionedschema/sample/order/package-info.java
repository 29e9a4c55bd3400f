/**
 * Orders of customers. Release 1 has amounts in cents, later releases have decimal
 * amounts.
 */
@NullMarked
package io.github.versionedschema.sample.order;

import org.jspecify.annotations.NullMarked;
