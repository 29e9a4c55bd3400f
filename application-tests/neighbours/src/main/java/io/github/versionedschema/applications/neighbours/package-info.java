/**
 * An application in which another tool also changes the schema.
 */
@NullMarked
package io.github.versionedschema.applications.neighbours;

import org.jspecify.annotations.NullMarked;
