/**
 * Places in files, and what is wrong there.
 */
@NullMarked
package io.github.versionedschema.migration.place;

import org.jspecify.annotations.NullMarked;
