/**
 * Taking locks without long waits for clients: attempts, lock timeouts, blocking
 * sessions, and trials under a lock.
 */
@NullMarked
package io.github.versionedschema.lock;

import org.jspecify.annotations.NullMarked;
