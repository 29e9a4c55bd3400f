/**
 * The status of versions and transitions.
 */
@NullMarked
package io.github.versionedschema.status;

import org.jspecify.annotations.NullMarked;
