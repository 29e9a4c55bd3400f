/**
 * Random chains of operations with writes of both versions, compared with what plain SQL
 * makes of the same operations.
 */
@NullMarked
package io.github.versionedschema.chains;

import org.jspecify.annotations.NullMarked;
