/**
 * Tests of operations that meet on the same table and columns, in any order.
 */
@NullMarked
package io.github.versionedschema.compositions;

import org.jspecify.annotations.NullMarked;
