/**
 * Tests of the user's own SQL, of the text of plans, and of documented migrations.
 */
@NullMarked
package io.github.versionedschema.scripts;

import org.jspecify.annotations.NullMarked;
