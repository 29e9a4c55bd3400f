/**
 * Tests of the executor, the journal and the leader, with hand-written plans.
 */
@NullMarked
package io.github.versionedschema.execute;

import org.jspecify.annotations.NullMarked;
