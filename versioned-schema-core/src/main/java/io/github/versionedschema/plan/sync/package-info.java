/**
 * The sync triggers and functions that keep both versions of a table consistent.
 */
@NullMarked
package io.github.versionedschema.plan.sync;

import org.jspecify.annotations.NullMarked;
