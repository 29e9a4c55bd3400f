/**
 * Support for tests on a real PostgreSQL server: one server per JVM, a fresh database for
 * each test. Other modules use it as a test-jar.
 */
@NullMarked
package io.github.versionedschema.test;

import org.jspecify.annotations.NullMarked;
