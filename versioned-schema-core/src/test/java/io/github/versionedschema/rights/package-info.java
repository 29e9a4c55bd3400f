/**
 * Tests of the privileges and the search_path of clients, and of created objects.
 */
@NullMarked
package io.github.versionedschema.rights;

import org.jspecify.annotations.NullMarked;
