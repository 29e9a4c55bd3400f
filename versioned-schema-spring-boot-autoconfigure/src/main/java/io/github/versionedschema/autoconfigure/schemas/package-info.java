/**
 * The schemas of an application, each with its own migrations, version and DataSources.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.schemas;

import org.jspecify.annotations.NullMarked;
