/**
 * Tests of the user's own SQL, and of the text of plans.
 */
@NullMarked
package io.github.versionedschema.scripts;

import org.jspecify.annotations.NullMarked;
