/**
 * Events that are published while a transition runs.
 */
@NullMarked
package io.github.versionedschema.event;

import org.jspecify.annotations.NullMarked;
