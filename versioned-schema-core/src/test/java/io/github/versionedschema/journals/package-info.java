/**
 * Tests of databases that earlier builds of this library left.
 */
@NullMarked
package io.github.versionedschema.journals;

import org.jspecify.annotations.NullMarked;
