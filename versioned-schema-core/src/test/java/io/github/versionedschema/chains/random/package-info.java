/**
 * Random operations on tables, one after the other.
 */
@NullMarked
package io.github.versionedschema.chains.random;

import org.jspecify.annotations.NullMarked;
