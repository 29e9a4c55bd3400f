/**
 * Demonstration of rolling updates under load. It acts as the platform and the clients,
 * and counts all failures. It uses the application only through its public interface.
 */
@NullMarked
package io.github.versionedschema.rollout;

import org.jspecify.annotations.NullMarked;
