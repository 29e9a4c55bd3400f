/**
 * An application whose DataSource is made in one of many ways.
 */
@NullMarked
package io.github.versionedschema.applications.pools;

import org.jspecify.annotations.NullMarked;
