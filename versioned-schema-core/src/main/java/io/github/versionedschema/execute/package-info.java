/**
 * Execution of plans: the executor, the runners of actions, and the checks on the server.
 */
@NullMarked
package io.github.versionedschema.execute;

import org.jspecify.annotations.NullMarked;
