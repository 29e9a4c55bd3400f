/**
 * How the content of an action becomes that of operations.
 */
@NullMarked
package io.github.versionedschema.migration.reshape.translation;

import org.jspecify.annotations.NullMarked;
