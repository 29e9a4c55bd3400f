/**
 * What files say about types.
 */
@NullMarked
package io.github.versionedschema.migration.model.type;

import org.jspecify.annotations.NullMarked;
