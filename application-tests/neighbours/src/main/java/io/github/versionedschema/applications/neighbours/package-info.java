/**
 * An application in which somebody else changes the schema too.
 */
@NullMarked
package io.github.versionedschema.applications.neighbours;

import org.jspecify.annotations.NullMarked;
