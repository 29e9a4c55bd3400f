/**
 * Expand, retire, contract, revert, abort, fill, skip, baseline and verify.
 */
@NullMarked
package io.github.versionedschema.transition;

import org.jspecify.annotations.NullMarked;
