/**
 * Operator commands: the application's jar runs one action on the schema and exits
 * without starting the application.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.command;

import org.jspecify.annotations.NullMarked;
