/**
 * The JSON schema of records that migration files are bound to.
 */
@NullMarked
package io.github.versionedschema.migration.bind;

import org.jspecify.annotations.NullMarked;
