/**
 * Support for the tests of the auto-configuration.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.support;

import org.jspecify.annotations.NullMarked;
