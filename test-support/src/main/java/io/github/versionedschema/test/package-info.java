/**
 * Support for tests on a real PostgreSQL server: one server per JVM, a fresh database for
 * each test. It does not depend on the modules that are tested with it.
 */
@NullMarked
package io.github.versionedschema.test;

import org.jspecify.annotations.NullMarked;
