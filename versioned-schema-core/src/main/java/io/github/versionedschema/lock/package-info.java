/**
 * How locks are taken without keeping clients waiting: attempts, time-outs, blocking
 * sessions, and what is tried under a lock.
 */
@NullMarked
package io.github.versionedschema.lock;

import org.jspecify.annotations.NullMarked;
