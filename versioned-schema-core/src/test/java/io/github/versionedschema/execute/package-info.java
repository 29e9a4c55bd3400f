/**
 * Tests of the executor, the journal and the leader, with plans written by hand.
 */
@NullMarked
package io.github.versionedschema.execute;

import org.jspecify.annotations.NullMarked;
