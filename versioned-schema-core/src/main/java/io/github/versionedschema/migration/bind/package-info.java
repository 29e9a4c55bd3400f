/**
 * Binding of content to records, with a problem for each error.
 */
@NullMarked
package io.github.versionedschema.migration.bind;

import org.jspecify.annotations.NullMarked;
