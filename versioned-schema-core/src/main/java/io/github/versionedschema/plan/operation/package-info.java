/**
 * The operations of the native file format. Each is a record that applies itself to a
 * draft. A new operation needs one new file here and one line in
 * {@link io.github.versionedschema.plan.operation.Operations}.
 */
@NullMarked
package io.github.versionedschema.plan.operation;

import org.jspecify.annotations.NullMarked;
