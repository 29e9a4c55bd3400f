/**
 * An application whose DataSource is defined in one of many ways.
 */
@NullMarked
package io.github.versionedschema.applications.pools;

import org.jspecify.annotations.NullMarked;
