/**
 * Random tables, operations on them, and statements of clients.
 */
@NullMarked
package io.github.versionedschema.chains.random;

import org.jspecify.annotations.NullMarked;
