/**
 * How long applications take to start, with the starter and without it.
 */
@NullMarked
package io.github.versionedschema.applications.start;

import org.jspecify.annotations.NullMarked;
