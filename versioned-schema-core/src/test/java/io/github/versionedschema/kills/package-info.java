/**
 * Tests of leaders that die, are paused or are stopped, and of the next leader.
 */
@NullMarked
package io.github.versionedschema.kills;

import org.jspecify.annotations.NullMarked;
