/**
 * Tests of the leader and its sessions.
 */
@NullMarked
package io.github.versionedschema.leader;

import org.jspecify.annotations.NullMarked;
