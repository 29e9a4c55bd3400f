/**
 * The actions of Reshape's migration files, and the operations that they become.
 */
@NullMarked
package io.github.versionedschema.migration.reshape;

import org.jspecify.annotations.NullMarked;
