/**
 * Running plans: the executor with its lock ladder, the journal and the leader.
 */
@NullMarked
package io.github.versionedschema.execute;

import org.jspecify.annotations.NullMarked;
