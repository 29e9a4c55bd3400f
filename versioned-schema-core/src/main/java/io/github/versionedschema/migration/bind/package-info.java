/**
 * Content to records, with a problem for each mistake.
 */
@NullMarked
package io.github.versionedschema.migration.bind;

import org.jspecify.annotations.NullMarked;
