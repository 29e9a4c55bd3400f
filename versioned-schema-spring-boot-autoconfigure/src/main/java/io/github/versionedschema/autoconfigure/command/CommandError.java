package io.github.versionedschema.autoconfigure.command;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * Error of a command.
 *
 * @param type the kind of error, for programs; kinds may be added but are never renamed
 * @param reason the kind of refusal, if the command was refused
 * @param message what failed, where, what was changed and what to do
 * @param details blocking sessions, offending rows or other obstacles
 */
@JsonInclude(Include.NON_NULL)
record CommandError(String type, @Nullable String reason, String message, List<?> details) {
}
