/**
 * Orders of customers. Release 1 counts an amount in cents, the later ones do not.
 */
@NullMarked
package io.github.versionedschema.sample.order;

import org.jspecify.annotations.NullMarked;
