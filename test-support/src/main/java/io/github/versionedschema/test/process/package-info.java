/**
 * Java programs in separate processes, for tests that kill them, measure them, or need
 * several instances.
 */
@NullMarked
package io.github.versionedschema.test.process;

import org.jspecify.annotations.NullMarked;
