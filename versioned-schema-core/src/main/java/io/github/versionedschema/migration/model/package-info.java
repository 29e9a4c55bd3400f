/**
 * Records of the file format that operations use.
 */
@NullMarked
package io.github.versionedschema.migration.model;

import org.jspecify.annotations.NullMarked;
