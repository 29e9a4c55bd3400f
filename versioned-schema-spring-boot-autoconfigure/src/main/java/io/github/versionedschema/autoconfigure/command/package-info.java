/**
 * Operator commands: the application's jar does one thing with the schema and exits,
 * without starting the application.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.command;

import org.jspecify.annotations.NullMarked;
