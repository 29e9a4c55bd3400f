/**
 * The demonstration: what a platform does in a rolling update, under load, with a count
 * of everything that goes wrong. It knows the application only as a client does.
 */
@NullMarked
package io.github.versionedschema.rollout;

import org.jspecify.annotations.NullMarked;
