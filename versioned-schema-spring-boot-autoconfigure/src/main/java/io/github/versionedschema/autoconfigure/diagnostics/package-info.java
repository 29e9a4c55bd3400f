/**
 * What is wrong and what to do, for everything that a user can get wrong before an
 * application starts.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
