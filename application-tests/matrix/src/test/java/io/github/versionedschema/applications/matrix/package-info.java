/**
 * Applications in processes of their own, looked at while they start.
 */
@NullMarked
package io.github.versionedschema.applications.matrix;

import org.jspecify.annotations.NullMarked;
