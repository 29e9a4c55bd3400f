/**
 * The facade: everything that the engine can be asked to do.
 */
@NullMarked
package io.github.versionedschema;

import org.jspecify.annotations.NullMarked;
