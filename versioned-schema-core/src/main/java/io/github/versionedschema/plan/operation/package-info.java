/**
 * The operations of the native file format: one record each, which says what it does to a
 * draft. A new operation is one new file here and one line in
 * {@link io.github.versionedschema.plan.operation.Operations}.
 */
@NullMarked
package io.github.versionedschema.plan.operation;

import org.jspecify.annotations.NullMarked;
