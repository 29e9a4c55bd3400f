/**
 * The replacement of an enum by one with other values, in all columns that have it.
 */
@NullMarked
package io.github.versionedschema.plan.operation.type;

import org.jspecify.annotations.NullMarked;
