/**
 * The triggers for unique keys that exist twice.
 */
@NullMarked
package io.github.versionedschema.plan.sync.key;

import org.jspecify.annotations.NullMarked;
