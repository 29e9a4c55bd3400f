/**
 * Reading of migration files: their operations and their order.
 */
@NullMarked
package io.github.versionedschema.migration;

import org.jspecify.annotations.NullMarked;
