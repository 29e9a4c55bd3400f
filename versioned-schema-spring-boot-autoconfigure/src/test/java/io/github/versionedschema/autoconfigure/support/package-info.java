/**
 * What the tests of the auto-configuration share.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.support;

import org.jspecify.annotations.NullMarked;
