/**
 * How carefully the steps of an operation treat clients.
 */
@NullMarked
package io.github.versionedschema.migration.hint;

import org.jspecify.annotations.NullMarked;
