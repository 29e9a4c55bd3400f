/**
 * Tables that versions see, the types of their columns, and statements of clients.
 */
@NullMarked
package io.github.versionedschema.chains.table;

import org.jspecify.annotations.NullMarked;
