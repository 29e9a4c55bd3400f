/**
 * Physical connections that are pinned to a version.
 */
@NullMarked
package io.github.versionedschema.session.pin;

import org.jspecify.annotations.NullMarked;
