/**
 * Who leads: the connection that is the right to change a base schema, and whoever looks
 * at it.
 */
@NullMarked
package io.github.versionedschema.leader;

import org.jspecify.annotations.NullMarked;
