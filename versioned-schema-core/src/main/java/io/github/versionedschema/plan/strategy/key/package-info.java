/**
 * Foreign keys that a chain adds, or whose columns it replaces.
 */
@NullMarked
package io.github.versionedschema.plan.strategy.key;

import org.jspecify.annotations.NullMarked;
