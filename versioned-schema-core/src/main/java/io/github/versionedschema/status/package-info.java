/**
 * What is known about versions and transitions, for those who look.
 */
@NullMarked
package io.github.versionedschema.status;

import org.jspecify.annotations.NullMarked;
