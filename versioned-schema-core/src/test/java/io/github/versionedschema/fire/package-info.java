/**
 * Tests of the engine under load: clients of every live version read and write while the
 * schema changes.
 */
@NullMarked
package io.github.versionedschema.fire;

import org.jspecify.annotations.NullMarked;
