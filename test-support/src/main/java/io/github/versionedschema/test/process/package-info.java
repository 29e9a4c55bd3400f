/**
 * Java programs in processes of their own, for tests that kill them, measure them, or
 * need several instances at a time.
 */
@NullMarked
package io.github.versionedschema.test.process;

import org.jspecify.annotations.NullMarked;
