/**
 * Transitions in an application: the leader's thread, the state of the application's
 * version, the moments of expand, and the events.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.transition;

import org.jspecify.annotations.NullMarked;
