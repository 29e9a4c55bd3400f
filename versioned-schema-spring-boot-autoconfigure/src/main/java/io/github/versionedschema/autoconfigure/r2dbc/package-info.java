/**
 * R2DBC: connections that are attached to the application's version, as those of the
 * DataSource are.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.r2dbc;

import org.jspecify.annotations.NullMarked;
