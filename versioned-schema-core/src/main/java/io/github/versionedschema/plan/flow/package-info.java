/**
 * Values that flow from rows of one table to rows of another while two versions are live.
 */
@NullMarked
package io.github.versionedschema.plan.flow;

import org.jspecify.annotations.NullMarked;
