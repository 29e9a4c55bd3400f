/**
 * Positions in files, and problems at them.
 */
@NullMarked
package io.github.versionedschema.migration.place;

import org.jspecify.annotations.NullMarked;
