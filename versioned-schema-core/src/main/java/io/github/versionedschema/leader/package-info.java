/**
 * Leader election: the leader's connection, which grants the right to change a base
 * schema, and its observers.
 */
@NullMarked
package io.github.versionedschema.leader;

import org.jspecify.annotations.NullMarked;
