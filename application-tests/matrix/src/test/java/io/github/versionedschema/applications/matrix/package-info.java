/**
 * Tests of applications in separate processes during startup.
 */
@NullMarked
package io.github.versionedschema.applications.matrix;

import org.jspecify.annotations.NullMarked;
